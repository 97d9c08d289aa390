import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { authorOfToken } from '../base/tokens';

export interface AuthorRow {
  id: string;
  since: number;
  published: number;
  rejected: number;
  spam: number;
}

/** The author a token proves, if this site knows them. */
export function findAuthor(site: SiteContext, token: string | undefined): AuthorRow | undefined {
  const id = authorOfToken(site, token);
  return id === undefined ? undefined : readAuthor(site, id);
}

/** The author of a comment that is there. */
export function mustFindAuthor(site: SiteContext, id: string): AuthorRow {
  const author = readAuthor(site, id);
  if (!author) throw new Error(`There is no author ${id}.`);
  return author;
}

const readAuthor = (site: SiteContext, id: string) =>
  first<AuthorRow>(site.sql, 'SELECT id, since, published, rejected, spam FROM author WHERE id = ?', id);

/** The author a token proves, or a new one. */
export function findOrAddAuthor(site: SiteContext, token: string | undefined, now: number): AuthorRow {
  const known = findAuthor(site, token);
  if (known) return known;
  const author = { id: site.newId(now), since: now, published: 0, rejected: 0, spam: 0 };
  site.sql.all('INSERT INTO author (id, since) VALUES (?, ?)', author.id, now);
  return author;
}
