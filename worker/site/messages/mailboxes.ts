import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Notify } from '../../contract/comment';
import type { Unsent } from '../../contract/statement';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, schedule, scheduleBy, unschedule } from '../base/due';
import { countMail } from '../base/mail-counts';
import type { CommentRow } from '../comments/comment-row';
import { claimImported } from '../comments/imported-authors';
import { keepSubscription } from '../comments/subscriptions';
import { planNewsOf } from './plan-news';

const hour = 60 * 60_000;
const day = 24 * hour;
/** A confirming mail may lie in a mailbox over a night, and over another until a busy server has taken it. */
const linkLifetime = 2 * day;
/** What nobody has confirmed is forgotten after this. */
const unconfirmedKept = 3 * day;
/** So long confirming mails are counted. */
const counted = 30 * day;
/** Who asks again for the same within this has a mail on its way. */
const askAgainAfter = hour;
/** Who asks for another link to what is known of them has one on its way. */
const mineAgainAfter = 5 * 60_000;
/** So many confirming mails an address gets in a day and in thirty, a network causes in a day, and a site sends in a day. */
export const mostAsked = { recipient: 3, recipientCounted: 10, network: 10, site: 500 };

/** An address that an author has given, and whether they have confirmed it. */
export interface Mailbox {
  id: string;
  author: string;
  address: string;
  /** What the links end with that end all mail of this site to the address. */
  stop: string;
  /** The origin under which its owner knows this server. */
  server: string;
  /** When a confirming mail was last asked for. */
  asked: number;
  confirmed: number | null;
}

const columns = 'SELECT id, author, address, stop, server, asked, confirmed FROM mailbox';

/** A mailbox by its number. */
export const findMailbox = (site: SiteContext, id: string) => first<Mailbox>(site.sql, `${columns} WHERE id = ?`, id);

/** A mailbox that is there. */
export function mustFindMailbox(site: SiteContext, id: string): Mailbox {
  const mailbox = findMailbox(site, id);
  if (!mailbox) throw new Error(`There is no mailbox ${id}.`);
  return mailbox;
}

/** The mailbox of an author with an address; undefined: they wanted no mail there. */
export const findMailboxOf = (site: SiteContext, author: string, address: string) =>
  first<Mailbox>(site.sql, `${columns} WHERE author = ? AND address = ?`, author, address);

/**
 * Takes the wish of a comment's author to hear of answers, at the address given with it. Nothing goes there before it is confirmed but the
 * mail that asks for that, and of these only so many; who wishes hears nothing of how many there were. What the checks take for spam
 * causes no mail.
 */
export function wish(
  site: SiteContext,
  comment: CommentRow,
  notify: Notify,
  { server, network }: { server: string; network: string },
): void {
  const { author, email, status } = comment;
  if (!site.settings.notify || email === null || status === 'spam') return;
  const known = findMailboxOf(site, author, email);
  const mailbox = known ?? addMailbox(site, author, email, server);
  keepSubscription(site, comment, notify, mailbox.id);
  if (mailbox.confirmed !== null || (known && Math.abs(site.now() - known.asked) < askAgainAfter)) return;
  ask(site, mailbox, network);
}

function addMailbox(site: SiteContext, author: string, address: string, server: string): Mailbox {
  const now = site.now();
  const mailbox = { id: site.newId(now), author, address, stop: stopOf(site, address), server, asked: now };
  site.sql.all(
    'INSERT INTO mailbox (id, author, address, stop, server, asked, told_daily) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...Object.values(mailbox),
    now,
  );
  scheduleBy(site, 'clean', now + unconfirmedKept);
  return { ...mailbox, confirmed: null };
}

/** Has a confirming mail sent, unless there were too many. */
function ask(site: SiteContext, { id, address }: Mailbox, network: string): void {
  const now = site.now();
  site.sql.all('UPDATE mailbox SET asked = ? WHERE id = ?', now, id);
  if (mayAsk(site, 'asking', address, network)) schedule(site, 'confirm', id, now);
}

/** For what a mail is asked by somebody who need not be whom it goes to. For an address each is counted by itself. */
type Asking = 'asking' | 'mine';

