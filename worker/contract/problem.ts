import * as z from 'zod';

/** Every failure this API knows, named once, with its status and title. */
export const problems = {
  'malformed-json': { status: 400, title: 'The request is not valid JSON' },
  'bad-header': { status: 400, title: 'A header is not valid' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'link-used': { status: 401, title: 'This link has been used or has expired' },
  'token-needed': { status: 401, title: 'Only its author can do this' },
  'origin-not-allowed': { status: 403, title: 'This origin is not one of the site’s own' },
  'not-allowed': { status: 403, title: 'You may not do this here' },
  'vote-not-taken': { status: 403, title: 'This site takes no such votes' },
  banned: { status: 403, title: 'This author may not write here for now' },
  'passkey-refused': { status: 401, title: 'This passkey does not work here' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'unknown-site': { status: 404, title: 'There is no such site here' },
  'unknown-address': { status: 421, title: 'This server is not known under this address' },
  'unknown-thread': { status: 404, title: 'Nobody has written in this thread' },
  'unknown-comment': { status: 404, title: 'There is no such comment' },
  'unknown-decision': { status: 404, title: 'There is no such decision' },
  'unknown-person': { status: 404, title: 'Nobody works here under this account' },
  'unknown-consult': { status: 404, title: 'There is no such question' },
  'unknown-work': { status: 404, title: 'There is no such work that was given up' },
  'unknown-target': { status: 404, title: 'There is no such target' },
  'unknown-dispatch': { status: 404, title: 'There is no such delivery' },
  'unknown-rule': { status: 404, title: 'There is no such rule' },
  'unknown-import': { status: 404, title: 'There is no such import' },
  'import-ended': { status: 409, title: 'This import takes no more records' },
  'unknown-author': { status: 404, title: 'There is no such author' },
  'too-many-targets': { status: 409, title: 'A site has no more targets than that' },
  'no-address': { status: 409, title: 'Its address has to be typed first' },
  'last-owner': { status: 409, title: 'A site needs an owner' },
  'too-many-comments': { status: 422, title: 'More comments than can be decided at once' },
  'thread-closed': { status: 409, title: 'This thread is closed' },
  'cannot-pin': { status: 409, title: 'Only a published comment that answers nobody can be pinned' },
  'too-many-pins': { status: 409, title: 'As many comments of this thread are pinned as may be' },
  'already-decided': { status: 409, title: 'Somebody decided this already' },
  'no-mail': { status: 409, title: 'This server is not set up to send mail' },
  'mail-not-taken': { status: 422, title: 'No mail can be sent to this address' },
  'mail-not-sent': { status: 409, title: 'The mail could not be sent' },
  'unknown-push-service': { status: 422, title: 'This is not the address of a push service' },
  'unknown-device': { status: 404, title: 'There is no such browser' },
  'notification-not-sent': { status: 409, title: 'The notification could not be sent' },
  'text-changed': { status: 409, title: 'It is not the text any more that was read' },
  'changed-elsewhere': { status: 409, title: 'Its author has changed this comment elsewhere since' },
  'own-appeal': { status: 403, title: 'An appeal is for somebody else than the one who decided' },
  'already-undone': { status: 409, title: 'This decision was undone already' },
  'cannot-undo': { status: 409, title: 'What was erased does not come back' },
  'decided-since': { status: 409, title: 'A later decision stands in the way' },
  'window-closed': { status: 409, title: 'It is too late to change this comment' },
  'no-recovery': { status: 409, title: 'The site cannot go back to that time' },
  'already-appealed': { status: 409, title: 'This decision was appealed already' },
  'no-jurisdiction': { status: 409, title: 'Data cannot be placed in a jurisdiction here' },
  'challenge-used': { status: 409, title: 'This proof of work was used already' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-type': { status: 415, title: 'This type of content is not taken here' },
  'upgrade-needed': { status: 426, title: 'This address is for WebSockets' },
  'invalid-fields': { status: 422, title: 'Some fields need another look' },
  'unknown-parent': { status: 422, title: 'The comment you answer is not there' },
  'bad-challenge': { status: 422, title: 'This proof of work does not count' },
  'key-reused': { status: 422, title: 'This Idempotency-Key belongs to another request' },
  'too-many': { status: 429, title: 'Too many requests' },
  'site-damaged': { status: 503, title: 'The data of this site are damaged' },
  'account-damaged': { status: 503, title: 'The data of this account are damaged' },
  'newer-data': { status: 503, title: 'These data are of a newer version' },
  unavailable: { status: 503, title: 'This cannot be done right now' },
  'no-room': { status: 507, title: 'Nothing can be stored right now' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const;

export type ProblemCode = keyof typeof problems;

/** What is wrong with one field: where (RFC 6901), which kind of wrong, and a sentence. */
export const FieldError = z.strictObject({
  pointer: z.string(),
  code: z.enum(['required', 'too-long', 'invalid', 'unknown']),
  detail: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

/** An RFC 9457 problem document. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(FieldError).optional(),
  /** With `already-decided` and `decided-since`: who decided before or since, what and when. */
  decided: z.strictObject({ by: z.string(), action: z.string(), at: z.string(), decision: z.string() }).optional(),
  /** With `text-changed`: the comments whose authors have changed them, or appealed, since. */
  changed: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** The `type` of a problem: a stable name, resolved against the server that answered. */
export const problemType = (code: ProblemCode) => `/problems/${code}`;
