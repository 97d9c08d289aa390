import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { MineMail } from '../../contract/mine';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { formFields, limitBody, parse } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { limit, networkOf } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { mineFile } from '../mine-file';
import { mineHtml } from './mine-html';
import { refusedHtml, refusedTitle, respondRefused } from './problem';
import { pageHeaders, pageShell } from './shell';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/**
 * The page that shows readers all that a site knows of them, to be taken along and to be erased: its address proves them, for an hour. GET and
 * HEAD change nothing.
 */
export function minePageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/mine', site(platform), async (c) => {
    const said = c.req.query('sent') === undefined ? {} : { sent: true };
    return respond(c, 200, String(await byMailHtml(c, platform, said)), headers);
  });

  routes.post(
    '/:site/mine',
    site(platform),
    sameOrigin(platform),
    limitBody,
    showAgain(async (c, refusal) => {
      const entered = await formFields(c);
      return respondRefused(c, refusal, await byMailHtml(c, platform, { email: entered.email, refused: refusal }));
    }),
    limit(platform, 'mail'),
    async (c) => {
      if (!platform.mail) throw new Refusal('no-mail');
      const { email } = parse(MineMail, { email: (await formFields(c)).email });
      await c.var.site.mailMine(email, networkOf(c, platform));
      return respond(c, 303, null, { Location: `${c.req.path}?sent` });
    },
  );

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
      await c.var.site.forget(await c.var.site.authorsBehind(c.req.param('ref')));
      return respond(c, 303, null, { Location: `${c.req.path}?erasing` });
    }),
  );

  return routes;
}

interface ByMail {
  email?: string | undefined;
  sent?: boolean;
  refused?: Refusal;
}

/** The form that has the link sent by mail. */
async function byMailHtml(c: Context<AppEnv>, { mail }: Platform, { email = '', sent, refused }: ByMail) {
  const voice = voiceOf(await c.var.site.settings());
  const { mine, errors } = locales[voice].page;
  const { byMail } = mine;
  const title = byMail.title(c.var.entry.site);
  const wrong = refused?.detail.errors?.find(({ pointer }) => pointer === '/email');
  const form = html`<p>${byMail.text}</p>
<form method="post">
<p><label for="email">${byMail.email}</label>
<input id="email" name="email" type="email" autocomplete="email" required value="${email}" aria-describedby="${wrong ? 'email-error' : ''}" aria-invalid="${String(wrong !== undefined)}">${wrong ? html`<span class="error" id="email-error">${errors[wrong.code]}</span>` : ''}</p>
<p><button>${byMail.send}</button></p>
</form>`;
  const content = html`<h1>${title}</h1>
<p role="status" class="said">${sent ? byMail.sent : ''}</p>
${refused ? refusedHtml(refused, voice, { email: byMail.email }) : ''}
${mail ? form : html`<p>${byMail.none}</p>`}`;
  return pageShell(voice, refusedTitle(refused, voice, title), '', content);
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
<p>${mine.usedText}</p>
<p><a href="/pages/${c.var.entry.site}/mine">${mine.byMail.open}</a></p>`;
    return respond(c, 404, String(pageShell(voice, mine.used, '', content)), headers);
  }
}
