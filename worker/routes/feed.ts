import { type Context, Hono } from 'hono';
import type { Latest } from '../contract/comment';
import { Id, ThreadKey } from '../contract/fields';
import { placeOf } from '../contract/place';
import { Refusal } from '../errors';
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
const kept = { 'Cache-Control': 'public, max-age=300' };
/** What belongs to one person is kept by nobody between here and their program, and found by no search engine. */
const privately = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
const formats = {
  atom: { write: toAtom, type: 'application/atom+xml; charset=utf-8' },
  json: { write: toJsonFeed, type: 'application/feed+json; charset=utf-8' },
};

/**
 * For feed readers, as Atom (RFC 4287) and JSON Feed 1.1: the newest comments of a site, or of one thread; and, at a private address, the
 * newest answers to the comments of one author.
 */
export function feedRoutes(platform: Platform, ready: ReadyAnswers) {
  const routes = new Hono<AppEnv>();

  routes.get('/:file', async (c) => {
    const [, name = '', format] = /^(.+)\.(atom|json)$/.exec(c.req.param('file')) ?? [];
    const site = await openNamed(platform, name);
    const revision = platform.revision(name);
    const key = c.req.query('thread') === undefined ? undefined : part(ThreadKey, c.req.query('thread'));
    const feed = makeFeed(c, platform, name, key, await site.latest(key));
    return answer(c, ready, feed, { site: name, revision, format, own: kept });
  });

  routes.get('/:site/answers/:file', async (c) => {
    const [, author = '', key = '', format] = /^([^.]+)\.([^.]+)\.(atom|json)$/.exec(c.req.param('file')) ?? [];
    const name = c.req.param('site');
    if (!Id.safeParse(author).success) throw new Refusal('not-found');
    const site = await openNamed(platform, name);
    const revision = platform.revision(name);
    const latest = await site.answers(author, key);
    const base = ownOrigin(c, platform);
    const address = `${base}/feeds/${name}/answers/${author}.${key}`;
    const feed = {
      ...{ atom: `${address}.atom`, json: `${address}.json`, page: undefined },
      title: `${locales[latest.language].answersFeed}: ${name}`,
      ...entriesOf(base, name, latest),
    };
    return answer(c, ready, feed, { site: name, revision, format, own: privately });
  });

  return routes;
}

interface About {
  site: string;
  revision: string;
  format: string | undefined;
  own: Record<string, string>;
}

/** Answers with a feed in one of its formats; or with nothing, whoever has it as it is. */
function answer(c: Context<AppEnv>, ready: ReadyAnswers, feed: Feed, { format, own, ...about }: About): Response {
  const { write, type } = formats[format === 'atom' ? 'atom' : 'json'];
  const page = readyPage(write(feed), acceptedEncoding(c.req.raw));
  return ready.answer(c, page, { ...about, own: { 'Content-Type': type, ...own, Vary: 'Accept-Encoding' } });
}

function makeFeed(c: Context, platform: Platform, site: string, key: string | undefined, latest: Latest): Feed {
  const { language, comments } = latest;
  const base = ownOrigin(c, platform);
  const query = key === undefined ? '' : `?thread=${encodeURIComponent(key)}`;
  const about = (key !== undefined && comments[0]?.thread.title) || site;
  return {
    atom: `${base}/feeds/${site}.atom${query}`,
    json: `${base}/feeds/${site}.json${query}`,
    page: key === undefined ? undefined : `${base}/pages/${site}${query}`,
    title: `${locales[language].feed}: ${about}`,
    ...entriesOf(base, site, latest),
  };
}

/** What stands in a feed, and when something in it last changed: also where that is an older entry. */
function entriesOf(base: string, site: string, { language, comments }: Latest) {
  const entries = comments.map(({ comment, thread }) => ({
    id: `${base}/pages/${site}?thread=${encodeURIComponent(thread.key)}#plausch-${comment.id}`,
    url: new URL(placeOf(site, thread, comment.id), base).href,
    title: `${comment.author?.name ?? ''}: ${thread.title ?? thread.key}`,
    author: comment.author?.name ?? '',
    published: comment.created,
    updated: comment.edited ?? comment.created,
    html: comment.html ?? '',
  }));
  const last = Math.max(0, ...entries.map(({ updated }) => Date.parse(updated)));
  return { language, updated: new Date(last).toISOString(), entries };
}
