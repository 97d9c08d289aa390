import { Refusal } from '../errors';
import { first } from '../host/sql';
import { locales } from '../locales/locales';
import { voiceOf } from '../locales/voice';
import { wasOutcome } from './appeal-outcomes';
import type { CommentRow } from './comment-row';
import { ownComment } from './comments';
import { putMessage } from './outbox';
import type { Room } from './room';
import { refreshWaiting, tellDeskOf } from './standing';
import { readStatus } from './statements';

/**
 * Takes an author's appeal against the decision that stands on their comment into the queue. One appeal a decision, and
 * none against the answer to an appeal.
 * @throws Refusal `unknown-comment`, `token-needed`, `already-appealed`, `not-allowed` when nothing was decided.
 */
export function appeal(room: Room, id: string, text: string, token: string | undefined): void {
  takeAppeal(room, ownComment(room, id, token).row, text);
}

/** The same for whoever has the comment's private link. @throws Refusal `not-found`, `already-appealed`, `not-allowed`. */
export function appealByLink(room: Room, id: string, key: string, text: string): void {
  takeAppeal(room, readStatus(room, id, key).row, text);
}

function takeAppeal(room: Room, row: CommentRow, text: string): void {
  if (row.decision === null || (row.status !== 'rejected' && row.status !== 'spam'))
    throw new Refusal('not-allowed', { detail: 'Only a comment that was turned down can be appealed.' });
  const known = first(room.sql, 'SELECT 1 FROM appeal WHERE comment = ? AND decision = ?', row.id, row.decision);
  if (known || wasOutcome(room, row.id, row.decision)) throw new Refusal('already-appealed');
  const now = room.now();
  room.sql.all('INSERT INTO appeal (comment, decision, text, at) VALUES (?, ?, ?, ?)', row.id, row.decision, text, now);
  room.sql.all('UPDATE comment SET appeal = ?, appeal_open = 1, version = version + 1 WHERE id = ?', text, row.id);
  refreshWaiting(room, row.id);
  const words = locales[voiceOf(room.settings)].messages.appealReceived(row.name, text);
  putMessage(room, {
    kind: 'appeal-received',
    recipient: room.name,
    address: null,
    ...words,
    comment: row.id,
    cause: row.decision,
  });
  tellDeskOf(room, 'waiting', row);
}
