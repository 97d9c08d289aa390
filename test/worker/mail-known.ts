/** What opens the mail servers that want a login, and the service. */
export const mailLogin = { user: 'plausch@mail.example', password: 'p@ss:word/%' };
export const mailKey = 'mail-key';
/** What the service signs with what it tells of mails later. */
export const mailEventsSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A mail as a server took it. */
export interface Received {
  server: string;
  /** The envelope. */
  from: string;
  to: string[];
  /** The message itself, each byte as one character; of the service, the JSON it was sent. */
  raw: string;
  /** Who had signed in; of the service, the Idempotency-Key. */
  user: string | null;
  secure: boolean;
}

/** Where each listens, all on loopback. */
export interface MailServers {
  /** `GET /received?to=ADDRESS` has what was taken for it; everything else is the service that takes mails over HTTP. */
  control: string;
  /** No TLS, no login. */
  plain: number;
  /** STARTTLS, and a login once that is done. */
  startTls: number;
  /** TLS from the first byte on, and a login. */
  tls: number;
  /** The same, with a certificate that nobody trusts. */
  stranger: number;
  /** No TLS, but a login. */
  login: number;
  /** Says nothing at all. */
  silent: number;
  /** Goes away in the middle of DATA. */
  dying: number;
}
