import { first, type SqlValue } from '../host/sql';
import type { Room } from './room';

/** Makes a new comment findable by its words, and returns the number under which they are kept. */
export function indexWords(room: Room, name: string, body: string): number {
  const number = (first<{ last: number | null }>(room.sql, 'SELECT max(words) AS last FROM comment')?.last ?? 0) + 1;
  room.sql.all('INSERT INTO comment_words (rowid, name, body) VALUES (?, ?, ?)', number, name, body);
  return number;
}

/** Makes a comment findable by the words it has now. */
export function replaceWords(room: Room, id: string, name: string, body: string): void {
  const row = first<{ words: number }>(room.sql, 'SELECT words FROM comment WHERE id = ?', id);
  room.sql.all('UPDATE comment_words SET name = ?, body = ? WHERE rowid = ?', name, body, row?.words ?? 0);
}

/** Comments with all these words, or words that begin like them, as a condition with its values. */
export function wordsCondition(q: string): { sql: string; values: SqlValue[] } {
  const words = q.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  // Quoted, a word is no operator of FTS5's query language (https://www.sqlite.org/fts5.html, section 3).
  const match = words.map((word) => `"${word}"*`).join(' ');
  if (match === '') return { sql: 'AND 0', values: [] };
  return { sql: 'AND comment.words IN (SELECT rowid FROM comment_words WHERE comment_words MATCH ?)', values: [match] };
}
