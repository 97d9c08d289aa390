import * as z from 'zod';
import { Email, Id, Language, line, Time, text } from './fields';
import { Device } from './push';

export const Role = z.enum(['owner', 'moderator']);
export type Role = z.infer<typeof Role>;

/** Where a moderator decides: threads whose key is one of these paths or below it. Empty: the whole site. */
export const Scope = z
  .array(
    line(1, 512).refine((path) => path.startsWith('/'), {
      params: { code: 'invalid' },
      message: 'A path such as /2026/.',
    }),
  )
  .max(50);
export type Scope = z.infer<typeof Scope>;

/** Someone who works at a site's desk. */
export const PersonEntry = z.strictObject({
  account: Id,
  name: z.string(),
  role: Role,
  scope: z.array(z.string()),
  since: Time,
});
export type PersonEntry = z.infer<typeof PersonEntry>;
export const People = z.strictObject({ people: z.array(PersonEntry) });
export type People = z.infer<typeof People>;

export const NewPerson = z.strictObject({ name: line(1, 80), role: Role, scope: Scope.default([]) });
export type NewPerson = z.infer<typeof NewPerson>;
export const PersonChange = z.strictObject({
  name: line(1, 80).optional(),
  role: Role.optional(),
  scope: Scope.optional(),
});
export type PersonChange = z.infer<typeof PersonChange>;

/** A person and the one-time link that lets them in; the link is told once and never again. */
export const Invited = z.strictObject({ person: PersonEntry, link: z.string(), expires: Time });
export type Invited = z.infer<typeof Invited>;

/** Whom the operator of the server lets in again, by the name they have at the site's desk. */
export const NewPersonLink = z.strictObject({ name: line(1, 80) });

/** What WebAuthn hands back and forth; checked by the library that speaks it. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() });
const credential = z.looseObject({ id: z.string().max(2000), response: z.looseObject({}) });
export const NewPasskey = z.strictObject({ name: line(1, 80), response: credential });
export const PasskeySignIn = z.strictObject({ response: credential });

export const Passkey = z.strictObject({ id: Id, name: z.string(), created: Time, used: Time.nullable() });
export type Passkey = z.infer<typeof Passkey>;
/** What a session is called, which is not its secret. */
export const SessionName = z.string().regex(/^[\w-]{22}$/, 'A session as this API names it.');
export const OpenSession = z.strictObject({ id: z.string(), created: Time, seen: Time, current: z.boolean() });
export type OpenSession = z.infer<typeof OpenSession>;

/** Where one's mail goes. `confirmed`: since when; null: it was not yet, and nothing is sent there. */
export const MailAddress = z.strictObject({ address: z.string(), confirmed: Time.nullable() });
export type MailAddress = z.infer<typeof MailAddress>;
/** What became of a mail that only tests whether mail gets through: which way it went, and what the other side answered. */
export const MailTested = z.strictObject({ taken: z.boolean(), way: z.string(), said: z.string() });
export type MailTested = z.infer<typeof MailTested>;
/** An address for mail, and the language of what is sent there. */
export const NewMailAddress = z.strictObject({ address: Email, language: Language });

/** One's own login: what one can sign in with, and where one is signed in. */
export const Profile = z.strictObject({
  account: Id,
  name: z.string(),
  mail: MailAddress.nullable(),
  /** Whether this server is set up to send mail. */
  sendsMail: z.boolean(),
  /** Browsers that get notices; what a browser needs to become one; and whether mails that comments wait go out beside them. */
  devices: z.array(Device),
  pushKey: z.string(),
  mailToo: z.boolean(),
  passkeys: z.array(Passkey),
  sessions: z.array(OpenSession),
});
export type Profile = z.infer<typeof Profile>;

/** A question to a colleague about a comment. It changes nobody's right to decide. */
export const Consult = z.strictObject({
  id: Id,
  comment: Id,
  by: z.strictObject({ account: Id, name: z.string() }),
  to: z.strictObject({ account: Id, name: z.string() }),
  note: z.string(),
  at: Time,
  answer: z.strictObject({ note: z.string(), at: Time }).nullable(),
});
export type Consult = z.infer<typeof Consult>;
export const NewConsult = z.strictObject({ to: Id, note: text(1, 1000) });
export type NewConsult = z.infer<typeof NewConsult>;
export const NewAnswer = z.strictObject({ note: text(1, 1000) });
export type NewAnswer = z.infer<typeof NewAnswer>;
