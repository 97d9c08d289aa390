import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { NewComment, ThreadQuery } from '../contract/comment';
import { Id } from '../contract/fields';
import type { Platform } from '../host/platform';
import { sinceStamp, stamp, trapName, trapNamesNow } from '../middleware/challenge';
import { limit, networkOf } from '../middleware/limit';
import { askAfterwards, askOutside } from '../middleware/outside';
import { fieldErrors, formFields, limitBody, parse, query, requestDigest } from '../middleware/parse';
import { respond } from '../middleware/respond';
import { sameOrigin } from '../middleware/session';
import { site as siteOf } from '../middleware/site';
import type { AppEnv } from '../middleware/types';
import { toHtml } from '../text/markdown';
import { type PageView, pageHtml } from './page-html';
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

  routes.post('/:site', siteOf(platform), sameOrigin(platform), limit(platform, 'comment'), limitBody, async (c) => {
    const fields = await formFields(c);
    const { thread = '', parent, key, name, email, website, body, opened = '' } = fields;
    const parsed = NewComment.safeParse({
      thread: { key: thread },
      parent: parent || undefined,
      author: { name, email: email || undefined, website: website || undefined },
      body,
    });
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error);
      const view = await viewOf(c, platform.config.secret, parse(ThreadQuery, { thread }), Id.safeParse(parent).data);
      // The form was opened when it was first handed out.
      const again = { ...view, entered: { name, email, website, body }, errors, key: key || view.key, opened };
      return respond(c, 422, String(pageHtml(again)), pageHeaders);
    }
    const { secret } = platform.config;
    const { site } = c.var.entry;
    const writing = sinceStamp(secret, site, opened);
    const proven = {
      token: undefined,
      key: key?.slice(0, 200),
      request: requestDigest(parsed.data),
      nonce: undefined,
    };
    const outside = await askOutside(c, platform, parsed.data, proven);
    const submitted = await c.var.site.submit(
      { ...parsed.data, html: toHtml(parsed.data.body) },
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
    const location = `/pages/${site}?thread=${encodeURIComponent(thread)}&sent=${sent}`;
    return respond(c, 303, null, { Location: location });
  });

  return routes;
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
    errors: [],
    sent: undefined,
    key: crypto.randomUUID(),
    opened: stamp(secret, c.var.entry.site),
    trap: trapName(secret, c.var.entry.site),
  };
}
