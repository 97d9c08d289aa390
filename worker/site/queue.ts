import type { ReportReason } from '../contract/comment';
import type { Queue, QueueItem, QueueQuery, Signal, Waiting } from '../contract/desk';
import { first } from '../host/sql';
import { banOn } from './bans';
import { type CommentRow, commentColumns, isoTime, toDeskComment } from './comment-row';
import { consultsAbout } from './consults';
import { readCursor, writeCursor } from './cursor';
import { standingDecision } from './decisions';
import { type Condition, filterCondition } from './filter';
import { openNotices } from './notices';
import type { Person } from './people';
import type { Room } from './room';
import { scopeCondition } from './scope';

/**
 * What waits for a person: what a service finds harmful first, then whoever waits longest; or what they look for, in the order it was written. With all
 * that is needed to decide.
 */
export function readQueue(room: Room, person: Person, { after, limit, ...filter }: QueueQuery): Queue {
  const cursor = after === undefined ? undefined : readCursor(after);
  const condition = filterCondition(room, person, filter);
  const byWaiting = !['any', 'asked', 'filed'].includes(filter.state);
  // Ids are in the order of time, too.
  const order = byWaiting ? 'comment.turn, comment.waiting_since, comment.id' : 'comment.id';
  const rows = room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment
     WHERE ${condition.sql} ${cursor ? `AND (${order}) > (${byWaiting ? '?, ?, ?' : '?'})` : ''}
     ORDER BY ${order} LIMIT ?`,
    ...condition.values,
    ...(cursor ? (byWaiting ? [cursor.turn ?? 1, cursor.at, cursor.id] : [cursor.id]) : []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toItem(room, row)),
    next:
      rows.length > limit && last
        ? writeCursor({ at: last.waiting_since ?? last.created, id: last.id, turn: last.turn })
        : null,
    waiting: countWaiting(room, person),
    asked: count(room, filterCondition(room, person, { state: 'asked' })),
    total: count(room, condition),
  };
}

function count(room: Room, { sql, values }: Condition): number {
  return (
    first<{ count: number }>(room.sql, `SELECT count(*) AS count FROM comment WHERE ${sql}`, ...values)?.count ?? 0
  );
}

function countWaiting(room: Room, person: Person): Record<Waiting, number> {
  const counts = { held: 0, reported: 0, appealed: 0, spam: 0 };
  const scope = scopeCondition(person);
  const rows = room.sql.all<{ waiting: Waiting; count: number }>(
    `SELECT waiting, count(*) AS count FROM comment WHERE waiting IS NOT NULL ${scope.sql} GROUP BY waiting`,
    ...scope.values,
  );
  for (const row of rows) counts[row.waiting] = row.count;
  if (counts.appealed > 0) counts.appealed = count(room, filterCondition(room, person, { state: 'appealed' }));
  return counts;
}

function toItem(room: Room, row: CommentRow): QueueItem {
  const { sql } = room;
  const thread = first<QueueItem['thread']>(sql, 'SELECT key, title, url FROM thread WHERE id = ?', row.thread);
  const author = first<{ published: number; rejected: number; spam: number; since: number }>(
    sql,
    'SELECT published, rejected, spam, since FROM author WHERE id = ?',
    row.author,
  );
  const parent =
    row.parent === null
      ? undefined
      : first<CommentRow>(sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, row.parent);
  const reports = sql.all<{ reason: ReportReason; note: string; at: number }>(
    'SELECT reason, note, at FROM report WHERE comment = ? AND decision IS NULL ORDER BY at',
    row.id,
  );
  return {
    comment: toDeskComment(row),
    waiting: row.waiting,
    since: row.waiting_since === null ? null : isoTime(row.waiting_since),
    thread: thread ?? { key: '', title: null, url: null },
    answers: parent ? toDeskComment(parent) : null,
    signals: JSON.parse(row.signals) as Signal[],
    doubt: row.doubt,
    first: row.turn === 0,
    email: row.email,
    author: {
      id: row.author,
      published: author?.published ?? 0,
      rejected: author?.rejected ?? 0,
      spam: author?.spam ?? 0,
      since: isoTime(author?.since ?? row.created),
      ban: banOn(room, row.author),
    },
    reports: reports.map((report) => ({ ...report, at: isoTime(report.at) })),
    notices: openNotices(room, row.id),
    appeal: row.appeal,
    consults: consultsAbout(room, row.id),
    decision: standingDecision(room, row.decision),
  };
}
