import { Hono } from 'hono';
import { DecisionsQuery, NewDecision, QueueQuery, SettingsChange } from '../contract/desk';
import { Id } from '../contract/fields';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { jsonBody, limitBody, part, query } from '../middleware/parse';
import { json } from '../middleware/respond';
import { ownsSite, sameOrigin, worksHere } from '../middleware/session';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';

/** What the desk calls: for whoever is signed in and works on the site. */
export function deskRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const here = [site(platform), sameOrigin(platform), worksHere(platform)] as const;

  routes.get('/queue', ...here, async (c) => json(c, await c.var.site.queue(query(c, QueueQuery))));

  routes.get('/decisions', ...here, async (c) => json(c, await c.var.site.decisions(query(c, DecisionsQuery))));

  routes.post('/decisions', ...here, limit(platform, 'decision'), limitBody, async (c) => {
    const decision = await c.var.site.decide(c.var.person, await jsonBody(c, NewDecision));
    return json(c, { decision }, 201);
  });

  routes.post('/decisions/:id/undo', ...here, limit(platform, 'decision'), async (c) =>
    json(c, { decision: await c.var.site.undo(c.var.person, part(Id, c.req.param('id'))) }),
  );

  routes.get('/settings', ...here, async (c) => json(c, await c.var.site.settings()));

  routes.patch('/settings', ...here, ownsSite, limit(platform, 'decision'), limitBody, async (c) =>
    json(c, await c.var.site.changeSettings(await jsonBody(c, SettingsChange))),
  );

  return routes;
}
