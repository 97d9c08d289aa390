import { Feed } from 'feed';
import { type Context, Hono } from 'hono';
import type { Latest } from '../contract/comment';
import { ThreadKey } from '../contract/fields';
import type { Platform } from '../host/platform';
import { ownOrigin } from '../middleware/own-origin';
import { part } from '../middleware/parse';
import { respond } from '../middleware/respond';
import { openNamed } from '../middleware/site';
import type { AppEnv } from '../middleware/types';

/** Feeds are fetched by programs of all kinds, so anyone may keep one for this long. */
const keptFor = { 'Cache-Control': 'public, max-age=300' };

/** The newest comments of a site, or of one thread, for feed readers: Atom (RFC 4287) and JSON Feed 1.1. */
export function feedRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:file', async (c) => {
    const [, name = '', format] = /^(.+)\.(atom|json)$/.exec(c.req.param('file')) ?? [];
    const site = await openNamed(platform, name);
    const key = c.req.query('thread') === undefined ? undefined : part(ThreadKey, c.req.query('thread'));
    const feed = makeFeed(c, platform, name, key, await site.latest(key));
    return format === 'atom'
      ? respond(c, 200, feed.atom1(), { ...keptFor, 'Content-Type': 'application/atom+xml; charset=utf-8' })
      : respond(c, 200, feed.json1(), { ...keptFor, 'Content-Type': 'application/feed+json; charset=utf-8' });
  });

  return routes;
}

function makeFeed(c: Context, platform: Platform, site: string, key: string | undefined, latest: Latest): Feed {
  const { language, comments } = latest;
  const base = ownOrigin(c, platform.config);
  const query = key === undefined ? '' : `?thread=${encodeURIComponent(key)}`;
  const title = { de: 'Kommentare', en: 'Comments' }[language];
  const about = (key !== undefined && comments[0]?.thread.title) || site;
  const feed = new Feed({
    id: `${base}/feeds/${site}.atom${query}`,
    link: `${base}/pages/${site}${key === undefined ? '' : query}`,
    title: `${title}: ${about}`,
    language,
    copyright: '',
    updated: new Date(comments[0]?.comment.edited ?? comments[0]?.comment.created ?? 0),
    feedLinks: { atom: `${base}/feeds/${site}.atom${query}`, json: `${base}/feeds/${site}.json${query}` },
  });
  for (const { comment, thread } of comments) {
    const page = thread.url ?? `${base}/pages/${site}?thread=${encodeURIComponent(thread.key)}`;
    feed.addItem({
      id: `${base}/pages/${site}?thread=${encodeURIComponent(thread.key)}#plausch-${comment.id}`,
      link: `${page}#plausch-${comment.id}`,
      title: `${comment.author?.name ?? ''}: ${thread.title ?? thread.key}`,
      author: [{ name: comment.author?.name ?? '' }],
      date: new Date(comment.edited ?? comment.created),
      published: new Date(comment.created),
      content: comment.html ?? '',
    });
  }
  return feed;
}
