import { Webhook } from 'standardwebhooks';
import { MailEvent } from '../../contract/mail-events';

/** Whose mail one is, for where it comes back or somebody complains: a reader's by what their links to end it have, or a colleague's. */
export type Whose = { site: string; stop: string } | { account: string };

/** The name of the tag that says it. */
export const whoseTag = 'whose';

/** As a tag has it: letters, digits, hyphens and underscores, 256 at most (https://resend.com/docs/dashboard/emails/tags). */
export const toTag = (whose: Whose): string =>
  Buffer.from('account' in whose ? `team ${whose.account}` : `reader ${whose.site} ${whose.stop}`).toString(
    'base64url',
  );

function fromTag(tag: string): Whose | undefined {
  const [kind, first = '', second = ''] = Buffer.from(tag, 'base64url').toString().split(' ');
  if (kind === 'team') return { account: first };
  return kind === 'reader' ? { site: first, stop: second } : undefined;
}

/** A mail after which nothing else is to be sent to its address. */
export interface Returned {
  why: 'gone' | 'complained';
  whose: Whose;
  /** To whom it went. */
  to: string[];
}

/**
 * What the service tells of a mail; undefined: nothing that matters. It signs as Standard Webhooks do, with Svix's names for
 * the headers. @throws Error where the signature is wrong, or older than five minutes.
 */
export function readReturned(
  secret: string,
  headers: (name: string) => string | undefined,
  body: string,
): Returned | undefined {
  const signed = Object.fromEntries(
    ['id', 'timestamp', 'signature'].map((part) => [
      `webhook-${part}`,
      headers(`svix-${part}`) ?? headers(`webhook-${part}`) ?? '',
    ]),
  );
  const event = MailEvent.safeParse(new Webhook(secret).verify(body, signed));
  if (!event.success) return undefined;
  const { type, data } = event.data;
  const whose = fromTag(data.tags?.[whoseTag] ?? '');
  const gone = type === 'email.bounced' && data.bounce?.type?.toLowerCase() !== 'transient';
  const why = gone ? 'gone' : type === 'email.complained' ? 'complained' : undefined;
  return why && whose && { why, whose, to: data.to };
}
