import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { NewComment, ThreadQuery } from '../contract/comment';
import { Id } from '../contract/fields';
import type { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { sinceStamp, stamp, trapName, trapNamesNow } from '../middleware/challenge';
import { limit, networkOf } from '../middleware/limit';
import { askAfterwards, askOutside } from '../middleware/outside';
import { formFields, limitBody, parse, query, requestDigest } from '../middleware/parse';
import { showAgain } from '../middleware/problem';
import { respond } from '../middleware/respond';
import { sameOrigin } from '../middleware/session';
import { site as siteOf } from '../middleware/site';
import type { AppEnv } from '../middleware/types';
import { toHtml } from '../text/markdown';
import { type PageView, pageHtml } from './page-html';
import { respondRefused } from './page-problem';
import { pageHeaders } from './page-shell';
import { pageTexts } from './page-texts';

const PageQuery = ThreadQuery.safeExtend({
  reply: Id.optional(),
  sent: z.enum(['published', 'held']).optional(),
});

/** A thread as a plain page with a plain form: works with no JavaScript, and for search engines. */
export function pageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site', siteOf(platform), async (c) => {
    const { reply, sent, ...asked } = query(c, PageQuery);
    const view = await viewOf(c, platform.config.secret, asked, reply);
    return respond(c, 200, String(pageHtml({ ...view, sent: sent && view.texts[sent] })), pageHeaders);
  });

  routes.post(
    '/:site',
    siteOf(platform),
    sameOrigin(platform),
    limitBody,
    showAgain((c, refusal) => showRefused(c, platform.config.secret, refusal)),
    limit(platform, 'comment'),
    async (c) => {
      const fields = await formFields(c);
      const comment = parse(NewComment, toComment(fields));
      const { secret } = platform.config;
      const { site } = c.var.entry;
      const writing = sinceStamp(secret, site, fields.opened ?? '');
      const proven = {
        token: undefined,
        key: fields.key?.slice(0, 200),
        request: requestDigest(comment),
        nonce: undefined,
      };
      const outside = await askOutside(c, platform, comment, proven);
      const submitted = await c.var.site.submit(
        { ...comment, html: toHtml(comment.body) },
        {
          ...proven,
          network: networkOf(c, platform),
          form: writing === undefined ? undefined : { writing, inputs: null, pasted: null },
          trap: trapNamesNow(secret, site)
            .map((trap) => fields[trap] ?? '')
            .join(''),
          proof: 'missing',
          outside,
        },
      );
      await askAfterwards(c, platform, outside, submitted);
      const sent = submitted.status === 'published' ? 'published' : 'held';
      const location = `/pages/${site}?thread=${encodeURIComponent(comment.thread.key)}&sent=${sent}`;
      return respond(c, 303, null, { Location: location });
    },
  );

  return routes;
}

/** A form's fields as the contract has them. */
const toComment = ({ thread = '', parent, name, email, website, body }: Record<string, string | undefined>) => ({
  thread: { key: thread },
  parent: parent || undefined,
  author: { name, email: email || undefined, website: website || undefined },
  body,
});

/** The page with the form as it was sent, and why it was not taken. */
async function showRefused(c: Context<AppEnv>, secret: string, refusal: Refusal): Promise<Response> {
  const { thread, parent, key, opened, name, email, website, body } = await formFields(c);
  const view = await viewOf(c, secret, parse(ThreadQuery, { thread }), Id.safeParse(parent).data);
  const again = {
    ...view,
    entered: { name, email, website, body },
    refused: refusal,
    // What is sent from here on is another comment; else it is the same one, however often it is sent.
    key: (refusal.code !== 'key-reused' && key) || view.key,
    // The form was opened when it was first handed out.
    opened: opened ?? view.opened,
  };
  return respondRefused(c, refusal, pageHtml(again));
}

/** The page as it is now, with an empty form. */
async function viewOf(
  c: Context<AppEnv>,
  secret: string,
  asked: ThreadQuery,
  reply: string | undefined,
): Promise<PageView> {
  const page = await c.var.site.page(asked);
  return {
    site: c.var.entry.site,
    transparency: (await c.var.site.settings()).transparency,
    url: page.thread.url,
    texts: pageTexts[page.thread.language],
    page,
    answers: page.comments.find(({ id, status }) => id === reply && status === 'published'),
    entered: {},
    refused: undefined,
    sent: undefined,
    key: crypto.randomUUID(),
    opened: stamp(secret, c.var.entry.site),
    trap: trapName(secret, c.var.entry.site),
  };
}
