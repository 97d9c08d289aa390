import { createHash } from 'node:crypto';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { schedule } from '../base/due';

/** By what another system knew somebody who wrote there. */
export interface KnownBy {
  id: string | null;
  name: string;
}

/**
 * What tells imported authors apart: who gave an address or had an id is the same everywhere, a mere name only within its thread. It begins
 * with the number of the address (`stop`), so that all who gave that one stand together.
 */
export function importedKey({ id, name }: KnownBy, stop: string | null, thread: string): string {
  const parts = JSON.stringify(id === null && stop === null ? [name, thread] : [id]);
  return `${stop ?? '-'}.${createHash('sha256').update(parts).digest('base64url').slice(0, 22)}`;
}

/** An author whom another system knew by this, and who is there; undefined: nobody is. */
export const findImportedAuthor = (site: SiteContext, system: string, key: string): string | undefined =>
  first<{ author: string }>(
    site.sql,
    `SELECT author FROM imported_author CROSS JOIN author ON author.id = imported_author.author
     WHERE system = ? AND key = ?`,
    system,
    key,
  )?.author;

/**
 * Whoever has confirmed an address is whom other systems knew by it: their comments become theirs, in steps. `stop`: the address as a
 * number. Who is banned stays who they are.
 */
export function claimImported(site: SiteContext, { author, stop }: { author: string; stop: string }): void {
  const which = `key > ? AND key < ? AND claimed = 0 AND author <> ?
    AND NOT EXISTS (SELECT 1 FROM ban WHERE ban.author = imported_author.author)`;
  const values = [`${stop}.`, `${stop}.~`, author];
  const authors = site.sql.all<{ author: string }>(`SELECT author FROM imported_author WHERE ${which}`, ...values);
  site.sql.all(`UPDATE imported_author SET author = ?, claimed = 1 WHERE ${which}`, author, ...values);
  for (const from of new Set(authors.map((row) => row.author)))
    schedule(site, 'claim', `${from} ${author}`, site.now());
}
