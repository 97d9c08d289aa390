import { oneLine, type Sent } from '../../channel';
import type { Way } from './way';

/** How a mail server is reached. */
export interface SmtpConfig {
  host: string;
  port: number;
  /** TLS from the first byte on (`smtps://`). Else it begins with STARTTLS. */
  implicitTls: boolean;
  /** `demanded`: nothing is sent without TLS and a certificate that holds. `optional`: TLS where the server has it, whoever it is. */
  tls: 'demanded' | 'optional';
  login: { user: string; password: string } | undefined;
  /** Signs what is sent (RFC 6376), where the server does not: for the domain of the sender's address. */
  dkim: DkimConfig | undefined;
}

export interface DkimConfig {
  selector: string;
  /** The private key, in PEM. */
  key: string;
}

/** What nodemailer throws: its own code, and what the server said to which command. */
interface SmtpError {
  code?: string;
  message: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** A mail server, over SMTP. The library is loaded with the first mail: without one it costs nothing. */
export function smtp({ host, port, implicitTls, tls, login, dkim }: SmtpConfig): Way {
  const demanded = tls === 'demanded';
  return async (mail, signal) => {
    const { createTransport } = await import('nodemailer');
    const domainName = new URL(`http://${mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1)}`).hostname;
    const transport = createTransport({
      host,
      port,
      secure: implicitTls,
      requireTLS: demanded && !implicitTls,
      opportunisticTLS: !demanded,
      tls: { rejectUnauthorized: demanded },
      ...(login && { auth: { user: login.user, pass: login.password }, forceAuth: true }),
      ...(dkim && { dkim: { domainName, keySelector: dkim.selector, privateKey: dkim.key } }),
      // Nothing in a mail is read from a file or fetched from an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      const { response } = await transport.sendMail({
        messageId: `<${mail.id}>`,
        from: mail.from,
        to: { name: '', address: mail.to },
        envelope: { from: mail.from.address, to: [mail.to] },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: mail.headers,
        signal,
      });
      return { kind: 'sent', said: oneLine(response) };
    } catch (error) {
      return outcomeOf(error as SmtpError);
    } finally {
      transport.close();
    }
  };
}

/** What an error means for the mail. What nobody foresaw is tried again: the due work gives up in the end. */
function outcomeOf(error: SmtpError): Sent {
  const { code, message, response, responseCode = 0, command = '' } = error;
  const said = oneLine(response || message);
  if (code === 'EAUTH' || loginWanted.includes(responseCode))
    return again(`the server refused to let us sign in: ${said}`);
  if (code === 'ETLS') return again(`no TLS with the server: ${said}`);
  if (responseCode < 500) return again(said);
  // 503: commands in an order that the server does not want; the same mail may pass the next time.
  if (responseCode === 503) return again(said);
  if (command === 'RCPT TO') return ofRecipient(response ?? '', said);
  if (command === 'DATA') return { kind: 'never', said };
  return again(`the server refused this sender: ${said}`);
}

/** It wants to be told who is there (RFC 4954, section 6). */
const loginWanted = [530, 534, 535, 538];

/**
 * A recipient refused for good: nobody is there, or nobody takes this mail. That it does not deliver to others for us
 * (RFC 3463: X.7.1; older servers only say so) is no fault of the recipient.
 */
function ofRecipient(response: string, said: string): Sent {
  if (/\b5\.7\.\d|relay/i.test(response)) return again(`the server refused to deliver for us: ${said}`);
  return { kind: 'never', gone: true, said };
}

const again = (said: string): Sent => ({ kind: 'again', said });
