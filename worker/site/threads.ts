import type { Latest, Thread } from '../contract/comment';
import { first } from '../host/sql';
import { type PublicRow, publicColumns, toPublicComment } from './comment-row';
import type { Room } from './room';
import { type Place, sizeOf, takeSome } from './runs';

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

/** Whether a thread takes comments now. One without a comment is always open. */
export function isOpen(room: Room, thread: ThreadRow | undefined): boolean {
  const { closeAfterDays } = room.settings;
  return closeAfterDays === null || !thread || room.now() < thread.created + closeAfterDays * day;
}

/** When a thread that is open now will close; null: never, or it is closed already. */
export function closesAt(room: Room, key: string): number | null {
  const { closeAfterDays } = room.settings;
  const thread = closeAfterDays === null ? undefined : findThread(room, key);
  if (closeAfterDays === null || !thread || !isOpen(room, thread)) return null;
  return thread.created + closeAfterDays * day;
}

/** A thread as readers know it, also one that nobody wrote in. */
export function describeThread(room: Room, key: string, row: ThreadRow | undefined): Thread {
  return {
    key,
    title: row?.title ?? null,
    url: row?.url ?? null,
    count: row?.published ?? 0,
    open: isOpen(room, row),
    language: room.settings.language,
    tone: room.settings.tone,
  };
}

/** What a feed holds: about a month of a lively blog, and no more than a feed reader likes to fetch. */
const feed = { count: 50, bytes: 200_000 };

/** The newest published comments of the site, or of one thread. */
export function readLatest(room: Room, key: string | undefined): Latest {
  const thread = key === undefined ? [] : [findThread(room, key)?.id ?? 0];
  const newest = room.sql.all<Place>(
    `SELECT id, created AS at, ${sizeOf} FROM comment
     WHERE status = 'published' ${key === undefined ? '' : 'AND thread = ?'} ORDER BY id DESC LIMIT ?`,
    ...thread,
    feed.count,
  );
  const rows = room.sql.all<PublicRow & { key: string; title: string | null; url: string | null }>(
    `SELECT ${publicColumns}, thread.key, thread.title, thread.url
     FROM json_each(?) JOIN comment ON comment.id = value JOIN thread ON thread.id = comment.thread
     ORDER BY comment.id DESC`,
    JSON.stringify(takeSome(newest, feed).map(({ id }) => id)),
  );
  return {
    language: room.settings.language,
    comments: rows.map((row) => ({
      comment: toPublicComment(row),
      thread: { key: row.key, title: row.title, url: row.url },
    })),
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
