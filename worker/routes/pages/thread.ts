import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { NewComment, type Submitted, ThreadQuery } from '../../contract/comment';
import { Id } from '../../contract/fields';
import { addressesOf } from '../../contract/place';
import { Refusal } from '../../errors';
import type { Platform, Remote } from '../../host/platform';
import type { AppEnv } from '../../http/env';
import { findOwnOrigin, mailServer } from '../../http/own-origin';
import { formFields, limitBody, parse, query, requestDigest } from '../../http/parse';
import { showAgain } from '../../http/problem';
import { respond } from '../../http/respond';
import { locales } from '../../locales/locales';
import { voiceOf } from '../../locales/voice';
import { limit, networkOf } from '../../middleware/limit';
import { sameOrigin } from '../../middleware/same-origin';
import { site as siteOf } from '../../middleware/site';
import { sinceStamp, stamp } from '../../proof/stamp';
import { trapName, trapNamesNow } from '../../proof/trap';
import { htmlOf } from '../../site/comments/html';
import type { Site } from '../../site/site';
import { askAfterwards, askOutside } from '../ask-services';
import { pageHtml } from './html';
import { respondRefused } from './problem';
import { isListed } from './search';
import { pageHeaders } from './shell';
import type { PageView } from './view';

const PageQuery = ThreadQuery.safeExtend({
  reply: Id.optional(),
  sent: z.enum(['published', 'held']).optional(),
  voted: z.enum(['counted', 'back']).optional(),
});

/** A thread as a plain page with a plain form: works with no JavaScript, and for search engines. */
export function pageRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  routes.get('/:site', siteOf(platform), async (c) => {
    const { reply, sent, voted, ...asked } = query(c, PageQuery);
    const found = await viewOf(c, platform, asked, reply);
    const { texts } = found;
    const view = { ...found, voted, sent: voted ? texts.votes[voted] : sent && texts[sent] };
    const headers = isListed(view) ? pageHeaders : { ...pageHeaders, 'X-Robots-Tag': 'noindex' };
    return respond(c, view.gone === undefined ? 200 : 404, String(pageHtml(view)), headers);
  });

  routes.post(
    '/:site',
    siteOf(platform),
    sameOrigin(platform),
    limitBody,
    showAgain((c, refusal) => showRefused(c, platform, refusal)),
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
        { ...comment, html: htmlOf(comment.body) },
        {
          ...proven,
          network: networkOf(c, platform),
          form: writing === undefined ? undefined : { writing, inputs: null, pasted: null },
          trap: trapNamesNow(secret, site)
            .map((trap) => fields[trap] ?? '')
            .join(''),
          proof: 'missing',
          outside,
          server: mailServer(c, platform),
        },
      );
      await askAfterwards(c, platform, outside, submitted);
      return respond(c, 303, null, { Location: whereSent(site, comment.thread.key, submitted) });
    },
  );

  return routes;
}

/** A form's fields as the contract has them. */
const toComment = (fields: Record<string, string | undefined>) => {
  const { thread = '', parent, name, email, website, body, notify, of, pace } = fields;
  return {
    thread: { key: thread },
    parent: parent || undefined,
    author: { name, email: email || undefined, website: website || undefined },
    body,
    notify: notify === 'on' ? { of, pace } : undefined,
  };
};

/** The page with the form as it was sent, and why it was not taken. */
async function showRefused(c: Context<AppEnv>, platform: Platform, refusal: Refusal): Promise<Response> {
  const { thread, parent, key, opened, name, email, website, body, notify, of, pace } = await formFields(c);
  const view = await viewOf(c, platform, parse(ThreadQuery, { thread }), Id.safeParse(parent).data);
  const again = {
    ...view,
    entered: { name, email, website, body, notify, of, pace },
    refused: refusal,
    // What is sent from here on is another comment; else it is the same one, however often it is sent.
    key: (refusal.code !== 'key-reused' && key) || view.key,
    // The form was opened when it was first handed out.
    opened: opened ?? view.opened,
  };
  return respondRefused(c, refusal, pageHtml(again));
}

/**
 * The private page of the comment: it says what became of it, and is how its author finds it again. What was erased since the form was
 * first sent has none.
 */
const whereSent = (site: string, thread: string, { comment: { own } }: Submitted): string =>
  own ? `${own.link}?sent` : `/pages/${site}?thread=${encodeURIComponent(thread)}`;

/** The page as it is now, with an empty form. */
export async function viewOf(
  c: Context<AppEnv>,
  platform: Platform,
  asked: ThreadQuery,
  reply: string | undefined,
): Promise<PageView> {
  const { secret } = platform.config;
  const { site } = c.var.entry;
  const { transparency, notify } = await c.var.site.settings();
  const query = reply === undefined ? asked : { thread: asked.thread, sort: asked.sort, around: reply };
  const found = await readPlace(c.var.site, query);
  const { page } = found;
  const texts = locales[voiceOf(page.thread)].page;
  const answers = page.comments.find(({ id, status }) => id === reply && status === 'published');
  const isGone = found.gone || (reply !== undefined && answers === undefined);
  return {
    site,
    origin: findOwnOrigin(c, platform) ?? '',
    transparency,
    notify: notify && platform.mail !== undefined,
    texts,
    addresses: addressesOf(site, query),
    ...found,
    answers,
    gone: isGone ? (reply === undefined ? texts.gone : texts.goneToAnswer) : undefined,
    entered: {},
    refused: undefined,
    sent: undefined,
    voted: undefined,
    key: crypto.randomUUID(),
    opened: stamp(secret, site),
    trap: trapName(secret, site),
  };
}

/** The part of a thread that is asked for; where the comment is gone that it is about, its first page. */
async function readPlace(site: Remote<Site>, query: ThreadQuery) {
  try {
    const page = await site.page(query);
    const root = query.root === undefined ? undefined : await site.comment(query.thread, query.root);
    return { query, page, root, gone: false };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unknown-comment') throw error;
    const first = { thread: query.thread, sort: query.sort };
    return { query: first, page: await site.page(first), root: undefined, gone: true };
  }
}
