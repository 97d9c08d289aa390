import { createHash, randomBytes } from 'node:crypto';
import type { Language } from '../contract/languages';
import type { MailAddress } from '../contract/people';
import { Refusal } from '../errors';
import { first, type Sql } from '../host/sql';

const day = 24 * 60 * 60_000;
/** A confirming mail may lie in a mailbox over night. */
const linkLifetime = day;
/** So many confirming mails one login may have sent in a day, to whatever addresses. */
export const mostConfirming = 5;

/** An address that its owner has confirmed, and how mails to it speak and where they lead. */
export interface Mailbox {
  address: string;
  language: Language;
  /** The origin under which its owner knows this server. */
  server: string;
}

interface MailRow extends Mailbox {
  confirmed: number | null;
  link: string | null;
  expires: number | null;
  since: number;
  asked: number;
}

const read = (sql: Sql) =>
  first<MailRow>(
    sql,
    'SELECT address, language, server, confirmed, link, expires, since, asked FROM mail WHERE one = 1',
  );

/** The address, confirmed or not; null: there is none. */
export function mailAddress(sql: Sql): MailAddress | null {
  const row = read(sql);
  if (!row || row.address === '') return null;
  return { address: row.address, confirmed: row.confirmed === null ? null : new Date(row.confirmed).toISOString() };
}

/** Where mail may be sent; undefined: nowhere. */
export function mailbox(sql: Sql): Mailbox | undefined {
  const row = read(sql);
  if (!row || row.address === '' || row.confirmed === null) return undefined;
  const { address, language, server } = row;
  return { address, language, server };
}

/**
 * Takes an address in place of any before: nothing is sent there until it is confirmed. Returns the secret for the link, of which only a
 * digest is kept. @throws Refusal `too-many`.
 */
export function askForMail(sql: Sql, { address, language, server }: Mailbox, now: number): string {
  const before = read(sql);
  // What began in the future began before the clock was put right.
  const goesOn = before && before.since <= now && now - before.since < day;
  const [since, asked] = goesOn ? [before.since, before.asked] : [now, 0];
  if (asked >= mostConfirming) throw new Refusal('too-many', { retryAfter: Math.ceil((since + day - now) / 1000) });
  const secret = randomBytes(32).toString('base64url');
  sql.all(
    `INSERT INTO mail (one, address, language, server, confirmed, link, expires, since, asked)
     VALUES (1, ?, ?, ?, NULL, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET address = excluded.address, language = excluded.language, server = excluded.server,
       confirmed = NULL, link = excluded.link, expires = excluded.expires, since = excluded.since, asked = excluded.asked`,
    address,
    language,
    server,
    digest(secret),
    now + linkLifetime,
    since,
    asked + 1,
  );
  return secret;
}

/** The address that a link would confirm; it stays unused. @throws Refusal `link-used`. */
export function readConfirming(sql: Sql, secret: string, now: number): Mailbox {
  const row = read(sql);
  if (!row || row.link !== digest(secret) || (row.expires ?? 0) <= now) throw new Refusal('link-used');
  const { address, language, server } = row;
  return { address, language, server };
}

/** Confirms the address that a link is for, once. @throws Refusal `link-used`. */
export function confirmMail(sql: Sql, secret: string, now: number): Mailbox {
  const mailbox = readConfirming(sql, secret, now);
  sql.all('UPDATE mail SET confirmed = ?, link = NULL, expires = NULL WHERE one = 1', now);
  return mailbox;
}

/** Nobody is there under the address: nothing else is sent there unless it is confirmed again. It may be another by now. */
export function loseMail(sql: Sql, address: string): void {
  sql.all('UPDATE mail SET confirmed = NULL WHERE one = 1 AND address = ?', address);
}

/** Forgets the address. How many confirming mails were sent today is kept. */
export function forgetMail(sql: Sql): void {
  sql.all(
    "UPDATE mail SET address = '', language = 'en', server = '', confirmed = NULL, link = NULL, expires = NULL WHERE one = 1",
  );
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url');