/** Notes that somebody has a mail sent to an address; false: there were too many. */
export function mayAsk(site: SiteContext, what: Asking, address: string, network: string): boolean {
  const now = site.now();
  const recipient = keyed(site, `${what}\n${withoutVariants(address)}`);
  const count = (where: string, since: number, most: number, ...values: string[]) =>
    site.sql.all(`SELECT 1 FROM asking WHERE ${where} at > ? LIMIT ?`, ...values, now - since, most).length >= most;
  const tooMany =
    (what === 'mine' && count('recipient = ? AND', mineAgainAfter, 1, recipient)) ||
    count('recipient = ? AND', day, mostAsked.recipient, recipient) ||
    count('recipient = ? AND', counted, mostAsked.recipientCounted, recipient) ||
    (network !== '' && count('network = ? AND', day, mostAsked.network, network)) ||
    count('', day, mostAsked.site);
  if (tooMany) return false;
  site.sql.all('INSERT INTO asking (recipient, network, at) VALUES (?, ?, ?)', recipient, network, now);
  scheduleBy(site, 'clean', now + counted);
  return true;
}

/** What reaches the same mailbox at most providers is counted as one address: case, dots, and what stands after a plus. */
function withoutVariants(address: string): string {
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  return `${local.replace(/\+.*/, '').replaceAll('.', '')}@${domain}`;
}

/** An address as a number that says nothing without the key, which stands in this site's database and outlasts the server's secret. */
function keyed({ sql }: SiteContext, text: string): string {
  const row = first<{ value: string }>(sql, "SELECT value FROM setting WHERE key = 'stop-key'");
  const key = row?.value ?? randomBytes(32).toString('base64url');
  if (!row) sql.all("INSERT INTO setting (key, value) VALUES ('stop-key', ?)", key);
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 32);
}

export const stopOf = (site: SiteContext, address: string) => keyed(site, `stop\n${address.toLowerCase()}`);

/** A confirming mail that is to be sent now. */
export interface DueConfirming {
  mailbox: Pick<Mailbox, 'address' | 'server' | 'stop'>;
  /** Another for each that was asked for. */
  id: string;
  site: Pick<SiteContext, 'name' | 'settings'>;
  /** Where the button is. */
  path: string;
}

/** The mail behind a job; undefined: nobody needs it any more, and the job is done. */
export function readConfirmingMail(site: SiteContext, job: Job): DueConfirming | undefined {
  const mailbox = findMailbox(site, job.subject);
  if (!mailbox || mailbox.confirmed !== null || mailbox.asked + linkLifetime <= site.now()) {
    finishJob(site, job);
    return undefined;
  }
  const { id, asked } = mailbox;
  return {
    mailbox,
    id: `confirm.${id}.${asked}`,
    site: { name: site.name, settings: site.settings },
    path: `/confirm/${site.name}/${refOf(site, id, asked)}`,
  };
}

/** Notes that a confirming mail was taken, or never will be: then nothing is left of the mailbox. null: no mail is set up. */
export function endConfirming(site: SiteContext, job: Job, taken: boolean | null): void {
  finishJob(site, job);
  if (taken !== null) countMail(site, taken ? 'sent' : 'failed');
  if (!taken) removeMailbox(site, job.subject, 'gone');
}

/** What stands in the link that confirms a mailbox. Nothing of it is stored. */
function refOf({ name, secret }: SiteContext, id: string, asked: number): string {
  const signature = createHmac('sha256', secret).update(`confirm\n${name}\n${id}\n${asked}`).digest('base64url');
  return `${id}.${asked}.${signature}`;
}

/** What a confirming link is about. */
export type Confirming = Pick<Mailbox, 'address' | 'confirmed'> & Pick<SiteContext, 'settings'>;

/** The address that a link confirms, or has confirmed; nothing changes by that. @throws Refusal `link-used`. */
export function readConfirmingLink(site: SiteContext, ref: string): Confirming {
  const { address, confirmed } = follow(site, ref);
  return { address, confirmed, settings: site.settings };
}

/** Confirms it; a second time changes nothing. What waited for that is sent now. @throws Refusal `link-used`. */
export function confirmMailbox(site: SiteContext, ref: string): Confirming {
  const mailbox = follow(site, ref);
  const { id, address } = mailbox;
  if (mailbox.confirmed === null) {
    const now = site.now();
    site.sql.all('UPDATE mailbox SET confirmed = ? WHERE id = ?', now, id);
    unschedule(site, 'confirm', id);
    planNewsOf(site, id);
    claimImported(site, mailbox);
    site.nextDue = undefined;
    site.sql.all(
      `UPDATE due SET at = ? WHERE kind = 'message' AND lease IS NULL AND at > ? AND subject IN (
         SELECT delivery.message || ' ' || delivery.account FROM delivery
         WHERE delivery.account = ? AND delivery.state = 'waiting' AND delivery.why = 'not-confirmed')`,
      now,
      now,
      id,
    );
  }
  return { address, confirmed: mailbox.confirmed ?? site.now(), settings: site.settings };
}

