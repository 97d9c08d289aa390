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
import { pageHeaders, pageShell } from './shell';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' };

/**
 * Where the link of a confirming mail to a reader leads: a page with one button. Programs that look at every link in a mail come with GET
 * or HEAD, and change nothing by that.
 */
export function confirmRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/:ref', site(platform), (c) =>
    orUsed(c, async () => {
      const { address, confirmed, settings } = await c.var.site.confirming(c.req.param('ref'));
      if (confirmed !== null) return confirmedPage(c, address);
      const voice = voiceOf(settings);
      const { readerMail } = locales[voice].page;
      const content = html`<h1>${readerMail.title}</h1>
<p><bdi>${readerMail.text(address, c.var.entry.site)}</bdi></p>
<form method="post"><p><button>${readerMail.confirm}</button></p></form>`;
      return respond(c, 200, String(pageShell(voice, readerMail.title, '', content)), headers);
    }),
  );

  routes.post('/:site/:ref', site(platform), limit(platform, 'change'), sameOrigin(platform), limitBody, (c) =>
    orUsed(c, async () => {
      const { address } = await c.var.site.confirmMailbox(c.req.param('ref'));
      return confirmedPage(c, address);
    }),
  );

  return routes;
}

async function confirmedPage(c: Context<AppEnv>, address: string): Promise<Response> {
  const voice = voiceOf(await c.var.site.settings());
  const { readerMail } = locales[voice].page;
  const content = html`<h1>${readerMail.confirmed}</h1>
<p role="status" class="said"><bdi>${readerMail.done(address, c.var.entry.site)}</bdi></p>`;
  return respond(c, 200, String(pageShell(voice, readerMail.confirmed, '', content)), headers);
}

/** What a link leads to; where it is good for nothing any more, that is said. */
async function orUsed(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'link-used') throw error;
    const voice = voiceOf(await c.var.site.settings());
    const { readerMail } = locales[voice].page;
    const content = html`<h1>${readerMail.used}</h1>
<p>${readerMail.usedText}</p>`;
    return respond(c, 404, String(pageShell(voice, readerMail.used, '', content)), headers);
  }
}

/**
 * Where mail to a reader ends: a page with one button for people, and one request with POST for their programs (RFC 8058), from
 * anywhere and without anything that says who asks. Whoever has the link may end what it ends, whenever, and is told nothing: the
 * page is the same for a link that ends nothing any more.
 */
export function stopRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/:ref', site(platform), async (c) => {
    const voice = voiceOf(await c.var.site.settings());
    const { readerMail } = locales[voice].page;
    const title = readerMail.stopTitle(c.var.entry.site);
    const content = html`<h1>${title}</h1>
<p>${readerMail.stopText}</p>
<form method="post"><p><button>${readerMail.stop}</button></p></form>`;
    return respond(c, 200, String(pageShell(voice, title, '', content)), headers);
  });

  routes.post('/:site/:ref', site(platform), limit(platform, 'stop'), async (c) => {
    await c.var.site.stopMail(c.req.param('ref'));
    const voice = voiceOf(await c.var.site.settings());
    const { readerMail } = locales[voice].page;
    const content = html`<h1>${readerMail.stopped}</h1>
<p role="status" class="said">${readerMail.stoppedText(c.var.entry.site)}</p>`;
    return respond(c, 200, String(pageShell(voice, readerMail.stopped, '', content)), headers);
  });

  return routes;
}
