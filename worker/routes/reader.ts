import { type Context, Hono } from 'hono';
import {
  ChallengeQuery,
  type Counts,
  CountsQuery,
  EditComment,
  NewAppeal,
  NewComment,
  NewPreview,
  NewReport,
  NewVote,
  OwnQuery,
  type Submitted,
  ThreadQuery,
} from '../contract/comment';
import { Id } from '../contract/fields';
import { NewNotice } from '../contract/statement';
import type { Platform } from '../host/platform';
import { acceptedEncoding } from '../http/encoding';
import type { AppEnv } from '../http/env';
import { bearer, idempotencyKey, jsonBody, limitBody, part, query, requestDigest } from '../http/parse';
import type { ReadyAnswers } from '../http/ready-answers';
import { done, json } from '../http/respond';
import { limit, networkOf } from '../middleware/limit';
import { origin, readableRefusal } from '../middleware/origin';
import { site } from '../middleware/site';
import { checkProof, newChallenge } from '../proof/challenge';
import { trapName } from '../proof/trap';
import { toHtml } from '../text/markdown';
import { askAfterwards, askOutside, askOutsideAgain, turnstileFor } from './ask-services';

const pageHeaders = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' };

/** What readers' browsers call, from the site's own pages. No cookie: an author's token goes in a header. */
export function readerRoutes(platform: Platform, ready: ReadyAnswers) {
  const routes = new Hono<AppEnv>();
  for (const path of ['/comments/*', '/own', '/counts', '/challenge', '/preview'])
    routes.use(path, readableRefusal, site(platform), origin(platform));

  routes.get('/comments', async (c) => {
    const revision = platform.revision(c.var.entry.site);
    const asked = query(c, ThreadQuery);
    const encoding = acceptedEncoding(c.req.raw);
    const page = await c.var.site.thread(asked, encoding);
    return ready.answer(c, page, { site: c.var.entry.site, revision, own: pageHeaders });
  });

  routes.get('/own', async (c) => json(c, await c.var.site.own(query(c, OwnQuery), bearer(c))));

  routes.post('/comments', limit(platform, 'comment'), limitBody, async (c) => {
    const key = idempotencyKey(c);
    const { form, ...comment } = await jsonBody(c, NewComment);
    const place = { site: c.var.entry.site, thread: comment.thread.key };
    const nonce = form?.proof === undefined ? undefined : await checkProof(platform.config.secret, form.proof, place);
    const proven = { token: bearer(c), key, request: key ? requestDigest(comment) : '', nonce };
    const outside = await askOutside(c, platform, { ...comment, turnstile: form?.turnstile }, proven);
    const submitted = await c.var.site.submit(
      { ...comment, html: toHtml(comment.body) },
      {
        ...proven,
        network: networkOf(c, platform),
        form: form && { writing: form.writing ?? null, inputs: form.inputs ?? null, pasted: form.pasted ?? null },
        trap: form?.trap ?? '',
        proof: nonce ? 'solved' : 'missing',
        outside,
      },
    );
    await askAfterwards(c, platform, outside, submitted);
    return answerSubmitted(c, submitted);
  });

  routes.patch('/comments/:id', limit(platform, 'change'), limitBody, async (c) => {
    const id = part(Id, c.req.param('id'));
    const { body } = await jsonBody(c, EditComment);
    const token = bearer(c);
    const outside = await askOutsideAgain(c, platform, id, token, body);
    const draft = { body, html: toHtml(body) };
    const submitted = await c.var.site.edit(id, draft, token, { network: networkOf(c, platform), outside });
    await askAfterwards(c, platform, outside, submitted);
    return answerSubmitted(c, submitted);
  });

  routes.delete('/comments/:id', limit(platform, 'change'), async (c) => {
    await c.var.site.withdraw(part(Id, c.req.param('id')), bearer(c));
    return done(c, 204);
  });

  routes.put('/comments/:id/vote', limit(platform, 'vote'), limitBody, async (c) => {
    const id = part(Id, c.req.param('id'));
    const { value } = await jsonBody(c, NewVote);
    return json(c, await c.var.site.vote(id, value, bearer(c), networkOf(c, platform)));
  });

  routes.post('/comments/:id/reports', limit(platform, 'report'), limitBody, async (c) => {
    const id = part(Id, c.req.param('id'));
    await c.var.site.report(id, await jsonBody(c, NewReport), c.var.network);
    return done(c, 202);
  });

  routes.post('/comments/:id/appeal', limit(platform, 'report'), limitBody, async (c) => {
    const id = part(Id, c.req.param('id'));
    const { text } = await jsonBody(c, NewAppeal);
    await c.var.site.appeal(id, text, bearer(c));
    return done(c, 202);
  });

  routes.post('/comments/:id/notices', limit(platform, 'report'), limitBody, async (c) => {
    const id = part(Id, c.req.param('id'));
    return json(c, await c.var.site.notice(id, await jsonBody(c, NewNotice), c.var.network), 202);
  });

  routes.get('/counts', async (c) => {
    const { thread } = query(c, CountsQuery, ['thread']);
    const counts: Counts = { counts: await c.var.site.counts(thread) };
    return json(c, counts, 200, { 'Cache-Control': 'no-cache' });
  });

  routes.get('/challenge', limit(platform, 'challenge'), async (c) => {
    const { thread } = query(c, ChallengeQuery);
    const { site } = c.var.entry;
    const { secret } = platform.config;
    const attempts = await c.var.site.difficulty(networkOf(c, platform), bearer(c));
    const challenge = await newChallenge(secret, { site, thread }, attempts);
    const turnstile = await turnstileFor(c.var.site, platform);
    return json(c, { challenge, trap: trapName(secret, site), turnstile }, 200, { 'Cache-Control': 'no-store' });
  });

  routes.post('/preview', limit(platform, 'preview'), limitBody, async (c) => {
    const { body } = await jsonBody(c, NewPreview);
    return json(c, { html: toHtml(body) });
  });

  return routes;
}

function answerSubmitted(c: Context, submitted: Submitted): Response {
  return json(c, submitted, submitted.status === 'published' ? 201 : 202);
}
