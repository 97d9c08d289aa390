import type { ThreadRef } from '../../contract/comment';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';

/** Where a comment's page says that its post is, in a query that joins `naming`; NULL where it says none. */
export const namedUrl = "nullif(naming.url, '')";

/** The newest published comment of a thread that says where its post is, and how that is called. */
const said = (column: string) => `(SELECT ${column} FROM comment CROSS JOIN naming ON naming.id = comment.naming
  WHERE comment.thread = thread.id AND comment.status = 'published' AND comment.naming IS NOT NULL
  ORDER BY comment.id DESC LIMIT 1)`;

const naming = `UPDATE thread SET url = coalesce(team_url, ${said(namedUrl)}),
  title = coalesce(team_title, nullif(${said('naming.title')}, ''))`;

/**
 * Keeps what the page that a comment was written on says of its post, and returns its number; null: nothing that counts. It
 * comes from a reader's browser, so it counts on the site's own origins alone. A title without an address is that of the
 * address which is known.
 */
export function keepNaming(site: SiteContext, thread: number, { url, title }: ThreadRef): number | null {
  if (url === undefined ? !title : ownAddress(site, url) === null) return null;
  const row = first<{ id: number }>(
    site.sql,
    `INSERT INTO naming (thread, url, title, comments) VALUES (?, coalesce(?, (SELECT url FROM thread WHERE id = ?), ''), ?, 1)
     ON CONFLICT (thread, url, title) DO UPDATE SET comments = comments + 1 RETURNING id`,
    thread,
    url ?? null,
    thread,
    title ?? '',
  );
  return row?.id ?? null;
}

/** Where readers may be sent: an address on one of the site's origins, as these are now. null: nowhere. */
export const ownAddress = ({ settings }: SiteContext, url: string | null): string | null =>
  url !== null && settings.origins.includes(new URL(url).origin) ? url : null;

/** Names the threads of these comments anew, since some of them are published now, or not any more. */
export function nameThreads(site: SiteContext, comments: string[]): void {
  site.sql.all(
    `${naming} WHERE id IN (
       SELECT thread FROM comment WHERE id IN (SELECT value FROM json_each(?)) AND naming IS NOT NULL)`,
    JSON.stringify(comments),
  );
}

/** Names one thread anew, since the team has said something else of it. */
export function nameThread(site: SiteContext, thread: number): void {
  site.sql.all(`${naming} WHERE id = ?`, thread);
}

/** Forgets what a comment's page said, which is to be erased. */
export function forgetNaming(site: SiteContext, comment: string): void {
  const row = first<{ naming: number | null }>(site.sql, 'SELECT naming FROM comment WHERE id = ?', comment);
  if (!row || row.naming === null) return;
  site.sql.all('UPDATE comment SET naming = NULL WHERE id = ?', comment);
  site.sql.all('UPDATE naming SET comments = comments - 1 WHERE id = ?', row.naming);
  site.sql.all('DELETE FROM naming WHERE id = ? AND comments = 0', row.naming);
}
