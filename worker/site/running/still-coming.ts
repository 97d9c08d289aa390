import type { ImportedComment } from '../../contract/transfer';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { importedKey } from '../comments/imported-authors';
import { stopOf } from '../messages/mailboxes';

/** So many comments of another system, which wait to become some, are looked at in one step. */
const mostLooked = 100;
/** In `imported_author.claimed`: whoever it was has been forgotten. Then nothing says who. */
const forgotten = 2;
/** An import that still brings something. */
const isOpen = "state IN ('receiving', 'applying')";

type Author = ImportedComment['author'];
type Coming = Omit<ImportedComment, 'id' | 'parent'>;

/** What one step needs to know of a forgotten author. */
interface Leaving {
  author: string;
  /** Confirmed addresses, as numbers. */
  stops: string[];
}

/**
 * Forgets somebody where an import still brings what they wrote elsewhere, in steps: what waits to become a comment loses its text and its
 * author, and keeps a place where it is answered. Until the import has ended it is known by what others are forgotten that it brings. Returns whether there is more.
 */
export function forgetComing(site: SiteContext, { author, stops }: Leaving): boolean {
  const { sql } = site;
  const open = sql.all<{ system: string; import: string }>(
    `SELECT system, max(id) AS import FROM import WHERE ${isOpen} GROUP BY system`,
  );
  for (const { system, import: id } of open) {
    sql.all(
      `UPDATE imported_author SET author = '', claimed = ${forgotten} WHERE author = ? AND system = ?`,
      author,
      system,
    );
    for (const stop of stops)
      sql.all(
        `INSERT INTO imported_author (system, key, import, author, claimed) VALUES (?, ?, ?, '', ${forgotten})
         ON CONFLICT (key, system) DO NOTHING`,
        ...[system, allOf(stop), id],
      );
  }
  return open.length > 0 && lookOn(site, author);
}

/** Has somebody been forgotten, there is nothing left to go on with. */
export function endForgettingComing({ sql }: SiteContext, author: string): void {
  sql.all('DELETE FROM setting WHERE key = ?', placeOf(author));
}

/** What is true of an import that has ended: nothing comes any more by which somebody would have to be known. */
export function endForgetting({ sql }: SiteContext, system: string): void {
  if (first(sql, `SELECT 1 FROM import WHERE system = ? AND ${isOpen}`, system)) return;
  sql.all(`DELETE FROM imported_author WHERE system = ? AND claimed = ${forgotten}`, system);
}

/** Tells whose comments of another system are not taken any more; undefined: nobody's who is not. */
export function forgottenOf(site: SiteContext, system: string): ((comment: Coming) => boolean) | undefined {
  const { sql } = site;
  const known = `SELECT 1 FROM imported_author WHERE system = ? AND claimed = ${forgotten}`;
  if (!first(sql, `${known} LIMIT 1`, system)) return undefined;
  return ({ author, thread }) => {
    const stop = author.email === null ? null : stopOf(site, author.email);
    const keys = JSON.stringify([importedKey(author, stop, thread), ...(stop === null ? [] : [allOf(stop)])]);
    return first(sql, `${known} AND key IN (SELECT value FROM json_each(?))`, system, keys) !== undefined;
  };
}

/** What is left of a comment whose author has been forgotten: its place. */
export function asForgotten<Fields extends Coming>(fields: Fields): Fields {
  const author: Author = { id: null, name: '', email: null, website: null, team: false };
  return { ...fields, author, body: '', status: 'gone', edited: null, pinned: false, network: null };
}

/** By what all are known who have given an address. */
const allOf = (stop: string) => `${stop}.`;

const placeOf = (author: string) => `forgetting ${author}`;

/** Looks at some more of what waits, from where it was looked at last. */
function lookOn(site: SiteContext, author: string): boolean {
  const { sql } = site;
  const key = placeOf(author);
  const place = Number(first<{ value: string }>(sql, 'SELECT value FROM setting WHERE key = ?', key)?.value ?? 0);
  const rows = sql.all<{ number: number; system: string; fields: string }>(
    'SELECT number, system, fields FROM staged WHERE number > ? ORDER BY number LIMIT ?',
    place,
    mostLooked,
  );
  const last = rows.at(-1)?.number;
  if (last === undefined) return false;
  for (const [system, some] of Map.groupBy(rows, (row) => row.system)) {
    const isForgotten = forgottenOf(site, system);
    for (const { number, fields } of isForgotten ? some : []) {
      const coming = JSON.parse(fields) as Coming;
      if (isForgotten?.(coming))
        sql.all('UPDATE staged SET fields = ? WHERE number = ?', JSON.stringify(asForgotten(coming)), number);
    }
  }
  sql.all(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    String(last),
  );
  return true;
}
