import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { Id } from '../../contract/fields';
import type { Language } from '../../contract/languages';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { languageAsked } from '../../http/negotiate';
import { limitBody } from '../../http/parse';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { limit } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { pageHeaders, pageShell } from './shell';

const headers = { ...pageHeaders, 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' };

/**
 * Where the link of a confirming mail leads: a page with one button. Programs that look at every link in a mail come with GET
 * or HEAD, and change nothing by that.
 */
export function mailPageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  /** The account and the secret in an address. @throws Refusal `link-used`. */
  async function readRef(c: Context<AppEnv>) {
    const [id = '', secret = ''] = (c.req.param('ref') ?? '').split('.');
    if (!Id.safeParse(id).success || !(await platform.directory().hasAccount(id))) throw new Refusal('link-used');
    return { account: platform.account(id), secret };
  }

  routes.get('/:ref', (c) =>
    orUsed(c, async () => {
      const { account, secret } = await readRef(c);
      const { address, language } = await account.confirming(secret);
      const { mail } = locales[language].page;
      const content = html`<h1>${mail.title}</h1>
<p><bdi>${mail.text(address)}</bdi></p>
<form method="post"><p><button>${mail.confirm}</button></p></form>`;
      return respond(c, 200, String(pageShell(language, mail.title, '', content)), headers);
    }),
  );

  routes.post('/:ref', limit(platform, 'session'), sameOrigin(platform), limitBody, (c) =>
    orUsed(c, async () => {
      const { account, secret } = await readRef(c);
      const { address, language } = await account.confirmMail(secret);
      const { mail } = locales[language].page;
      const content = html`<h1>${mail.confirmed}</h1>
<p role="status" class="said"><bdi>${mail.done(address)}</bdi></p>
<p><a href="/desk/">${mail.desk}</a></p>`;
      return respond(c, 200, String(pageShell(language, mail.confirmed, '', content)), headers);
    }),
  );

  return routes;
}

/** What a link leads to; where it is good for nothing any more, that is said. */
async function orUsed(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link-used') return usedPage(c, languageAsked(c));
    throw error;
  }
}

function usedPage(c: Context<AppEnv>, language: Language): Response {
  const { mail } = locales[language].page;
  const content = html`<h1>${mail.used}</h1>
<p>${mail.usedText}</p>
<p><a href="/desk/">${mail.desk}</a></p>`;
  return respond(c, 404, String(pageShell(language, mail.used, '', content)), headers);
}
