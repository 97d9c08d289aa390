import { Hono } from 'hono';
import * as z from 'zod';
import { Sort } from '../contract/comment';
import { Language, ThreadKey } from '../contract/fields';
import type { Platform } from '../host/platform';
import { acceptedEncoding } from '../http/encoding';
import type { AppEnv } from '../http/env';
import { ownOrigin } from '../http/own-origin';
import { query } from '../http/parse';
import type { ReadyAnswers } from '../http/ready-answers';
import { origin, readableRefusal } from '../middleware/origin';
import { site as siteOf } from '../middleware/site';
import { readyPage } from '../site/base/page-memo';
import { fragmentHtml } from './fragment-html';

const FragmentQuery = z.strictObject({
  thread: ThreadKey,
  sort: Sort.default('oldest'),
  /** The language of the words around the comments; by default the site's. */
  lang: Language.optional(),
});

const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache', 'X-Robots-Tag': 'noindex' };

/**
 * The first page of a thread as a piece of HTML that a server or a generator of static pages puts inside of `<plausch-comments>`. It holds what
 * everyone may read, and whoever may read that gets it.
 */
export function fragmentRoutes(platform: Platform, ready: ReadyAnswers) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site', readableRefusal, siteOf(platform), origin(platform), async (c) => {
    const { lang, ...asked } = query(c, FragmentQuery);
    const { site } = c.var.entry;
    const revision = platform.revision(site);
    const { bytes, etag, until } = await c.var.site.thread(asked, 'identity');
    const page = JSON.parse(new TextDecoder().decode(bytes));
    const html = fragmentHtml({ site, server: ownOrigin(c, platform), lang, sort: asked.sort, etag, page });
    const fragment = { ...readyPage(String(html), acceptedEncoding(c.req.raw)), until };
    return ready.answer(c, fragment, { site, revision, own: headers });
  });

  return routes;
}
