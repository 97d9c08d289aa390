import type { ReportReason } from '../contract/comment';
import type { Queue, QueueItem, QueueQuery, Signal, Waiting } from '../contract/desk';
import { first } from '../host/sql';
import { type CommentRow, commentColumns, isoTime, toComment } from './comment-row';
import { readCursor, writeCursor } from './cursor';
import type { Room } from './room';

/** What waits for a person, oldest first, with all that is needed to decide. */
export function readQueue(room: Room, { state, after, limit }: QueueQuery): Queue {
  const cursor = after === undefined ? undefined : readCursor(after);
  const rows = room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment
     WHERE ${state === 'all' ? 'waiting IS NOT NULL' : 'waiting = ?'} ${cursor ? 'AND (created, id) > (?, ?)' : ''}
     ORDER BY created, id LIMIT ?`,
    ...(state === 'all' ? [] : [state]),
    ...(cursor ? [cursor.at, cursor.id] : []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toItem(room, row)),
    next: rows.length > limit && last ? writeCursor({ at: last.created, id: last.id }) : null,
    waiting: countWaiting(room),
  };
}

function countWaiting(room: Room): Record<Waiting, number> {
  const counts = { held: 0, reported: 0, appealed: 0, spam: 0 };
  const rows = room.sql.all<{ waiting: Waiting; count: number }>(
    'SELECT waiting, count(*) AS count FROM comment WHERE waiting IS NOT NULL GROUP BY waiting',
  );
  for (const row of rows) counts[row.waiting] = row.count;
  return counts;
}

function toItem(room: Room, row: CommentRow): QueueItem {
  const { sql } = room;
  const thread = first<QueueItem['thread']>(sql, 'SELECT key, title, url FROM thread WHERE id = ?', row.thread);
  const author = first<{ email: string | null; published: number; rejected: number; spam: number; since: number }>(
    sql,
    'SELECT email, published, rejected, spam, since FROM author WHERE id = ?',
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
    comment: toComment(room, row, { kind: 'desk' }),
    waiting: row.waiting ?? 'held',
    thread: thread ?? { key: '', title: null, url: null },
    answers: parent ? toComment(room, parent, { kind: 'desk' }) : null,
    signals: JSON.parse(row.signals) as Signal[],
    author: {
      email: author?.email ?? null,
      published: author?.published ?? 0,
      rejected: author?.rejected ?? 0,
      spam: author?.spam ?? 0,
      since: isoTime(author?.since ?? row.created),
    },
    reports: reports.map((report) => ({ ...report, at: isoTime(report.at) })),
    appeal: row.appeal,
  };
}
