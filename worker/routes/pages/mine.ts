import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Mine } from '../../contract/mine';
import { Refusal } from '../../errors';
import type { Platform, Remote } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { limitBody } from '../../http/parse';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import type { Site } from '../../site/site';
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
    orUsed(c, async () => {
      const ref = c.req.param('ref');
      const first = await c.var.site.mineByLink(ref);
      return respond(
        c,
        200,
        inOne(c.var.entry.site, first, (after) => readOn(c.var.site, ref, after)),
        {
          'Content-Type': 'application/json',
          'Content-Disposition': `attachment; filename="${c.var.entry.site.replaceAll(/[^\w.-]/g, '-')}.json"`,
          'X-Robots-Tag': 'noindex',
        },
      );
    }),
  );

  routes.post('/:site/mine/:ref', site(platform), limit(platform, 'change'), sameOrigin(platform), limitBody, (c) =>
    orUsed(c, async () => {
      const author = await c.var.site.authorBehind(c.req.param('ref'));
      // First of all: what is brought back from a backup is erased again.
      await platform.forgotten.add(c.var.entry.site, [author]);
      await c.var.site.forget([author]);
      return respond(c, 303, null, { Location: `${c.req.path}?erasing` });
    }),
  );

  return routes;
}

const readOn = (site: Remote<Site>, ref: string, after: string) => site.mineByLink(ref, after);

/** All pages as one file, `MineFile`: a page is read when the one before has been taken, however many there are. */
function inOne(site: string, first: Mine, read: (after: string) => Promise<Mine>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { mail, ban } = first;
  let page: Mine | undefined = first;
  let part: 'comments' | 'votes' = 'comments';
  let isFirst = true;
  let text = `{"site":${JSON.stringify(site)},"mail":${JSON.stringify(mail)},"ban":${JSON.stringify(ban)},"comments":[`;
  const put = (rows: readonly unknown[]) => {
    for (const row of rows) {
      text += `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
      isFirst = false;
    }
  };
  return new ReadableStream({
    async pull(controller) {
      if (!page) return controller.close();
      put(part === 'comments' ? page.comments : []);
      if (part === 'comments' && (page.votes.length > 0 || page.next === null)) {
        part = 'votes';
        isFirst = true;
        text += '],"votes":[';
      }
      put(part === 'votes' ? page.votes : []);
      if (page.next === null) text += ']}\n';
      controller.enqueue(encoder.encode(text));
      text = '';
      page = page.next === null ? undefined : await read(page.next);
    },
  });
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
