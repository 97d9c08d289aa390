import type { ReportReason } from '../../contract/comment';
import type { Filter, Queue, QueueItem, QueueQuery, Signal, Waiting } from '../../contract/desk';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { readCursor, writeCursor } from '../base/cursor';
import type { Person } from '../base/person';
import { keyCondition, worksOnAll } from '../base/scope';
import { isoTime } from '../base/time';
import { type CommentRow, commentColumns, toDeskComment } from '../comments/comment-row';
import { namedUrl, ownAddress } from '../comments/naming';
import { countUnsearched } from '../comments/words';
import { banAsSeenBy } from '../judging/bans';
import { whyItWaits } from '../judging/why';
import { openNotices } from '../objecting/notices';
import { mostDecided } from './choosing';
import { consultsAbout } from './consults';
import { standingDecision } from './decisions';
import { type Condition, filterCondition, isForOthers } from './filter';

/** So many reports, notices and questions are told with a comment. */
const mostTold = 20;

/**
 * What waits for a person: what a service finds harmful first, then whoever waits longest; or what they look for, in the order it was written. With all
 * that is needed to decide.
 */
export function readQueue(site: SiteContext, person: Person, { after, limit, ...filter }: QueueQuery): Queue {
  const cursor = after === undefined ? undefined : readCursor(after);
  const condition = filterCondition(site, person, filter);
  const byWaiting = !['any', 'asked', 'filed'].includes(filter.state);
  // Ids are in the order of time, too.
  const order = byWaiting ? 'comment.turn, comment.waiting_since, comment.id' : 'comment.id';
  const rows = site.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment
     WHERE ${condition.sql} ${cursor ? `AND (${order}) > (${byWaiting ? '?, ?, ?' : '?'})` : ''}
     ORDER BY ${order} LIMIT ?`,
    ...condition.values,
    ...(cursor ? (byWaiting ? [cursor.turn ?? 1, cursor.at, cursor.id] : [cursor.id]) : []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const counts = countWaiting(site, person);
  const { state, ...more } = filter;
  return {
    items: page.map((row) => toItem(site, person, row)),
    next:
      rows.length > limit && last
        ? writeCursor({ at: last.waiting_since ?? last.created, id: last.id, turn: last.turn })
        : null,
    ...counts,
    asked: count(site, filterCondition(site, person, { state: 'asked' })),
    total: knownTotal(counts.waiting, state, more) ?? count(site, condition),
    asOf: site.newId(site.now()),
    unsearched: filter.q === undefined ? 0 : countUnsearched(site),
    among: condition.among,
  };
}

/** One comment with all that is needed to decide about it, for somebody in whose part of the site it lies. */
export function readItem(site: SiteContext, person: Person, id: string): QueueItem | undefined {
  const row = first<CommentRow>(site.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, id);
  return row && toItem(site, person, row);
}

/** How many match, counted as far as one decision may go. */
function count(site: SiteContext, { sql, values }: Condition): number {
  const counted = first<{ count: number }>(
    site.sql,
    `SELECT count(*) AS count FROM (SELECT 1 FROM comment WHERE ${sql} LIMIT ?)`,
    ...values,
    mostDecided,
  );
  return counted?.count ?? 0;
}

/** How many wait for this person, by why, and how many appeals wait for others. */
export function countWaiting(site: SiteContext, person: Person): Pick<Queue, 'waiting' | 'appealsForOthers'> {
  const waiting = { held: 0, reported: 0, appealed: 0, spam: 0 };
  const scope = keyCondition(person);
  const rows = site.sql.all<{ waiting: Waiting; count: number }>(
    scope.sql === ''
      ? 'SELECT waiting, sum(count) AS count FROM waiting_count GROUP BY waiting'
      : `SELECT waiting, sum(count) AS count FROM thread CROSS JOIN waiting_count ON waiting_count.thread = thread.id
         WHERE 1 ${scope.sql} GROUP BY waiting`,
    ...scope.values,
  );
  for (const row of rows) waiting[row.waiting] = row.count;
  const appeals = waiting.appealed;
  if (appeals > 0) waiting.appealed = count(site, filterCondition(site, person, { state: 'appealed' }));
  return { waiting, appealsForOthers: appeals - waiting.appealed };
}

/** How many of these wait, where nothing more is asked: that is known already. */
function knownTotal(
  waiting: Queue['waiting'],
  state: QueueQuery['state'],
  more: Omit<Filter, 'state'>,
): number | undefined {
  if (Object.values(more).some((value) => value !== undefined)) return undefined;
  if (state === 'any' || state === 'asked' || state === 'filed') return undefined;
  const all = Object.values(waiting).reduce((sum, number) => sum + number, 0);
  return Math.min(state === 'all' ? all : waiting[state], mostDecided);
}

/** What a thread is called that nothing published has named: what the comment's own page calls it, for the desk alone. */
const namedThread = `SELECT thread.key, iif(thread.url IS NULL, coalesce(thread.title, nullif(naming.title, '')), thread.title) AS title,
  coalesce(thread.url, ${namedUrl}) AS url, thread.posts_by AS postsBy FROM comment CROSS JOIN thread ON thread.id = comment.thread
  LEFT JOIN naming ON naming.id = comment.naming WHERE comment.id = ?`;

function toItem(site: SiteContext, person: Person, row: CommentRow): QueueItem {
  const { sql } = site;
  const thread = first<Omit<QueueItem['thread'], 'away'>>(sql, namedThread, row.id) ?? {
    key: '',
    title: null,
    url: null,
    postsBy: null,
  };
  const url = ownAddress(site, thread.url);
  const author = first<{ published: number; rejected: number; spam: number; since: number }>(
    sql,
    'SELECT published, rejected, spam, since FROM author WHERE id = ?',
    row.author,
  );
  const parent =
    row.parent === null
      ? undefined
      : first<CommentRow>(
          sql,
          `SELECT ${commentColumns} FROM comment WHERE id = ? AND status NOT IN ('withdrawn', 'erased')`,
          row.parent,
        );
  const reports = sql
    .all<{ reason: ReportReason; note: string; at: number; wording: number }>(
      'SELECT reason, note, at, wording FROM report WHERE comment = ? AND decision IS NULL ORDER BY id DESC LIMIT ?',
      row.id,
      mostTold,
    )
    .toReversed();
  const notices = openNotices(site, row, mostTold);
  const consults = consultsAbout(site, person, row.id, mostTold);
  const all = {
    reports: countAbout(site, 'report', row.id, reports.length),
    notices: countAbout(site, 'notice', row.id, notices.length),
    consults: countAbout(site, 'consult', row.id, consults.length),
  };
  const published = author?.published ?? 0;
  const circumstances = { ...all, published };
  return {
    comment: toDeskComment(site, row),
    version: row.version,
    waiting: row.waiting,
    since: row.waiting_since === null ? null : isoTime(row.waiting_since),
    why: whyItWaits(site, person, row, circumstances),
    thread: { ...thread, url, away: url === null ? thread.url : null },
    answers: parent ? toDeskComment(site, parent) : null,
    signals: signalsFor(person, row),
    doubt: row.doubt,
    first: row.turn === 0,
    email: row.email,
    author: {
      id: row.author,
      published,
      rejected: author?.rejected ?? 0,
      spam: author?.spam ?? 0,
      since: isoTime(author?.since ?? row.created),
      ban: banAsSeenBy(site, person, row.author),
    },
    reports: reports.map(({ reason, note, at, wording }) => ({
      reason,
      note,
      at: isoTime(at),
      changed: wording !== row.wording,
    })),
    notices,
    appeal: row.appeal,
    forOthers: isForOthers(site, person, row),
    consults,
    more: {
      reports: all.reports - reports.length,
      notices: all.notices - notices.length,
      consults: all.consults - consults.length,
    },
    decision: standingDecision(site, row.decision),
  };
}

/** How many there are about a comment; `told` of them are known. */
function countAbout(site: SiteContext, table: 'report' | 'notice' | 'consult', comment: string, told: number): number {
  if (told < mostTold) return told;
  const open = table === 'consult' ? '' : 'AND decision IS NULL';
  return (
    first<{ count: number }>(site.sql, `SELECT count(*) AS count FROM ${table} WHERE comment = ? ${open}`, comment)
      ?.count ?? told
  );
}

/** What was found about a comment. Why its author is muted is for those who work on the whole site. */
function signalsFor(person: Person, { signals }: CommentRow): Signal[] {
  const all = JSON.parse(signals) as Signal[];
  return worksOnAll(person) ? all : all.filter(({ check }) => check !== 'ban');
}
