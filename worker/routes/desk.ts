import { type Context, Hono } from 'hono';
import {
  type Decided,
  DecisionsQuery,
  NewDecision,
  QueueQuery,
  SettingsChange,
  ThreadChange,
  Thresholds,
  type Undone,
} from '../contract/desk';
import { NamedWork } from '../contract/due';
import { Id } from '../contract/fields';
import { NewAnswer, NewConsult } from '../contract/people';
import { NewBan, NewRule, RuleChange, RuleTrial } from '../contract/rules';
import { OutboxQuery } from '../contract/statement';
import { ifPossible } from '../errors';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { jsonBody, part, query } from '../http/parse';
import { done, json } from '../http/respond';
import { limit } from '../middleware/limit';
import { ownsSite, sameOrigin, signedInToTheEnd, wholeSite, worksHere } from '../middleware/session';
import { site } from '../middleware/site';
import type { Site } from '../site/site';

/** What the desk calls: for whoever is signed in and works on the site. */
export function deskRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const here = [site(platform), sameOrigin(platform), worksHere(platform)] as const;
  const stillSignedIn = signedInToTheEnd(platform);

  routes.get('/queue', ...here, async (c) => {
    const asked = query(c, QueueQuery);
    // What cannot be taken in now, the answer counts as not searched.
    if (asked.q !== undefined) await ifPossible(c.var.site.indexWords());
    return json(c, await c.var.site.queue(c.var.person, asked));
  });

  routes.get('/decisions', ...here, async (c) =>
    json(c, await c.var.site.decisions(c.var.person, query(c, DecisionsQuery))),
  );

  routes.post('/decisions', ...here, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const decision = await jsonBody(c, NewDecision);
    if (decision.matching?.q !== undefined) await ifPossible(c.var.site.indexWords());
    return json(c, await carryOut(c, platform, await c.var.site.decide(c.var.person, decision)), 201);
  });

  routes.post('/decisions/:id/undo', ...here, limit(platform, 'decision'), async (c) =>
    json(c, await carryOut(c, platform, await c.var.site.undo(c.var.person, part(Id, c.req.param('id'))))),
  );

  routes.get('/settings', ...here, async (c) => json(c, await c.var.site.settings()));

  routes.patch('/settings', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const change = await jsonBody(c, SettingsChange);
    const { site, person } = c.var;
    const settings = await site.changeSettings(person, change);
    if (change.services !== undefined) platform.later(c, forgetUnneeded(site, platform));
    return json(c, settings);
  });

  routes.post('/settings/trial', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) =>
    json(c, await c.var.site.tryThresholds(await jsonBody(c, Thresholds))),
  );

  routes.get('/services', ...here, (c) => json(c, { offered: platform.services.map(({ name }) => name) }));

  routes.post('/comments/:id/consults', ...here, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const id = part(Id, c.req.param('id'));
    return json(c, await c.var.site.consult(c.var.person, id, await jsonBody(c, NewConsult)), 201);
  });

  routes.post('/consults/:id/answer', ...here, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const id = part(Id, c.req.param('id'));
    const { note } = await jsonBody(c, NewAnswer);
    return json(c, await c.var.site.answerConsult(c.var.person, id, note));
  });

  routes.patch('/thread', ...here, limit(platform, 'decision'), stillSignedIn, async (c) =>
    json(c, await c.var.site.changeThread(c.var.person, await jsonBody(c, ThreadChange))),
  );

  routes.get('/rules', ...here, async (c) => json(c, { rules: await c.var.site.rules() }));

  routes.post('/rules', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) =>
    json(c, await c.var.site.addRule(c.var.person, await jsonBody(c, NewRule)), 201),
  );

  routes.post('/rules/trial', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) =>
    json(c, await c.var.site.tryRule(await jsonBody(c, RuleTrial))),
  );

  routes.patch('/rules/:id', ...here, ownsSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const id = part(Id, c.req.param('id'));
    return json(c, await c.var.site.changeRule(c.var.person, id, await jsonBody(c, RuleChange)));
  });

  routes.delete('/rules/:id', ...here, ownsSite, limit(platform, 'decision'), async (c) => {
    await c.var.site.removeRule(c.var.person, part(Id, c.req.param('id')));
    return done(c, 204);
  });

  routes.get('/bans', ...here, async (c) => json(c, { bans: await c.var.site.bans(c.var.person) }));

  routes.put('/authors/:id/ban', ...here, wholeSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    const id = part(Id, c.req.param('id'));
    return json(c, await c.var.site.ban(c.var.person, id, await jsonBody(c, NewBan)));
  });

  routes.delete('/authors/:id/ban', ...here, wholeSite, limit(platform, 'decision'), async (c) => {
    await c.var.site.unban(c.var.person, part(Id, c.req.param('id')));
    return done(c, 204);
  });

  routes.get('/reasons', ...here, async (c) => json(c, await c.var.site.reasons()));

  routes.get('/outbox', ...here, async (c) => json(c, await c.var.site.outbox(c.var.person, query(c, OutboxQuery))));

  routes.get('/due', ...here, wholeSite, async (c) => json(c, await c.var.site.givenUp()));

  routes.post('/due', ...here, wholeSite, limit(platform, 'decision'), stillSignedIn, async (c) => {
    await c.var.site.retryWork(c.var.person, await jsonBody(c, NamedWork));
    return done(c, 204);
  });

  return routes;
}

/**
 * Carries out what remains of a decision, or of its undo, step by step; others are answered in between. It goes on when whoever
 * asked for it has left. Where it cannot go on now, the answer says how far it has come; the rest is due.
 */
function carryOut(c: Context<AppEnv>, platform: Platform, begun: Decided | Undone): Promise<Decided | Undone> {
  const { site, person } = c.var;
  const work = async () => {
    let { decision, left } = begun;
    while (decision.remaining > 0) {
      const step = await ifPossible(site.carryOn(person, decision.id));
      if (!step) break;
      decision = step.decision;
      left += step.left;
    }
    return { decision, left };
  };
  if (begun.decision.remaining === 0) return Promise.resolve(begun);
  const done = work();
  platform.later(
    c,
    done.then(() => {}),
  );
  return done;
}

/** Of very many senders whom no service needs any more the first were forgotten at once; the others are, in steps. */
async function forgetUnneeded(site: Remote<Site>, { services }: Platform): Promise<void> {
  const offered = services.map(({ name }) => name);
  while ((await site.purge(offered)).more);
}
