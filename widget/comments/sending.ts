import type { FormSigns, NewComment, Notify, Submitted } from '../../worker/contract/comment';
import type { FieldError } from '../../worker/contract/problem';
import { ask } from './asking';
import type { Draft } from './storage';
import type { RequestFailed, ThreadClient } from './thread-client';

/** The fields of the form, by name. */
export type Field = 'body' | 'name' | 'email' | 'website';

/** What stands in the fields of the form. */
export type Fields = Record<Field, string> & Partial<Record<'notify' | keyof Notify, string>>;

/** What is to be sent, and from where. */
export interface Attempt {
  client: ThreadClient;
  thread: string;
  /** Under what the draft is kept. */
  place: `draft ${string}`;
  /** The id of the comment that is answered. */
  parent: string | undefined;
  body: string;
  fields: Fields;
  /** What the form noticed. */
  signs: FormSigns;
  /** The work that was done; `anew`: other work, since that does not count any more. */
  proof: (anew: boolean) => Promise<Pick<FormSigns, 'proof' | 'turnstile'>>;
}

/** What came of it: taken in, refused for some fields, or nothing; `wait`: seconds until it may be tried again. */
export type Outcome = { kind: 'sent'; submitted: Submitted } | Unsent;
export type Unsent =
  | { kind: 'refused'; errors: Partial<Record<Field, FieldError['code']>> }
  | { kind: 'failed'; code: string; wait: number };

/**
 * Sends a comment. The same content is sent with the same Idempotency-Key until there is an answer, also after the
 * page was left in between, so that it appears once.
 */
export async function send({ client, thread, place, parent, body, fields, signs, proof }: Attempt): Promise<Outcome> {
  const { storage } = client;
  const author = authorOf(fields);
  const notify = notifyOf(fields);
  const content = JSON.stringify([author, body, ...(notify ? [notify] : [])]);
  const draft = storage.get(place);
  const attempt =
    draft?.key && draft.content === content
      ? (draft as Required<Draft>)
      : {
          body,
          key: newKey(),
          content,
          notify,
          thread: { key: thread, url: addressOfPage(), title: document.title.slice(0, 300) },
        };
  storage.set(place, attempt);
  try {
    const submit = async (anew: boolean) => {
      const form = { ...signs, ...(await proof(anew)) };
      const comment: NewComment = { thread: attempt.thread, parent, author, body, notify, form };
      return ask<'POST /comments'>(client, 'comments', 'comment', comment, attempt.key);
    };
    // Work may have expired while somebody thought, or count for an attempt that was changed since.
    const submitted = await submit(false).catch((error: RequestFailed) => {
      if (error.code.includes('challenge')) return submit(true);
      throw error;
    });
    storage.set('token', submitted.token);
    storage.set(place, undefined);
    return { kind: 'sent', submitted };
  } catch (error) {
    const unsent = unsentBecause(error as RequestFailed);
    // Only an attempt without an answer may have arrived; after an answer the next one is another attempt.
    if (unsent.kind === 'refused' || !mayHaveArrived.includes(unsent.code)) storage.set(place, { body });
    return unsent;
  }
}

const mayHaveArrived = ['network', 'unreadable', 'internal'];

/** Why nothing came of it: some fields, or something else. */
export function unsentBecause({ code, errors, wait }: RequestFailed): Unsent {
  const wrong = Object.fromEntries(errors.map(({ pointer, code }) => [pointer.split('/').pop(), code]));
  if (code === 'too-large') wrong.body = 'too-long';
  return 'body' in wrong || 'name' in wrong || 'email' in wrong || 'website' in wrong
    ? { kind: 'refused', errors: wrong }
    : { kind: 'failed', code, wait: Number.parseInt(wait ?? '', 10) };
}

/** The page's address, as far as a thread can have it. */
function addressOfPage(): string | undefined {
  const { origin, pathname, search } = location;
  const address = [origin + pathname + search, origin + pathname].find(({ length }) => length <= 2000);
  return address?.startsWith('http') ? address : undefined;
}

/** People leave out the scheme of an address; everyone means https. */
function authorOf({ name, email, website }: Fields) {
  const address = website.trim();
  return {
    name: name.trim(),
    email: email.trim() || undefined,
    website: address && !/^[a-z]+:/i.test(address) ? `https://${address}` : address || undefined,
  };
}

/** Of which answers the author wants to hear; undefined: of none. */
const notifyOf = ({ notify, of, pace }: Fields) => (notify ? ({ of, pace } as Notify) : undefined);

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
