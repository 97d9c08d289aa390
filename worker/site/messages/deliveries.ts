import type { MessageFacts } from '../../contract/message-facts';
import type { Delivery, Unsent } from '../../contract/statement';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, giveUpJob, type Job, postponeJob, schedule, unschedule } from '../base/due';
import { countMail } from '../base/mail-counts';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import { isoTime, isoTimeOrNull } from '../base/time';
import { quietUntil } from '../comments/alert-times';
import { choiceOf } from '../comments/alerts';
import { settling } from '../comments/subscriptions';
import { noteNotMailed, untilNextMail } from './gathering';
import { findMailbox, type Mailbox, mailboxGone } from './mailboxes';
import { type ReaderMail, readerMail } from './reader-mail';

const hour = 60 * 60_000;
/** What has waited longer for mail to be set up is no news any more. */
const news = 24 * hour;

/** Somebody of the team whom a message is for. */
export type Colleague = Pick<Person, 'account' | 'name'>;

/** A reader's mailbox that a message goes to, and when. */
export interface Reader {
  mailbox: Mailbox | undefined;
  /** Unless it is given, when what was a slip of the hand would have been put right. */
  at?: number;
}

/** A message that is to be sent now. */
export interface DueMessage {
  id: string;
  /** Of somebody of the team… */
  account: string;
  /** …unless it goes to a reader. */
  reader: ReaderMail | null;
  facts: MessageFacts;
  comment: string | null;
  site: Pick<SiteContext, 'name' | 'settings'>;
}

const subjectOf = (message: string, account: string) => `${message} ${account}`;

/** Has a message sent to people of the team: in the transaction that writes it. */
export function deliver(site: SiteContext, message: string, comment: string | null, people: Colleague[]): void {
  for (const { account, name } of people) {
    site.sql.all(
      'INSERT INTO delivery (message, account, name, comment) VALUES (?, ?, ?, ?)',
      message,
      account,
      name,
      comment,
    );
    schedule(site, 'message', subjectOf(message, account), site.now());
  }
}

/** Has a message sent to a reader, or notes that it is not: in the transaction that writes it. */
export function deliverToReader(
  site: SiteContext,
  message: string,
  { name, comment }: { name: string; comment: string | null },
  { mailbox, at }: Reader = { mailbox: undefined },
): void {
  const why = site.settings.notify ? (mailbox ? null : 'not-confirmed') : 'off';
  site.sql.all(
    'INSERT INTO delivery (message, account, name, comment, state, at, why) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[message, mailbox?.id ?? '', name, comment],
    ...(why === null ? ['waiting', null, null] : ['unsent', site.now(), why]),
  );
  if (mailbox && why === null)
    schedule(site, 'message', subjectOf(message, mailbox.id), at ?? site.now() + settling(site));
}

interface DueRow {
  id: string;
  account: string;
  state: 'waiting' | 'sent' | 'unsent';
  why: Unsent | null;
  kind: string;
  facts: string;
  comment: string | null;
  cause: string;
  created: number;
  withdrawn: number | null;
}

/** The message behind a job. Where it is not to be sent any more that is noted, and the job done: undefined. */
export function readDueMessage(site: SiteContext, job: Job): DueMessage | undefined {
  const row = findRow(site, job);
  if (row?.state !== 'waiting') {
    finishJob(site, job);
    return undefined;
  }
  const why = toTeam.includes(row.kind) ? whyNot(site, row) : whyNotToReader(site, row);
  if (why === 'not-confirmed' && !isOld(site, row)) {
    // They may have yet to look into their mailbox.
    site.sql.all('UPDATE delivery SET why = ? WHERE message = ? AND account = ?', why, row.id, row.account);
    postponeJob(site, job, hour);
    return undefined;
  }
  const { id, account, comment } = row;
  const facts: MessageFacts = JSON.parse(row.facts);
  const reader = why || toTeam.includes(row.kind) ? null : readerMail(site, account, { id, facts, comment });
  if (why || reader?.answers?.length === 0) {
    noteUnsent(site, job, why ?? 'settled');
    return undefined;
  }
  const wait = reader ? 0 : untilTold(site, account);
  if (wait > 0) {
    postponeJob(site, job, wait);
    return undefined;
  }
  return { id, account, reader, facts, comment, site: { name: site.name, settings: site.settings } };
}

/** How long somebody of the team is left alone (milliseconds). */
function untilTold(site: SiteContext, account: string): number {
  const now = site.now();
  const next = now + untilNextMail(site, account);
  return (quietUntil(choiceOf(site, account), next) ?? next) - now;
}

