import type { ServiceName } from '../../contract/services';
import { first } from '../../host/sql';
import { believesClock } from '../base/clock';
import type { SiteContext } from '../base/context';
import { schedule, unschedule } from '../base/due';
import { idFrom, timeOf } from '../base/ids';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { forgetNaming } from '../comments/naming';
import { changeStatuses, dropPages } from '../comments/standing';
import { mergeWords, replaceWords } from '../comments/words';
import { firstSender, forgetSender, forgetSenders, forgetUnneeded } from '../judging/inquiries';
import { firstSpent, forgetSpent } from '../judging/proofs';
import { firstAsking, forgetAsking, forgetMailboxes, forgetUnconfirmed } from '../messages/mailboxes';
import { firstNews, forgetNews } from '../messages/news';
import { firstKey, forgetKeys } from '../writing/comments';
import { mend } from './mend';
import { erasedWithComment } from './personal-data';
import { forgetByAge, nextByAge } from './retention';

const day = 24 * 60 * 60_000;
/** What is erased once it has been so for as long as the settings say. */
const aging = ['spam', 'rejected', 'withdrawn'] as const;
/** The condition of its index, in the very words of that. */
const isAging = "comment.status IN ('spam', 'rejected', 'withdrawn')";
/** From so long before something is old, the clock is looked at so often (milliseconds). */
const lookBefore = 75 * 60_000;
const lookEvery = 15 * 60_000;
/** So many at once; what is left is for the next time. */
const most = 50;
/**
 * So many comments, or so many characters, are erased at once. Each of their words is overwritten wherever the index of words
 * has it: two milliseconds for a comment of 341 characters among 100 000.
 */
export const mostErased = 10;
const mostCharacters = 5000;

/** What one step has erased, and whether there is more to be forgotten. */
export interface Purged {
  erased: number;
  more: boolean;
}

/**
 * Forgets what is not needed any more: senders whom no service needs, and, once the clock can be believed, all that is old.
 * Mends what earlier versions left. One step; whoever hears of more calls again.
 */
export function purge(site: SiteContext, offered: ServiceName[]): Purged {
  const unneeded = forgetUnneeded(site, offered);
  const mending = mend(site) || unneeded;
  if (!believesClock(site) || nextCleaning(site) > site.now()) {
    planCleaning(site);
    return { erased: 0, more: mending };
  }
  const old = eraseOld(site);
  const steps = [
    straightenQueue,
    forgetKeys,
    forgetSpent,
    forgetSenders,
    forgetUnconfirmed,
    forgetAsking,
    forgetNews,
  ].map((forget) => forget(site, most));
  const more = forgetByAge(site) || old.more || steps.some((count) => count === most);
  if (!more) planCleaning(site);
  return { erased: old.erased, more: mending || more };
}

/** Sees to it that this is done again before the next thing is old enough, often enough to believe the clock then. */
function planCleaning(site: SiteContext): void {
  const now = site.now();
  const next = nextCleaning(site);
  const soon = next > now ? Math.min(next, now + lookEvery) : now + lookEvery;
  if (next === Number.POSITIVE_INFINITY) unschedule(site, 'clean', '');
  else schedule(site, 'clean', '', Math.max(next - lookBefore, soon));
}

/** When the first thing may be old enough to be forgotten, or has to be put straight; infinite: nothing ever will be. */
function nextCleaning(site: SiteContext): number {
  const ahead = first(
    site.sql,
    'SELECT 1 FROM comment WHERE waiting IS NOT NULL AND turn IN (0, 1) AND waiting_since > ? LIMIT 1',
    site.now(),
  );
  const times = [
    firstKey(site),
    firstSpent(site),
    firstSender(site),
    firstAsking(site),
    firstNews(site),
    ...aging.map((status) => firstOld(site, status)),
    nextByAge(site),
    ahead ? 0 : null,
  ];
  return Math.min(...times.map((time) => (time === null ? Number.POSITIVE_INFINITY : time + 1)));
}

/** What came into the queue while the clock was ahead has waited since now, and not behind everything for as long as it was. */
function straightenQueue(site: SiteContext, most: number): number {
  const now = site.now();
  return site.sql.all(
    `UPDATE comment SET waiting_since = ? WHERE id IN (
       SELECT id FROM comment WHERE waiting IS NOT NULL AND turn IN (0, 1) AND waiting_since > ? LIMIT ?) RETURNING id`,
    now,
    now,
    most,
  ).length;
}

/** When the first of a status is old enough to be erased; null: none of it will be. */
function firstOld(site: SiteContext, status: (typeof aging)[number]): number | null {
  const kept = site.settings.retention[status];
  const oldest = first<{ touched: string | null }>(
    site.sql,
    `SELECT min(touched) AS touched FROM comment WHERE status = ? AND ${isAging} AND appeal_open = 0`,
    status,
  );
  if (kept === null || oldest?.touched == null) return null;
  // What has no such id is older than these are.
  return oldest.touched === '' ? 0 : timeOf(oldest.touched) + kept * day;
}

