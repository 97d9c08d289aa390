import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, scheduleBy } from '../base/due';
import { idFrom, timeOf } from '../base/ids';
import { findMailbox } from './mailboxes';
import { putMessage } from './outbox';
import { noteTelling, type Pace, planNews } from './plan-news';

/** So many who listen are found in one step. */
const mostFound = 50;
/** So many answers stand in one mail; what is more stands in the next. */
const mostTold = 20;
/** So long it is kept who was told of what, so that nobody is told twice (milliseconds). */
const kept = 30 * 24 * 60 * 60_000;

interface Answer {
  id: string;
  thread: number;
  parent: string | null;
  author: string;
  status: string;
  unheld: number;
}

/**
 * Notes for those who listen that there is an answer: one step, from where the step before has come to. Returns where the next
 * goes on; null: that was the last, and the job is done. Whoever has heard of it already does not hear again.
 */
export function spread(site: SiteContext, job: Job, after: string): string | null {
  const answer = first<Answer>(
    site.sql,
    'SELECT id, thread, parent, author, status, unheld FROM comment WHERE id = ?',
    job.subject,
  );
  if (answer?.status !== 'published' || !site.settings.notify) {
    finishJob(site, job);
    return null;
  }
  const [at = '0', last = ''] = after.split(' ');
  const places = ['', ...(answer.parent === null ? [] : [answer.parent])];
  const place = places[Number(at)] ?? '';
  const found = listeners(site, answer, place, last);
  for (const listener of found) note(site, answer, listener);
  if (found.length === mostFound) return `${at} ${found.at(-1)?.mailbox}`;
  if (Number(at) + 1 < places.length) return `${Number(at) + 1} `;
  finishJob(site, job);
  return null;
}

interface Listener {
  mailbox: string;
  pace: Pace;
  since: string;
  author: string;
  address: string;
  confirmed: number | null;
}

const listeners = (site: SiteContext, { thread }: Answer, place: string, after: string) =>
  site.sql.all<Listener>(
    `SELECT subscription.mailbox, subscription.pace, subscription.since, mailbox.author, mailbox.address, mailbox.confirmed
     FROM subscription CROSS JOIN mailbox ON mailbox.id = subscription.mailbox
     WHERE subscription.thread = ? AND subscription.comment = ? AND subscription.mailbox > ?
     ORDER BY subscription.mailbox LIMIT ?`,
    thread,
    place,
    after,
    mostFound,
  );

function note(site: SiteContext, answer: Answer, { mailbox, pace, since, author, address, confirmed }: Listener): void {
  // What stood there already was seen, unless it had to wait.
  if (author === answer.author || (answer.unheld === 1 && answer.id < since)) return;
  if (isOwn(site, answer.author, address)) return;
  const noted = site.sql.all(
    `INSERT INTO news (mailbox, comment, pace) VALUES (?, ?, ?)
     ON CONFLICT (mailbox, comment) DO UPDATE SET pace = 'now' WHERE message IS NULL AND excluded.pace = 'now'
     RETURNING comment`,
    mailbox,
    answer.id,
    pace,
  );
  if (noted.length > 0 && confirmed !== null) planNews(site, mailbox, pace);
}

/** Whether whoever wrote it has confirmed the same address from another browser. */
const isOwn = (site: SiteContext, author: string, address: string) =>
  first(
    site.sql,
    'SELECT 1 FROM mailbox WHERE author = ? AND address = ? AND confirmed IS NOT NULL',
    author,
    address,
  ) !== undefined;

/** Puts into the outbox what a mailbox is to be told of now, as one message; nothing where nothing of it is published any more. */
export function tellNews(site: SiteContext, job: Job): void {
  finishJob(site, job);
  const [id = '', pace] = job.subject.split(' ') as [string, Pace];
  const mailbox = findMailbox(site, id);
  if (!mailbox || mailbox.confirmed === null || !site.settings.notify) return;
  const rows = site.sql.all<{ comment: string; status: string }>(
    `SELECT news.comment, comment.status FROM news CROSS JOIN comment ON comment.id = news.comment
     WHERE news.mailbox = ? AND news.pace = ? AND news.message IS NULL ORDER BY news.comment LIMIT ?`,
    id,
    pace,
    mostTold,
  );
  const comments = rows.filter(({ status }) => status === 'published').map(({ comment }) => comment);
  // What is published again later is news again.
  const gone = rows.filter(({ status }) => status !== 'published').map(({ comment }) => comment);
  site.sql.all(
    'DELETE FROM news WHERE mailbox = ? AND comment IN (SELECT value FROM json_each(?))',
    id,
    JSON.stringify(gone),
  );
  if (comments.length > 0) {
    const message = putMessage(site, {
      facts: { kind: 'answers', count: comments.length },
      recipient: '',
      address: null,
      comment: comments.length === 1 ? (comments[0] ?? null) : null,
      cause: id,
      reader: { mailbox, at: site.now() },
    });
    site.sql.all(
      'UPDATE news SET message = ? WHERE mailbox = ? AND comment IN (SELECT value FROM json_each(?))',
      message,
      id,
      JSON.stringify(comments),
    );
    noteTelling(site, id, pace);
    scheduleBy(site, 'clean', site.now() + kept);
  }
  if (rows.length === mostTold) planNews(site, id, pace);
}

/** Forgets who was told of what long ago, at most so many at once. Returns how many. */
export function forgetNews(site: SiteContext, most: number): number {
  return site.sql.all(
    `DELETE FROM news WHERE (mailbox, comment) IN (
       SELECT mailbox, comment FROM news WHERE message IS NOT NULL AND message < ? LIMIT ?) RETURNING comment`,
    idFrom(site.now() - kept),
    most,
  ).length;
}

/** When the first of it can be forgotten; null: there is nothing. */
export function firstNews(site: SiteContext): number | null {
  const oldest = 'SELECT min(message) AS id FROM news WHERE message IS NOT NULL';
  const id = first<{ id: string | null }>(site.sql, oldest)?.id ?? null;
  return id === null ? null : timeOf(id) + kept;
}