function follow(site: SiteContext, ref: string): Mailbox {
  const [id = '', asked = ''] = ref.slice(0, 200).split('.');
  const expected = Buffer.from(refOf(site, id, Number(asked)));
  const given = Buffer.from(ref);
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  const mailbox = fits && Number(asked) + linkLifetime > site.now() ? findMailbox(site, id) : undefined;
  if (!mailbox) throw new Refusal('link-used');
  return mailbox;
}

/** Ends all mail to an address, for good: whoever wants some again confirms it again. What is not known ends without a word. */
export function stopMail(site: SiteContext, stop: string, why: 'stopped' | 'gone' = 'stopped'): void {
  for (const { id } of site.sql.all<{ id: string }>('SELECT id FROM mailbox WHERE stop = ?', stop))
    removeMailbox(site, id, why);
}

/** The mail server says that nobody is there: nothing else is sent to that address. */
export function mailboxGone(site: SiteContext, id: string): void {
  const mailbox = findMailbox(site, id);
  if (!mailbox) return;
  for (const same of site.sql.all<{ id: string }>('SELECT id FROM mailbox WHERE stop = ?', mailbox.stop))
    removeMailbox(site, same.id, 'gone');
}

/** Forgets a mailbox with all that it wanted to hear. `why`: what the outbox says of what was on its way. */
export function removeMailbox(site: SiteContext, id: string, why: Unsent): void {
  for (const { message } of site.sql.all<{ message: string }>(
    `UPDATE delivery SET state = 'unsent', at = ?, why = ? WHERE account = ? AND state = 'waiting' RETURNING message`,
    site.now(),
    why,
    id,
  ))
    unschedule(site, 'message', `${message} ${id}`);
  unschedule(site, 'confirm', id);
  for (const pace of ['now', 'daily']) unschedule(site, 'news', `${id} ${pace}`);
  for (const statement of [
    'DELETE FROM subscription WHERE mailbox = ?',
    'DELETE FROM news WHERE mailbox = ?',
    'DELETE FROM mailbox WHERE id = ?',
  ])
    site.sql.all(statement, id);
}

/** What of an author's mailboxes no comment of theirs names any more goes with the last that did. */
export function forgetMailboxes(site: SiteContext, author: string): void {
  const unnamed = site.sql.all<{ id: string }>(
    `SELECT id FROM mailbox WHERE author = ? AND NOT EXISTS (
       SELECT 1 FROM comment WHERE comment.author = mailbox.author AND comment.status <> 'erased'
         AND comment.email = mailbox.address)`,
    author,
  );
  for (const { id } of unnamed) removeMailbox(site, id, 'settled');
}

/** Forgets what nobody has confirmed, at most so many at once. Returns how many. */
export function forgetUnconfirmed(site: SiteContext, most: number): number {
  const old = site.sql.all<{ id: string }>(
    'SELECT id FROM mailbox WHERE confirmed IS NULL AND asked < ? LIMIT ?',
    site.now() - unconfirmedKept,
    most,
  );
  for (const { id } of old) removeMailbox(site, id, 'not-confirmed');
  return old.length;
}

/** Forgets for which addresses confirming mails were asked for, at most so many at once. Returns how many. */
export function forgetAsking(site: SiteContext, most: number): number {
  return site.sql.all(
    'DELETE FROM asking WHERE number IN (SELECT number FROM asking WHERE at < ? LIMIT ?) RETURNING number',
    site.now() - counted,
    most,
  ).length;
}

/** When the first of both can be forgotten; null: there is nothing. */
export function firstAsking(site: SiteContext): number | null {
  const at = (query: string) => first<{ at: number | null }>(site.sql, query)?.at ?? null;
  const unconfirmed = at('SELECT min(asked) AS at FROM mailbox WHERE confirmed IS NULL');
  const asking = at('SELECT min(at) AS at FROM asking');
  const times = [
    unconfirmed === null ? null : unconfirmed + unconfirmedKept,
    asking === null ? null : asking + counted,
  ];
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
