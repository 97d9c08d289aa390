import type { Thread } from '../../contract/comment';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { ownAddress } from './naming';

const day = 24 * 60 * 60_000;

export interface ThreadRow {
  id: number;
  key: string;
  url: string | null;
  title: string | null;
  created: number;
  published: number;
}

const columns = 'id, key, url, title, created, published';

export function findThread(site: SiteContext, key: string): ThreadRow | undefined {
  return first<ThreadRow>(site.sql, `SELECT ${columns} FROM thread WHERE key = ?`, key);
}

/** The thread that a comment stands in. */
export function threadOf(site: SiteContext, { thread }: { thread: number }): ThreadRow {
  const row = first<ThreadRow>(site.sql, `SELECT ${columns} FROM thread WHERE id = ?`, thread);
  if (!row) throw new Error('A comment stands in no thread.');
  return row;
}

/** Whether a thread takes comments now. */
export function isOpen(site: SiteContext, thread: ThreadRow | undefined): boolean {
  const end = endOf(site, thread);
  return end === null || site.now() < end;
}

/** When a thread that is open now will close; null: never, or it is closed already. */
export function closesAt(site: SiteContext, key: string): number | null {
  const end = site.settings.closeAfterDays === null ? null : endOf(site, findThread(site, key));
  return end !== null && site.now() < end ? end : null;
}

/** Until when a thread takes comments; null: for good. What nobody has approved begins no thread, so that no stranger can close one. */
function endOf(site: SiteContext, thread: ThreadRow | undefined): number | null {
  const { closeAfterDays } = site.settings;
  if (closeAfterDays === null || !thread?.published) return null;
  return (begunAt(site, thread) ?? thread.created) + closeAfterDays * day;
}

/** When the first comment in a thread was written of those that are published; null: there is none. */
export function begunAt({ sql }: SiteContext, thread: ThreadRow): number | null {
  const begun = first<{ created: number }>(
    sql,
    "SELECT created FROM comment WHERE thread = ? AND status = 'published' ORDER BY id LIMIT 1",
    thread.id,
  );
  return begun?.created ?? null;
}

/** A thread as readers know it, also one that nobody wrote in. */
export function describeThread(site: SiteContext, key: string, row: ThreadRow | undefined): Thread {
  return {
    key,
    title: row?.title ?? null,
    url: ownAddress(site, row?.url ?? null),
    count: row?.published ?? 0,
    open: isOpen(site, row),
    votes: site.settings.votes,
    language: site.settings.language,
    tone: site.settings.tone,
  };
}

/** Published comments by thread key; 0 for a thread that nobody wrote in. */
export function countThreads(site: SiteContext, keys: string[]): Record<string, number> {
  const rows = site.sql.all<{ key: string; published: number }>(
    'SELECT key, published FROM thread WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(keys),
  );
  const known = new Map(rows.map((row) => [row.key, row.published]));
  return Object.fromEntries(keys.map((key) => [key, known.get(key) ?? 0]));
}
