import type { ServiceName } from '../contract/services';
import { first } from '../host/sql';
import { believesClock } from './clock';
import { type CommentRow, commentColumns } from './comment-row';
import { forgetKeys } from './comments';
import { forgetSender, forgetSenders, forgetUnneeded } from './inquiries';
import { forgetNaming } from './naming';
import { erasedWithComment } from './personal-data';
import { forgetSpent } from './proofs';
import type { Room } from './room';
import { changeStatus, dropPages } from './standing';
import { replaceWords } from './words';

/** How long filed spam can be looked at and taken back. */
const kept = 30 * 24 * 60 * 60_000;
/** So many at once; what is left is for the next time. */
const most = 50;

/** What one step has erased, and whether there is more to be forgotten. */
export interface Purged {
  erased: number;
  more: boolean;
}

/**
 * Forgets what is not needed any more: senders whom no service needs, and, once the clock can be believed, all that is old.
 * One step; whoever hears of more calls again.
 */
export function purge(room: Room, offered: ServiceName[]): Purged {
  forgetUnneeded(room, offered);
  if (!believesClock(room)) return { erased: 0, more: false };
  straightenQueue(room);
  const erased = purgeSpam(room);
  const steps = [erased, ...[forgetKeys, forgetSpent, forgetSenders].map((forget) => forget(room, most))];
  return { erased, more: steps.some((count) => count === most) };
}

/** What came into the queue while the clock was ahead has waited since now, and not behind everything for as long as it was. */
function straightenQueue(room: Room): void {
  const now = room.now();
  room.sql.all(
    'UPDATE comment SET waiting_since = ? WHERE waiting IS NOT NULL AND turn IN (0, 1) AND waiting_since > ?',
    now,
    now,
  );
}

/**
 * Erases what was filed as spam for 30 days, by people or by the checks alone, unless an appeal waits. What it has taught
 * stays, as counts. Returns how many.
 */
function purgeSpam(room: Room): number {
  const rows = room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment LEFT JOIN decision ON decision.id = comment.decision
     WHERE comment.status = 'spam' AND comment.appeal_open = 0
       AND comment.created < ? AND coalesce(decision.at, comment.created) < ?
     ORDER BY comment.created LIMIT ?`,
    room.now() - kept,
    room.now() - kept,
    most,
  );
  for (const row of rows) {
    changeStatus(room, row, 'erased', row.decision);
    replaceWords(room, row.id, '', '');
    forgetSender(room, row.id);
    room.sql.all('DELETE FROM lesson WHERE comment = ?', row.id);
    forgetNaming(room, row.id);
    for (const statement of erasing) room.sql.all(statement, row.id);
    forgetWords(room, row.id);
    forgetName(room, row.author);
    dropPages(room, row.thread);
  }
  return rows.length;
}

const quoted = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);

/** One statement for each table that has something of a comment. */
const erasing = Object.entries(erasedWithComment).map(
  ([table, columns]) =>
    `UPDATE ${table} SET ${Object.entries(columns).map(([column, value]) => `${column} = ${quoted(value)}`)}
     WHERE ${table === 'comment' ? 'id' : 'comment'} = ?`,
);

/** Decisions have words about all of their comments: these go with the last one. */
function forgetWords(room: Room, comment: string): void {
  room.sql.all(
    `UPDATE decision SET reason = NULL, explanation = NULL, note = NULL
     WHERE id IN (SELECT decision FROM decided WHERE comment = ?)
       AND NOT EXISTS (SELECT 1 FROM decided JOIN comment ON comment.id = decided.comment
         WHERE decided.decision = decision.id AND comment.status <> 'erased')`,
    comment,
  );
}

/** Whoever has no comment here any more has no name here either; a ban stands all the same. */
function forgetName(room: Room, author: string): void {
  if (first(room.sql, "SELECT 1 FROM comment WHERE author = ? AND status <> 'erased' LIMIT 1", author)) return;
  room.sql.all("UPDATE ban SET name = '' WHERE author = ?", author);
  room.sql.all(
    `UPDATE decision SET change = json_replace(change, '$.of', '', '$.before.name', '', '$.after.name', '')
     WHERE action = 'ban' AND change ->> 'id' = ? AND change IS NOT NULL`,
    author,
  );
}
