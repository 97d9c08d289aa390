import type { NewReport, Voted } from '../contract/comment';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { findOrAddAuthor } from './authors';
import { mustFind } from './comments';
import type { Room } from './room';
import { dropPages, refreshWaiting, tellDeskOf } from './standing';
import { authorToken } from './tokens';

/**
 * Sets a reader's vote on a published comment: 1, -1, or 0 to take it back. A reader without a token gets one.
 * @throws Refusal `unknown-comment`, `not-allowed` for one's own comment.
 */
export function vote(room: Room, id: string, value: 1 | 0 | -1, token: string | undefined): Voted {
  const comment = mustFind(room, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  const author = findOrAddAuthor(room, token, room.now());
  if (comment.author === author.id) throw new Refusal('not-allowed', { detail: 'This is your own comment.' });
  const before =
    first<{ value: number }>(room.sql, 'SELECT value FROM vote WHERE comment = ? AND author = ?', id, author.id)
      ?.value ?? 0;
  if (value === 0) room.sql.all('DELETE FROM vote WHERE comment = ? AND author = ?', id, author.id);
  else
    room.sql.all(
      `INSERT INTO vote (comment, author, thread, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (comment, author) DO UPDATE SET value = excluded.value`,
      id,
      author.id,
      comment.thread,
      value,
    );
  const score = comment.score + value - before;
  if (value !== before) {
    room.sql.all('UPDATE comment SET score = ? WHERE id = ?', score, id);
    dropPages(room, comment.thread);
  }
  return { score, value, token: authorToken(room, author.id) };
}

/**
 * Takes a reader's report of a published comment into the queue. One open report a network: a repeat changes nothing.
 * @throws Refusal `unknown-comment`.
 */
export function report(room: Room, id: string, { reason, note }: NewReport, network: string): void {
  const comment = mustFind(room, id);
  if (comment.status !== 'published') throw new Refusal('unknown-comment');
  const open = first(
    room.sql,
    'SELECT id FROM report WHERE comment = ? AND network = ? AND decision IS NULL',
    id,
    network,
  );
  if (open) return;
  const now = room.now();
  room.sql.all(
    'INSERT INTO report (id, comment, network, reason, note, at) VALUES (?, ?, ?, ?, ?, ?)',
    room.newId(now),
    id,
    network,
    reason,
    note ?? '',
    now,
  );
  room.sql.all('UPDATE comment SET reports = reports + 1 WHERE id = ?', id);
  refreshWaiting(room, id);
  tellDeskOf(room, 'waiting', comment);
}
