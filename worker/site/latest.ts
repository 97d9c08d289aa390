import type { Latest } from '../contract/comment';
import { type PublicRow, publicColumns, toPublicComment } from './comment-row';
import { ownAddress } from './naming';
import type { Room } from './room';
import { type Place, sizeOf, takeSome } from './runs';
import { findThread } from './threads';

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
      thread: { key: row.key, title: row.title, url: ownAddress(room, row.url) },
    })),
  };
}