/** What is for the team; everything else is for readers. */
const toTeam: string[] = ['consult', 'answer', 'appeal-received'] satisfies MessageFacts['kind'][];

/** What has happened since a message to a reader was written, after which it is not sent. */
function whyNotToReader(site: SiteContext, row: DueRow): Unsent | undefined {
  if (row.withdrawn !== null) return 'withdrawn';
  if (!site.settings.notify) return 'off';
  const mailbox = findMailbox(site, row.account);
  if (!mailbox) return 'stopped';
  if (isGone(site, row)) return 'settled';
  if (mailbox.confirmed === null) return 'not-confirmed';
  return row.why === 'no-mail' && isOld(site, row) ? 'no-mail' : undefined;
}

function isGone(site: SiteContext, { comment }: DueRow): boolean {
  const about = first<{ status: string }>(site.sql, 'SELECT status FROM comment WHERE id = ?', comment);
  return about?.status === 'withdrawn' || about?.status === 'erased';
}

function findRow(site: SiteContext, { subject }: Pick<Job, 'subject'>): DueRow | undefined {
  const [message = '', account = ''] = subject.split(' ');
  return first<DueRow>(
    site.sql,
    `SELECT outbox.id, delivery.account, delivery.state, delivery.why, outbox.kind, outbox.facts, outbox.comment,
       outbox.cause, outbox.created, outbox.withdrawn
     FROM delivery CROSS JOIN outbox ON outbox.id = delivery.message WHERE delivery.message = ? AND delivery.account = ?`,
    message,
    account,
  );
}

/** What has happened since a message was written, after which nobody needs it. */
function whyNot(site: SiteContext, row: DueRow): Unsent | undefined {
  if (row.withdrawn !== null) return 'withdrawn';
  if (!worksThere(site, row)) return 'left';
  if (isSettled(site, row)) return 'settled';
  if (!isWanted(site, row)) return 'unwanted';
  return row.why === 'no-mail' && isOld(site, row) ? 'no-mail' : undefined;
}

const isOld = (site: SiteContext, { created }: Pick<DueRow, 'created'>) => created <= site.now() - news;

/** Whether the recipient still works on that part of the site. */
function worksThere(site: SiteContext, { account, comment }: DueRow): boolean {
  const person = first<{ scope: string }>(site.sql, 'SELECT scope FROM person WHERE account = ?', account);
  if (!person) return false;
  const thread = first<{ key: string }>(
    site.sql,
    'SELECT thread.key FROM comment CROSS JOIN thread ON thread.id = comment.thread WHERE comment.id = ?',
    comment,
  );
  return thread === undefined || inScope({ scope: JSON.parse(person.scope) }, thread.key);
}

/** Whether its recipient wants mails of its kind. */
function isWanted(site: SiteContext, { account, kind }: DueRow): boolean {
  const { appeals, questions } = choiceOf(site, account);
  if (kind === 'appeal-received') return appeals;
  return kind === 'consult' || kind === 'answer' ? questions : true;
}

/** Whether somebody has answered or decided meanwhile, or the comment is gone. */
function isSettled(site: SiteContext, { id, kind, comment, cause }: DueRow): boolean {
  const about = first<{ status: string; appeal_open: number }>(
    site.sql,
    'SELECT status, appeal_open FROM comment WHERE id = ?',
    comment,
  );
  if (about?.status === 'withdrawn' || about?.status === 'erased') return true;
  if (kind === 'appeal-received' && about?.appeal_open === 0) return true;
  const answered = 'SELECT 1 FROM consult WHERE id = ? AND answer IS NOT NULL';
  if (kind === 'consult' && first(site.sql, answered, cause)) return true;
  const decided = first(
    site.sql,
    `SELECT 1 FROM decided CROSS JOIN decision ON decision.id = decided.decision
     WHERE decided.comment = ? AND decided.decision > ? AND decision.undone_at IS NULL LIMIT 1`,
    comment,
    id,
  );
  return decided !== undefined;
}

/** Notes that the other side has taken a mail with one message, or with `more`: that is so, whoever has them in hand by now. */
export function noteSent(site: SiteContext, job: Job, way: string, said: string, more: Job[] = []): void {
  countMail(site, 'sent');
  for (const { subject } of [job, ...more]) noteMessageSent(site, subject, way, said);
}

