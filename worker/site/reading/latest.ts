import type { Latest } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { type Place, sizeOf, takeSome } from '../base/runs';
import { type PublicRow, publicColumns, toPublicComment } from '../comments/comment-row';
import { ownAddress } from '../comments/naming';
import { findThread } from '../comments/threads';

/** What a feed holds: about a month of a lively blog, and no more than a feed reader likes to fetch. */
export const feed = { count: 50, bytes: 200_000 };

/** The newest published comments of the site, or of one thread. */
export function readLatest(site: SiteContext, key: string | undefined): Latest {
  const thread = key === undefined ? [] : [findThread(site, key)?.id ?? 0];
  const newest = site.sql.all<Place>(
    `SELECT id, created AS at, ${sizeOf} FROM comment
     WHERE status = 'published' ${key === undefined ? '' : 'AND thread = ?'} ORDER BY id DESC LIMIT ?`,
    ...thread,
    feed.count,
  );
  return readEntries(site, newest);
}

/** The entries of a feed, in this order, as many as it has space for. */
export function readEntries(site: SiteContext, newest: Place[]): Latest {
  const rows = site.sql.all<PublicRow & { key: string; title: string | null; url: string | null }>(
    `SELECT ${publicColumns}, thread.key, thread.title, thread.url
     FROM json_each(?) JOIN comment ON comment.id = value JOIN thread ON thread.id = comment.thread
     ORDER BY comment.id DESC`,
    JSON.stringify(takeSome(newest, feed).map(({ id }) => id)),
  );
  return {
    language: site.settings.language,
    comments: rows.map((row) => ({
      comment: toPublicComment(site, row),
      thread: { key: row.key, title: row.title, url: ownAddress(site, row.url) },
    })),
  };
}
