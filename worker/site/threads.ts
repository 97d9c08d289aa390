import type { Thread } from '../contract/comment';
import { first } from '../host/sql';
import { ownAddress } from './naming';
import type { Room } from './room';

const day = 24 * 60 * 60_000;

export interface ThreadRow {
  id: number;
  key: string;
  url: string | null;
  title: string | null;
  created: number;
  published: number;
}

export function findThread(room: Room, key: string): ThreadRow | undefined {
  return first<ThreadRow>(room.sql, 'SELECT id, key, url, title, created, published FROM thread WHERE key = ?', key);
}

/** Whether a thread takes comments now. */
export function isOpen(room: Room, thread: ThreadRow | undefined): boolean {
  const end = endOf(room, thread);
  return end === null || room.now() < end;
}

/** When a thread that is open now will close; null: never, or it is closed already. */
export function closesAt(room: Room, key: string): number | null {
  const end = room.settings.closeAfterDays === null ? null : endOf(room, findThread(room, key));
  return end !== null && room.now() < end ? end : null;
}

/** Until when a thread takes comments; null: for good. What nobody has approved begins no thread, so that no stranger can close one. */
function endOf({ sql, settings }: Room, thread: ThreadRow | undefined): number | null {
  if (settings.closeAfterDays === null || !thread?.published) return null;
  const begun = first<{ created: number }>(
    sql,
    "SELECT created FROM comment WHERE thread = ? AND status = 'published' ORDER BY id LIMIT 1",
    thread.id,
  );
  return (begun?.created ?? thread.created) + settings.closeAfterDays * day;
}

/** A thread as readers know it, also one that nobody wrote in. */
export function describeThread(room: Room, key: string, row: ThreadRow | undefined): Thread {
  return {
    key,
    title: row?.title ?? null,
    url: ownAddress(room, row?.url ?? null),
    count: row?.published ?? 0,
    open: isOpen(room, row),
    language: room.settings.language,
    tone: room.settings.tone,
  };
}

/** Published comments by thread key; 0 for a thread that nobody wrote in. */
export function countThreads(room: Room, keys: string[]): Record<string, number> {
  const rows = room.sql.all<{ key: string; published: number }>(
    'SELECT key, published FROM thread WHERE key IN (SELECT value FROM json_each(?))',
    JSON.stringify(keys),
  );
  const known = new Map(rows.map((row) => [row.key, row.published]));
  return Object.fromEntries(keys.map((key) => [key, known.get(key) ?? 0]));
}
