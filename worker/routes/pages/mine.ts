import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { limitBody } from '../../http/parse';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { mineFile } from '../mine-file';
import { mineHtml } from './mine-html';
import { pageHeaders, pageShell } from './shell';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/**
 * The page that shows readers all that a site knows of them, to be taken along and to be erased: its address proves them, for an hour. GET and
 * HEAD change nothing.
 */
export function minePageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/mine/:ref', site(platform), (c) =>
    orUsed(c, async () => {
      const mine = await c.var.site.mineByLink(c.req.param('ref'), c.req.query('after'));
      const view = { mine, path: c.req.path, isErasing: c.req.query('erasing') !== undefined };
      const voice = voiceOf(await c.var.site.settings());
      return respond(c, 200, String(mineHtml({ ...view, site: c.var.entry.site, voice })), headers);
    }),
  );

  routes.get('/:site/mine/:ref/data.json', site(platform), (c) =>
    orUsed(c, () => {
      const ref = c.req.param('ref');
      return mineFile(c, c.var.entry.site, (after) => c.var.site.mineByLink(ref, after));
    }),
  );

  routes.post('/:site/mine/:ref', site(platform), limit(platform, 'change'), sameOrigin(platform), limitBody, (c) =>
    orUsed(c, async () => {
      await c.var.site.forget([await c.var.site.authorBehind(c.req.param('ref'))]);
      return respond(c, 303, null, { Location: `${c.req.path}?erasing` });
    }),
  );

  return routes;
}

/** What a link leads to; where it is good for nothing any more, that is said. */
async function orUsed(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-used') throw error;
    const voice = voiceOf(await c.var.site.settings());
    const { mine } = locales[voice].page;
    const content = html`<h1>${mine.used}</h1>
<p>${mine.usedText}</p>`;
    return respond(c, 404, String(pageShell(voice, mine.used, '', content)), headers);
  }
}
