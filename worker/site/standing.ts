import type { Status } from '../contract/comment';
import { first } from '../host/sql';
import type { Room } from './room';

const waiting = `CASE
  WHEN appeal_open = 1 THEN 'appealed'
  WHEN status = 'held' THEN 'held'
  WHEN status = 'spam' AND decision IS NULL THEN 'spam'
  WHEN status = 'published' AND reports > 0 THEN 'reported'
END`;

/** The part of a comment that its standing depends on. */
export interface Standing {
  id: string;
  thread: number;
  author: string;
  status: Status;
  /** The decision that stands on it, if a person has decided. */
  decision: string | null;
}

/** Gives a comment another status, by a decision or by none; counts, its place and its waiting follow. */
export function changeStatus(room: Room, comment: Standing, status: Status, decision: string | null): void {
  room.sql.all('UPDATE comment SET status = ?, decision = ? WHERE id = ?', status, decision, comment.id);
  count(room, comment, -1);
  count(room, { ...comment, status, decision }, 1);
  refreshShown(room, comment.id);
  refreshWaiting(room, comment.id);
}

/** Adds `by` to the thread's and the author's counts that a comment has a part in. */
export function count(room: Room, { thread, author, status, decision }: Omit<Standing, 'id'>, by: 1 | -1): void {
  if (status === 'published') room.sql.all('UPDATE thread SET published = published + ? WHERE id = ?', by, thread);
  // Spam that only the checks saw is not held against its author.
  const counts = status === 'published' || status === 'rejected' || (status === 'spam' && decision !== null);
  if (counts) room.sql.all(`UPDATE author SET ${status} = ${status} + ? WHERE id = ?`, by, author);
}

/** Works out again in which part of the queue a comment waits, if it does, and since when. Notes that it has changed. */
export function refreshWaiting(room: Room, id: string): void {
  const now = room.now();
  room.sql.all(
    `UPDATE comment SET waiting = ${waiting},
       waiting_since = CASE WHEN ${waiting} IS NOT NULL THEN coalesce(waiting_since, ?) END, touched = ? WHERE id = ?`,
    now,
    room.newId(now),
    id,
  );
}

/** Tells the desk that a comment has come into the queue, or that it is another than it was. */
export function tellDeskOf(
  room: Room,
  kind: 'waiting' | 'changed',
  { id, thread }: Pick<Standing, 'id' | 'thread'>,
): void {
  const row = first<{ key: string }>(room.sql, 'SELECT key FROM thread WHERE id = ?', thread);
  room.tell({ kind, comments: [id] }, [row?.key ?? '']);
}

/**
 * Works out again whether a comment, what it answers and the top of its branch keep a place in the thread: what is published
 * does, what an answer is published to, and at the top whatever has something below it. No more than these three can change.
 */
function refreshShown(room: Room, id: string): void {
  const above = first<{ parent: string | null; root: string }>(
    room.sql,
    'SELECT parent, root FROM comment WHERE id = ?',
    id,
  );
  for (const each of new Set([id, above?.parent ?? id, above?.root ?? id]))
    room.sql.all(`UPDATE comment SET shown = ${should} WHERE id = ? AND shown <> ${should}`, each);
}

const should = `(status = 'published'
  OR EXISTS (SELECT 1 FROM comment AS answer WHERE answer.parent = comment.id AND answer.status = 'published')
  OR parent IS NULL AND EXISTS (
    SELECT 1 FROM comment AS below WHERE below.root = comment.id AND below.parent IS NOT NULL AND below.shown = 1))`;

/** Drops the ready-made pages of the thread with this number. */
export function dropPages(room: Room, thread: number): void {
  const row = first<{ key: string }>(room.sql, 'SELECT key FROM thread WHERE id = ?', thread);
  if (row) room.pages.drop(row.key);
}
