import { first, type SqlValue } from '../host/sql';
import type { Room } from './room';

/**
 * Words are taken into the index when somebody searches, not when somebody writes: that costs a fifth of a post's time.
 * Ids grow, so the last one that was taken in says which are missing.
 */
export function indexNewWords(room: Room): void {
  room.sql.transaction(() => {
    const rows = room.sql.all<{ id: string; name: string; body: string }>(
      'SELECT id, name, body FROM comment WHERE id > ? ORDER BY id',
      room.indexedUntil,
    );
    const last = rows.at(-1);
    if (!last) return;
    for (const row of rows) addWords(room, row);
    room.sql.all(
      "INSERT INTO setting (key, value) VALUES ('indexed-until', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      last.id,
    );
    room.indexedUntil = last.id;
  });
}

/** The last comment whose words are in the index; empty: none is. */
export function readIndexedUntil(room: Pick<Room, 'sql'>): string {
  return first<{ value: string }>(room.sql, "SELECT value FROM setting WHERE key = 'indexed-until'")?.value ?? '';
}

/** Takes a comment in at once whose id is older than what is indexed: an imported one, or after a clock went back. */
export function indexIfOld(room: Room, comment: { id: string; name: string; body: string }): void {
  if (comment.id <= room.indexedUntil) addWords(room, comment);
}

/** Makes a comment findable by the words it has now. */
export function replaceWords(room: Room, id: string, body: string): void {
  const row = first<{ number: number }>(room.sql, 'SELECT number FROM comment_number WHERE comment = ?', id);
  if (row) room.sql.all('UPDATE comment_words SET body = ? WHERE rowid = ?', body, row.number);
}

/** Comments with all these words, or words that begin like them, as a condition with its values. */
export function wordsCondition(q: string): { sql: string; values: SqlValue[] } {
  const words = q.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  // Quoted, a word is no operator of FTS5's query language (https://www.sqlite.org/fts5.html, section 3).
  const match = words.map((word) => `"${word}"*`).join(' ');
  if (match === '') return { sql: 'AND 0', values: [] };
  return {
    sql: `AND comment.id IN (SELECT comment FROM comment_number
      WHERE number IN (SELECT rowid FROM comment_words WHERE comment_words MATCH ?))`,
    values: [match],
  };
}

function addWords(room: Room, { id, name, body }: { id: string; name: string; body: string }): void {
  const row = first<{ number: number }>(
    room.sql,
    'INSERT INTO comment_number (comment) VALUES (?) RETURNING number',
    id,
  );
  room.sql.all('INSERT INTO comment_words (rowid, name, body) VALUES (?, ?, ?)', row?.number ?? 0, name, body);
}
