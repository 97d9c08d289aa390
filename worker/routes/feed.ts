import { type Context, Hono } from 'hono';
import type { Latest } from '../contract/comment';
import { ThreadKey } from '../contract/fields';
import { placeOf } from '../contract/place';
import type { Platform } from '../host/platform';
import { acceptedEncoding } from '../http/encoding';
import type { AppEnv } from '../http/env';
import { ownOrigin } from '../http/own-origin';
import { part } from '../http/parse';
import type { ReadyAnswers } from '../http/ready-answers';
import { locales } from '../locales/locales';
import { openNamed } from '../middleware/site';
import { readyPage } from '../site/base/page-memo';
import { type Feed, toAtom, toJsonFeed } from './feed-formats';

/** Feeds are fetched by programs of all kinds, so anyone may keep one for this long. */
const kept = 'public, max-age=300';
const formats = {
  atom: { write: toAtom, type: 'application/atom+xml; charset=utf-8' },
  json: { write: toJsonFeed, type: 'application/feed+json; charset=utf-8' },
};

/** The newest comments of a site, or of one thread, for feed readers: Atom (RFC 4287) and JSON Feed 1.1. */
export function feedRoutes(platform: Platform, ready: ReadyAnswers) {
  const routes = new Hono<AppEnv>();

  routes.get('/:file', async (c) => {
    const [, name = '', format] = /^(.+)\.(atom|json)$/.exec(c.req.param('file')) ?? [];
    const site = await openNamed(platform, name);
    const revision = platform.revision(name);
    const key = c.req.query('thread') === undefined ? undefined : part(ThreadKey, c.req.query('thread'));
    const { write, type } = formats[format === 'atom' ? 'atom' : 'json'];
    const feed = makeFeed(c, platform, name, key, await site.latest(key));
    const page = readyPage(write(feed), acceptedEncoding(c.req.raw));
    const own = { 'Content-Type': type, 'Cache-Control': kept, Vary: 'Accept-Encoding' };
    return ready.answer(c, page, { site: name, revision, own });
  });

  return routes;
}

function makeFeed(c: Context, platform: Platform, site: string, key: string | undefined, latest: Latest): Feed {
  const { language, comments } = latest;
  const base = ownOrigin(c, platform);
  const query = key === undefined ? '' : `?thread=${encodeURIComponent(key)}`;
  const title = locales[language].feed;
  const about = (key !== undefined && comments[0]?.thread.title) || site;
  const [newest] = comments;
  return {
    atom: `${base}/feeds/${site}.atom${query}`,
    json: `${base}/feeds/${site}.json${query}`,
    page: `${base}/pages/${site}${query}`,
    title: `${title}: ${about}`,
    language,
    updated: newest?.comment.edited ?? newest?.comment.created ?? new Date(0).toISOString(),
    entries: comments.map(({ comment, thread }) => {
      return {
        id: `${base}/pages/${site}?thread=${encodeURIComponent(thread.key)}#plausch-${comment.id}`,
        url: new URL(placeOf(site, thread, comment.id), base).href,
        title: `${comment.author?.name ?? ''}: ${thread.title ?? thread.key}`,
        author: comment.author?.name ?? '',
        published: comment.created,
        updated: comment.edited ?? comment.created,
        html: comment.html ?? '',
      };
    }),
  };
}
