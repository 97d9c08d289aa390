import { oneLine, type Sent } from '../../channel';
import type { Way } from './way';

/** What is used of Cloudflare's `send_email` binding (https://developers.cloudflare.com/email-service/api/send-emails/workers-api/). */
export interface EmailBinding {
  send(mail: {
    from: { email: string; name: string };
    to: string;
    subject: string;
    text: string;
    html: string;
    headers: Record<string, string>;
  }): Promise<{ messageId: string }>;
}

/**
 * Cloudflare's own way. It gives each mail a `Message-ID` of its own and refuses ours; a conversation still is one, since
 * all of its mails refer to the same beginning.
 */
export function emailBinding(binding: EmailBinding): Way {
  return async ({ from, to, subject, text, html, headers }) => {
    try {
      const { messageId } = await binding.send({
        from: { email: from.address, name: from.name },
        to,
        subject,
        text,
        html,
        headers,
      });
      return { kind: 'sent', said: oneLine(messageId) };
    } catch (error) {
      return outcomeOf(error as { code?: string; message: string });
    }
  };
}

/** Its errors, as far as they say something about the mail itself; all others are about the account, or pass. */
function outcomeOf({ code = '', message }: { code?: string; message: string }): Sent {
  const said = oneLine(code ? `${code}: ${message}` : message);
  if (code === 'E_RECIPIENT_SUPPRESSED') return { kind: 'never', gone: true, said };
  if (code === 'E_CONTENT_TOO_LARGE' || code === 'E_VALIDATION_ERROR' || code.startsWith('E_HEADER'))
    return { kind: 'never', said };
  return { kind: 'again', said };
}
