import { type CommentRow, commentColumns } from './comment-row';
import { forgetSender } from './inquiries';
import type { Room } from './room';
import { changeStatus, dropPages } from './standing';
import { replaceWords } from './words';

/** How long filed spam can be looked at and taken back. */
const kept = 30 * 24 * 60 * 60_000;
/** So many at once; what is left is for the next time. */
const most = 500;

/**
 * Erases what was filed as spam for 30 days, by people or by the checks alone, unless an appeal waits. What it has taught
 * stays, as counts. Returns how many.
 */
export function purgeSpam(room: Room): number {
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
