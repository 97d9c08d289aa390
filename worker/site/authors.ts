import { first } from '../host/sql';
import type { Room } from './room';
import { authorOfToken } from './tokens';

export interface AuthorRow {
  id: string;
  since: number;
  published: number;
  rejected: number;
  spam: number;
}

/** The author a token proves, if this site knows them. */
export function findAuthor(room: Room, token: string | undefined): AuthorRow | undefined {
  const id = authorOfToken(room, token);
  return id === undefined ? undefined : readAuthor(room, id);
}

/** The author of a comment that is there. */
export function mustFindAuthor(room: Room, id: string): AuthorRow {
  const author = readAuthor(room, id);
  if (!author) throw new Error(`There is no author ${id}.`);
  return author;
}

const readAuthor = (room: Room, id: string) =>
  first<AuthorRow>(room.sql, 'SELECT id, since, published, rejected, spam FROM author WHERE id = ?', id);

/** The author a token proves, or a new one. */
export function findOrAddAuthor(room: Room, token: string | undefined, now: number): AuthorRow {
  const known = findAuthor(room, token);
  if (known) return known;
  const author = { id: room.newId(now), since: now, published: 0, rejected: 0, spam: 0 };
  room.sql.all('INSERT INTO author (id, since) VALUES (?, ?)', author.id, now);
  return author;
}