function noteMessageSent(site: SiteContext, subject: string, way: string, said: string): void {
  const [message = '', account = ''] = subject.split(' ');
  site.sql.all(
    `UPDATE delivery SET state = 'sent', at = ?, why = NULL, way = ?, said = ? WHERE message = ? AND account = ? AND state <> 'sent'`,
    site.now(),
    way,
    said,
    message,
    account,
  );
  site.sql.all('UPDATE outbox SET sent = ? WHERE id = ? AND sent IS NULL', site.now(), message);
  unschedule(site, 'message', subject);
}

/** Notes that a message is not sent, and why. */
export function noteUnsent(site: SiteContext, job: Job, why: Unsent): void {
  const [message = '', account = ''] = job.subject.split(' ');
  site.sql.all(
    `UPDATE delivery SET state = 'unsent', at = ?, why = ? WHERE message = ? AND account = ? AND state = 'waiting'`,
    site.now(),
    why,
    message,
    account,
  );
  noteNotMailed(site, job);
  finishJob(site, job);
}

/** Notes that the other side will never take a message: it stays on the list of what was given up. */
export function noteRefused(site: SiteContext, job: Job, said: string): void {
  if (job.kind !== 'push') countMail(site, 'failed');
  noteNotMailed(site, job);
  giveUpJob(site, job, said);
}

/** Notes that nobody is there any more where a message was to go: the reader's mailbox is forgotten, and the outbox says so. */
export function noteGone(site: SiteContext, job: Job, said: string): void {
  const [message = '', account = ''] = job.subject.split(' ');
  countMail(site, 'failed');
  mailboxGone(site, account);
  site.sql.all('UPDATE delivery SET said = ? WHERE message = ? AND account = ?', said, message, account);
  finishJob(site, job);
}

/** No mail is set up: a message waits for that as long as it is news, and is not sent after that. */
export function awaitMail(site: SiteContext, job: Job): void {
  const row = findRow(site, job);
  if (!row || isOld(site, row)) {
    noteUnsent(site, job, 'no-mail');
    return;
  }
  site.sql.all("UPDATE delivery SET why = 'no-mail' WHERE message = ? AND account = ?", row.id, row.account);
  noteNotMailed(site, job);
  postponeJob(site, job, hour);
}

interface DeliveryRow {
  message: string;
  account: string;
  name: string;
  state: 'waiting' | 'sent' | 'unsent';
  at: number | null;
  why: Unsent | null;
  way: string | null;
  said: string | null;
  withdrawn: number | null;
  due: number | null;
  tries: number | null;
  given_up: number | null;
  trouble: string | null;
  address: string | null;
}

/** To whom messages of the team go, and what became of that, by message. */
export function deliveriesOf(site: SiteContext, messages: string[]): Map<string, Delivery[]> {
  const rows = site.sql.all<DeliveryRow>(
    `SELECT delivery.message, delivery.account, delivery.name, delivery.state, delivery.at, delivery.why, delivery.way,
       delivery.said, outbox.withdrawn, due.at AS due, due.tries, due.given_up, due.trouble,
       coalesce(outbox.address, mailbox.address) AS address
     FROM json_each(?) CROSS JOIN outbox ON outbox.id = json_each.value
       CROSS JOIN delivery ON delivery.message = outbox.id
       LEFT JOIN mailbox ON mailbox.id = delivery.account
       LEFT JOIN due ON due.kind = 'message' AND due.subject = delivery.message || ' ' || delivery.account
     ORDER BY delivery.message, delivery.account`,
    JSON.stringify(messages),
  );
  const byMessage = Map.groupBy(rows, ({ message }) => message);
  return new Map([...byMessage].map(([message, own]) => [message, own.map(toDelivery)]));
}

function toDelivery({ account, name, state, at, why, way, said, ...row }: DeliveryRow): Delivery {
  const { withdrawn, due, given_up, trouble } = row;
  const address = row.address === null ? null : masked(row.address);
  const to = { account, name, address, way, said: said ?? trouble, why };
  if (state !== 'waiting') return { ...to, state, at: isoTimeOrNull(at) };
  if (withdrawn !== null) return { ...to, state: 'unsent', why: 'withdrawn', at: isoTime(withdrawn) };
  if (given_up !== null) return { ...to, state: 'failed', at: isoTime(given_up) };
  return { ...to, state: 'waiting', at: isoTimeOrNull(due) };
}

/** As much of an address as tells two apart: "n…@example.de". */
const masked = (address: string): string => address.replace(/^(.).*@/u, '$1…@');
