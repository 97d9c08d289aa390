import type { ServiceName } from '../contract/services';
import { believesClock } from './clock';
import { type CommentRow, commentColumns } from './comment-row';
import { forgetKeys } from './comments';
import { forgetSender, forgetSenders, forgetUnneeded } from './inquiries';
import { forgetSpent } from './proofs';
import type { Room } from './room';
import { changeStatus, dropPages } from './standing';
import { replaceWords } from './words';

/** How long filed spam can be looked at and taken back. */
const kept = 30 * 24 * 60 * 60_000;
/** So many at once; what is left is for the next time. */
const most = 500;

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
    replaceWords(room, row.id, '');
    forgetSender(room, row.id);
    room.sql.all('DELETE FROM lesson WHERE comment = ?', row.id);
    room.sql.all(
      `UPDATE comment SET name = '', website = NULL, body = '', html = '', network = '', signals = '[]', sketch = '[]',
         key = NULL, key_request = NULL WHERE id = ?`,
      row.id,
    );
    dropPages(room, row.thread);
  }
  return rows.length;
}