/**
 * Erases what has been filed as spam, turned down or taken back for as long as the settings say, by people or by the checks alone,
 * unless an appeal waits. What it has taught stays, as counts.
 */
function eraseOld(site: SiteContext): Purged {
  for (const [index, status] of aging.entries()) {
    const { erased, more } = eraseStep(site, status);
    const isOld = (other: (typeof aging)[number]) => (firstOld(site, other) ?? Number.POSITIVE_INFINITY) < site.now();
    if (erased > 0) return { erased, more: more || aging.slice(index + 1).some(isOld) };
  }
  return { erased: 0, more: false };
}

function eraseStep(site: SiteContext, status: (typeof aging)[number]): Purged {
  const kept = site.settings.retention[status];
  if (kept === null) return { erased: 0, more: false };
  const old = site.now() - kept * day;
  const rows = site.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment INDEXED BY comment_aging
     WHERE comment.status = ? AND ${isAging} AND comment.touched < ? AND comment.created < ? AND comment.appeal_open = 0
     ORDER BY comment.touched LIMIT ?`,
    // An id begins with its time, or with a later one where the clock went back.
    ...[status, idFrom(old), old, mostErased],
  );
  const step = withinStep(rows);
  if (step.length > 0) erase(site, step);
  return { erased: step.length, more: step.length < rows.length || rows.length === mostErased };
}

/** As many of these as one step may erase: of long ones one. */
export function withinStep(rows: CommentRow[]): CommentRow[] {
  let characters = 0;
  return rows.filter(({ name, body }, index) => {
    characters += name.length + body.length;
    return index === 0 || characters <= mostCharacters;
  });
}

/**
 * Erases comments, with all that is about them. The words come last and by themselves: what is written into their index
 * before another statement is put in order for each of them anew. `quietly`: nobody outside hears of it, and nothing about them waits any more.
 */
export function erase(site: SiteContext, rows: CommentRow[], quietly = false): void {
  changeStatuses(
    site,
    rows.map((of) => ({ of, status: 'erased', decision: of.decision, ...(quietly && { appealOpen: 0, reports: 0 }) })),
    quietly,
  );
  const ids = JSON.stringify(rows.map(({ id }) => id));
  site.sql.all('DELETE FROM lesson WHERE comment IN (SELECT value FROM json_each(?))', ids);
  for (const { id } of rows) {
    forgetNaming(site, id);
    forgetSender(site, id);
  }
  for (const statement of erasing) site.sql.all(statement, ids);
  forgetWords(site, ids);
  site.sql.all('DELETE FROM subscription WHERE comment IN (SELECT value FROM json_each(?))', ids);
  site.sql.all('DELETE FROM news WHERE comment IN (SELECT value FROM json_each(?))', ids);
  for (const author of new Set(rows.map((row) => row.author))) {
    forgetName(site, author);
    forgetMailboxes(site, author);
  }
  for (const thread of new Set(rows.map((row) => row.thread))) dropPages(site, thread);
  for (const { id } of rows) replaceWords(site, id, '', '');
  mergeWords(site);
}

const quoted = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

/** One statement for each table that has something of these comments. */
const erasing = Object.entries(erasedWithComment).map(
  ([table, columns]) =>
    `UPDATE ${table} SET ${Object.entries(columns).map(([column, value]) => `${column} = ${quoted(value)}`)}
     WHERE ${table === 'comment' ? 'id' : 'comment'} IN (SELECT value FROM json_each(?))`,
);

/** Decisions have words about all of their comments: these go with the last one. What is left is looked for from the newest. */
function forgetWords(site: SiteContext, comments: string): void {
  site.sql.all(
    `UPDATE decision SET reason = NULL, explanation = NULL, note = NULL
     WHERE id IN (SELECT decision FROM decided WHERE comment IN (SELECT value FROM json_each(?)))
       AND (SELECT 1 FROM decided CROSS JOIN comment ON comment.id = decided.comment
         WHERE decided.decision = decision.id AND comment.status <> 'erased'
         ORDER BY decided.comment DESC LIMIT 1) IS NULL`,
    comments,
  );
}

/** Whoever has no comment here any more has no name here either; a ban stands all the same. */
function forgetName(site: SiteContext, author: string): void {
  const left = "SELECT 1 FROM comment WHERE author = ? AND status <> 'erased' ORDER BY id DESC LIMIT 1";
  if (first(site.sql, left, author)) return;
  site.sql.all("UPDATE ban SET name = '' WHERE author = ?", author);
  site.sql.all(
    `UPDATE decision SET change = json_replace(change, '$.of', '', '$.before.name', '', '$.after.name', '')
     WHERE action = 'ban' AND change ->> 'id' = ? AND change IS NOT NULL`,
    author,
  );
}
