import { oneLine, type Sent } from '../../channel';
import { toTag, whoseTag } from '../returned';
import type { Way } from './way';

/** A service that takes mails over HTTP as Resend does (https://resend.com/docs/api-reference/emails/send-email). */
export interface MailApiConfig {
  /** https://api.resend.com/emails */
  url: string;
  key: string;
}

/** Mail over HTTP. A repeat has the same `Idempotency-Key`, so that the service sends it once. */
export function mailApi({ url, key }: MailApiConfig): Way {
  return async ({ id, from, to, subject, text, html, headers, whose }, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': id.slice(0, 256),
      },
      body: JSON.stringify({
        from: `"${from.name}" <${from.address}>`,
        to: [to],
        subject,
        text,
        html,
        headers: { 'Message-ID': `<${id}>`, ...headers },
        ...(whose && { tags: [{ name: whoseTag, value: toTag(whose) }] }),
      }),
      signal,
      redirect: 'manual',
    });
    return outcomeOf(response, await response.text());
  };
}

/** What an answer means (https://resend.com/docs/api-reference/errors). */
function outcomeOf({ ok, status, headers }: Response, body: string): Sent {
  const said = oneLine(`${status} ${body}`);
  if (ok) return { kind: 'sent', said };
  const after = Number(headers.get('Retry-After'));
  if (status === 429 || status >= 500) return { kind: 'again', ...(after > 0 && { after: Math.ceil(after) }), said };
  // Not the mail but how the service is used: it will be taken when the operator has set that right.
  if (/api.?key|\bfrom\b|domain|invalid_from_address/i.test(body))
    return { kind: 'again', said: oneLine(`not set up rightly: ${said}`) };
  if (status === 400 || status === 413 || status === 422) return { kind: 'never', said };
  return { kind: 'again', said };
}
