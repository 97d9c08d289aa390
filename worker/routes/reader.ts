import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import {
  type Counts,
  CountsQuery,
  EditComment,
  NewAppeal,
  NewComment,
  NewPreview,
  NewReport,
  NewVote,
  type Submitted,
  ThreadQuery,
} from '../contract/comment';
import { Id } from '../contract/fields';
import type { Platform } from '../host/platform';
import { acceptedEncoding } from '../middleware/encoding';
import { limit } from '../middleware/limit';
import { origin } from '../middleware/origin';
import { bearer, idempotencyKey, jsonBody, limitBody, param, query } from '../middleware/parse';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';
import { toHtml } from '../text/markdown';

/** What readers' browsers call, from the site's own pages. No cookie: an author's token goes in a header. */
export function readerRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  for (const path of ['/comments/*', '/counts', '/preview']) routes.use(path, site(platform), origin(platform));

  routes.get('/comments', async (c) => {
    const asked = query(c, ThreadQuery);
    const encoding = acceptedEncoding(c.req.header('Accept-Encoding'));
    const page = await c.var.site.thread(asked, encoding, bearer(c));
    const shared = page.etag !== '';
    c.header('Cache-Control', shared ? 'no-cache' : 'private, no-store');
    if (shared) c.header('ETag', page.etag);
    if (shared && c.req.header('If-None-Match') === page.etag) return c.body(null, 304);
    if (page.encoding !== 'identity') c.header('Content-Encoding', page.encoding);
    c.header('Content-Type', 'application/json');
    // The bytes are compressed already; without this, Cloudflare would compress them again.
    return c.newResponse(page.bytes, {
      status: 200,
      encodeBody: page.encoding === 'identity' ? undefined : 'manual',
    } as ResponseInit as never);
  });

  routes.post('/comments', limit(platform, 'comment'), limitBody, async (c) => {
    const key = idempotencyKey(c);
    const comment = await jsonBody(c, NewComment);
    const submitted = await c.var.site.submit(
      { ...comment, html: toHtml(comment.body) },
      {
        network: c.var.network,
        token: bearer(c),
        key: key && digest(key),
        request: key ? digest(JSON.stringify(comment)) : '',
      },
    );
    return answerSubmitted(c, submitted);
  });

  routes.patch('/comments/:id', limit(platform, 'change'), limitBody, async (c) => {
    const id = param(c, 'id', Id);
    const { body } = await jsonBody(c, EditComment);
    return answerSubmitted(c, await c.var.site.edit(id, { body, html: toHtml(body) }, bearer(c)));
  });

  routes.delete('/comments/:id', limit(platform, 'change'), async (c) => {
    await c.var.site.withdraw(param(c, 'id', Id), bearer(c));
    return c.body(null, 204);
  });

  routes.put('/comments/:id/vote', limit(platform, 'vote'), limitBody, async (c) => {
    const id = param(c, 'id', Id);
    const { value } = await jsonBody(c, NewVote);
    return c.json(await c.var.site.vote(id, value, bearer(c)));
  });

  routes.post('/comments/:id/reports', limit(platform, 'report'), limitBody, async (c) => {
    const id = param(c, 'id', Id);
    await c.var.site.report(id, await jsonBody(c, NewReport), c.var.network);
    return c.body(null, 202);
  });

  routes.post('/comments/:id/appeal', limit(platform, 'report'), limitBody, async (c) => {
    const id = param(c, 'id', Id);
    const { text } = await jsonBody(c, NewAppeal);
    await c.var.site.appeal(id, text, bearer(c));
    return c.body(null, 202);
  });

  routes.get('/counts', async (c) => {
    const { thread } = query(c, CountsQuery, ['thread']);
    c.header('Cache-Control', 'no-cache');
    return c.json({ counts: await c.var.site.counts(thread) } satisfies Counts);
  });

  routes.post('/preview', limit(platform, 'preview'), limitBody, async (c) => {
    const { body } = await jsonBody(c, NewPreview);
    return c.json({ html: toHtml(body) });
  });

  return routes;
}

function answerSubmitted(c: Context, submitted: Submitted): Response {
  c.header('Cache-Control', 'no-store');
  return c.json(submitted, submitted.status === 'published' ? 201 : 202);
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
