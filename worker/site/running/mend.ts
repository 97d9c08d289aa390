import { first } from '../../host/sql';
import { withoutUnprintable } from '../../text/markdown';
import type { SiteContext } from '../base/context';
import { dropPages } from '../comments/standing';
import { orderSome } from '../comments/votes';

/** Rows that one step looks at. */
const most = 100;

/**
 * What an earlier version, or another setting, has left to be mended, by the setting that says from which id down. The
 * migration sets it, or whatever has changed the setting.
 */
const mendings: Record<string, (site: SiteContext, from: string) => string[]> = {
  html: mendHtml,
  authors: forgetAuthors,
  best: mendOrder,
};

/**
 * One step of mending what earlier versions have stored otherwise than this one would: so many rows, newest first. Returns
 * whether there are more.
 */
export function mend(site: SiteContext): boolean {
  let more = false;
  for (const [name, step] of Object.entries(mendings)) {
    const key = `mend-${name}`;
    const row = first<{ value: string }>(site.sql, 'SELECT value FROM setting WHERE key = ?', key);
    if (!row) continue;
    const seen = step(site, row.value);
    const last = seen.length === most ? seen.at(-1) : undefined;
    if (last === undefined) site.sql.all('DELETE FROM setting WHERE key = ?', key);
    else site.sql.all('UPDATE setting SET value = ? WHERE key = ?', last, key);
    more ||= last !== undefined;
  }
  return more;
}

/** Takes out of HTML what character references could bring back: direction overrides and the like. Returns the ids looked at. */
function mendHtml(site: SiteContext, from: string): string[] {
  const rows = site.sql.all<{ id: string; thread: number; html: string }>(
    'SELECT id, thread, html FROM comment WHERE id <= ? ORDER BY id DESC LIMIT ?',
    from,
    most,
  );
  const wrong = rows.filter(({ html }) => withoutUnprintable(html) !== html);
  for (const { id, html } of wrong)
    site.sql.all('UPDATE comment SET html = ? WHERE id = ?', withoutUnprintable(html), id);
  for (const thread of new Set(wrong.map((row) => row.thread))) dropPages(site, thread);
  return rows.map(({ id }) => id);
}

/** Works out again where comments stand among the best. Returns the ids looked at. */
function mendOrder(site: SiteContext, from: string): string[] {
  const { ids, threads } = orderSome(site, from, most);
  for (const thread of threads) dropPages(site, thread);
  return ids;
}

/** Forgets authors who neither wrote nor voted: each vote without a token had made one, also where it had no effect. */
function forgetAuthors(site: SiteContext, from: string): string[] {
  const rows = site.sql.all<{ id: string }>('SELECT id FROM author WHERE id <= ? ORDER BY id DESC LIMIT ?', from, most);
  site.sql.all(
    `DELETE FROM author WHERE id IN (SELECT value FROM json_each(?))
     AND NOT EXISTS (SELECT 1 FROM comment WHERE comment.author = author.id)
     AND NOT EXISTS (SELECT 1 FROM vote WHERE vote.author = author.id)
     AND NOT EXISTS (SELECT 1 FROM ban WHERE ban.author = author.id)`,
    JSON.stringify(rows.map(({ id }) => id)),
  );
  return rows.map(({ id }) => id);
}
