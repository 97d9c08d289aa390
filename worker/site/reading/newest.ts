import type { Newest, Since, SinceQuery } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import type { Encoding, ReadyPage } from '../base/page-memo';
import { type Place, sizeOf, takeSome } from '../base/runs';
import { type PublicRow, publicColumns, toPublicComment } from '../comments/comment-row';
import { closesAt, describeThread, findThread } from '../comments/threads';

/** Comments in one answer: about as many as somebody reads who has left a page open; and bytes of their HTML. */
const most = { count: 50, bytes: 200_000 };

/** Of the newest so many are looked at: what was imported is no news. */
const mostLooked = 500;

/** Which comments of a thread are its newest, as the bytes that go out. It changes only when something comes or goes. */
export function readNewest(site: SiteContext, thread: string, encoding: Encoding): ReadyPage {
  return site.pages.get({ thread, query: 'newest', encoding, now: site.now() }, () => ({
    json: JSON.stringify(findNewest(site, thread)),
    until: null,
  }));
}

/** The published comments of a thread from one on, that one too if it is there, as the bytes that go out. */
export function readSince(site: SiteContext, { thread, from }: SinceQuery, encoding: Encoding): ReadyPage {
  return site.pages.get({ thread, query: `since ${from}`, encoding, now: site.now() }, () => ({
    json: JSON.stringify(findSince(site, thread, from)),
    until: closesAt(site, thread),
  }));
}

function findNewest(site: SiteContext, key: string): Newest {
  const thread = findThread(site, key);
  return {
    count: thread?.published ?? 0,
    comments: site.sql.all<{ id: string; root: string }>(
      `SELECT id, root FROM (
         SELECT id, root, import FROM comment WHERE thread = ? AND status = 'published' ORDER BY id DESC LIMIT ?)
       WHERE import IS NULL LIMIT ?`,
      ...[thread?.id ?? 0, mostLooked, most.count],
    ),
  };
}

function findSince(site: SiteContext, key: string, from: string): Since {
  const thread = findThread(site, key);
  const places = site.sql.all<Place>(
    `SELECT id, created AS at, ${sizeOf} FROM comment
     WHERE thread = ? AND status = 'published' AND id >= ? ORDER BY id LIMIT ?`,
    thread?.id ?? 0,
    from,
    most.count + 1,
  );
  const some = takeSome(places, most);
  const rows = site.sql.all<PublicRow>(
    `SELECT ${publicColumns} FROM json_each(?) JOIN comment ON comment.id = value ORDER BY comment.id`,
    JSON.stringify(some.map(({ id }) => id)),
  );
  return {
    thread: describeThread(site, key, thread),
    comments: rows.map((row) => toPublicComment(site, row)),
    complete: some.length === places.length,
  };
}
