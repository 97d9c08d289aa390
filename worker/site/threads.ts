import type { Latest, Sort, Thread, ThreadPage, ThreadQuery } from '../contract/comment';
import { first } from '../host/sql';
import { type CommentRow, commentColumns, toComment } from './comment-row';
import { readCursor, writeCursor } from './cursor';
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

/** Reads one page of a thread. With an author, their own waiting comments stand in it too. */
export function readThread(room: Room, query: ThreadQuery, author: string | undefined): ThreadPage {
  const row = findThread(room, query.thread);
  const thread: Thread = {
    key: query.thread,
    title: row?.title ?? null,
    url: row?.url ?? null,
    count: row?.published ?? 0,
    open: isOpen(room, row),
    language: room.settings.language,
  };
  if (!row) return { thread, comments: [], next: null };

  const top = topLevel(room, row.id, query);
  const page = top.slice(0, query.limit);
  const last = page.at(-1);
  const next = top.length > page.length && last ? writeCursor({ at: sortKey(query.sort, last), id: last.id }) : null;
  const rows = [...page, ...repliesOf(room, page)];
  if (!author) return { thread, comments: rows.map((comment) => toComment(room, comment, { kind: 'reader' })), next };

  const onPage = new Set(page.map((comment) => comment.id));
  const own = ownHidden(room, author, row.id).filter((comment) =>
    comment.parent === null ? query.after === undefined : onPage.has(comment.root),
  );
  return {
    thread,
    comments: [...rows, ...own].map((comment) => toComment(room, comment, { kind: 'author', author })),
    next,
  };
}

/** How many comments a feed holds: about a month of a lively blog. */
const feedLength = 50;

/** The newest published comments of the site, or of one thread. */
export function readLatest(room: Room, key: string | undefined): Latest {
  const rows = room.sql.all<CommentRow & { key: string; title: string | null; url: string | null }>(
    `SELECT ${commentColumns}, thread.key, thread.title, thread.url
     FROM comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE comment.status = 'published' ${key === undefined ? '' : 'AND comment.thread = ?'}
     ORDER BY comment.created DESC, comment.id DESC LIMIT ${feedLength}`,
    ...(key === undefined ? [] : [findThread(room, key)?.id ?? 0]),
  );
  return {
    language: room.settings.language,
    comments: rows.map((row) => ({
      comment: toComment(room, row, { kind: 'reader' }),
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

const sortKey = (sort: Sort, row: CommentRow) => (sort === 'best' ? row.score : row.created);

const orders: Record<Sort, { from: string; order: string }> = {
  oldest: { from: '(created, id) > (?, ?)', order: 'created, id' },
  newest: { from: '(created, id) < (?, ?)', order: 'created DESC, id DESC' },
  best: { from: '(score, id) < (?, ?)', order: 'score DESC, id DESC' },
};

/** Up to one more top-level comment than the page holds, to know whether there is another. */
function topLevel(room: Room, thread: number, query: ThreadQuery): CommentRow[] {
  const { from, order } = orders[query.sort];
  const cursor = query.after === undefined ? undefined : readCursor(query.after);
  return room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE thread = ? AND parent IS NULL AND shown = 1
     ${cursor ? `AND ${from}` : ''} ORDER BY ${order} LIMIT ?`,
    thread,
    ...(cursor ? [cursor.at, cursor.id] : []),
    query.limit + 1,
  );
}

function repliesOf(room: Room, top: CommentRow[]): CommentRow[] {
  return room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE root IN (SELECT value FROM json_each(?))
     AND parent IS NOT NULL AND shown = 1 ORDER BY created, id`,
    JSON.stringify(top.map((comment) => comment.id)),
  );
}

function ownHidden(room: Room, author: string, thread: number): CommentRow[] {
  return room.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE thread = ? AND author = ? AND shown = 0
     AND status IN ('held', 'spam', 'rejected') ORDER BY created, id`,
    thread,
    author,
  );
}
