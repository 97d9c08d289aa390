import { type Context, Hono } from 'hono';
import { EditComment, NewAppeal } from '../../contract/comment';
import { Id } from '../../contract/fields';
import type { LimitKind } from '../../contract/limits';
import { Refusal } from '../../errors';
import type { Platform } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { findOwnOrigin } from '../../http/own-origin';
import { formFields, limitBody, parse } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { voiceOf } from '../../locales/voice';
import { limit, networkOf } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site } from '../../middleware/site';
import { htmlOf } from '../../site/comments/html';
import { askAfterwards, askOutsideAgain } from '../ask-services';
import { respondRefused } from './problem';
import { pageHeaders } from './shell';
import { type Done, type Sent, statusHtml } from './status-html';

const privateHeaders = { ...pageHeaders, 'X-Robots-Tag': 'noindex' };

/**
 * The private page that tells an author what became of their comment. There they change it, take it back and appeal: no account, no
 * script, and from whatever browser. Its address is what proves them; GET and HEAD change nothing.
 */
export function statusRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site/status/:ref', site(platform), async (c) => {
    const done = (['sent', 'saved'] as const).find((one) => c.req.query(one) !== undefined);
    return respond(c, 200, String(await page(c, platform, { done })), privateHeaders);
  });

  routes.post(
    '/:site/status/:ref',
    site(platform),
    sameOrigin(platform),
    limitBody,
    showAgain(async (c, refused) => {
      const { text, body, version } = await formFields(c);
      return respondRefused(c, refused, await page(c, platform, { refused, text, body, version }));
    }),
    async (c, next) => limit(platform, await kindOf(c))(c, next),
    async (c) => {
      const [id, key] = readRef(c);
      const { withdraw, ...sent } = await formFields(c);
      const done = withdraw !== undefined ? '' : sent.body !== undefined ? '?saved' : '';
      if (withdraw !== undefined) await c.var.site.withdrawByLink(id, key);
      else if (sent.body !== undefined) await change(c, platform, sent);
      else await c.var.site.appealByLink(id, key, parse(NewAppeal, { text: sent.text }).text);
      return respond(c, 303, null, { Location: c.req.path + done });
    },
  );

  return routes;
}

/** As what a form is counted: an appeal as a report, else it is a change. */
async function kindOf(c: Context): Promise<LimitKind> {
  try {
    const { withdraw, body } = await formFields(c);
    return withdraw === undefined && body === undefined ? 'report' : 'change';
  } catch {
    return 'report';
  }
}

/** Gives the comment another text, which is judged as one that the API takes. @throws Refusal as `Site.editByLink`. */
async function change(c: Context<AppEnv>, platform: Platform, sent: Record<string, string | undefined>): Promise<void> {
  const [id, key] = readRef(c);
  const { body, version } = parse(EditComment, { body: sent.body, version: Number(sent.version) || undefined });
  const { site } = c.var;
  const outside = await askOutsideAgain(c, platform, () => site.editableByLink(id, key), body);
  const text = { body, html: htmlOf(body), version };
  const submitted = await site.editByLink(id, key, text, { network: networkOf(c, platform), outside });
  await askAfterwards(c, platform, outside, submitted);
}

/** The comment and the key in an address. @throws Refusal `not-found`. */
function readRef(c: Context): [id: string, key: string] {
  const [id = '', key = ''] = (c.req.param('ref') ?? '').split('.');
  if (!Id.safeParse(id).success) throw new Refusal('not-found');
  return [id, key];
}

async function page(c: Context<AppEnv>, platform: Platform, sent: Sent & { done?: Done | undefined }) {
  const [id, key] = readRef(c);
  const view = await c.var.site.status(id, key);
  const address = (findOwnOrigin(c, platform) ?? '') + c.req.path;
  return statusHtml({
    ...view,
    ...sent,
    site: c.var.entry.site,
    voice: voiceOf(await c.var.site.settings()),
    address,
    mail: platform.mail === undefined ? 'none' : view.mail,
  });
}
