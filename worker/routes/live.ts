import { Hono } from 'hono';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { fromHere, worksHere } from '../middleware/session';
import { site } from '../middleware/site';
import type { AppEnv } from '../middleware/types';

/** What happens on a site, as it happens, for whoever is at its desk: a WebSocket of `LiveEvent`s. */
export function liveRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  // A WebSocket is no subject to CORS: who asks from another site is refused here.
  routes.get('/live', site(platform), fromHere(platform), worksHere(platform), async (c) => {
    if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') throw new Refusal('upgrade-needed');
    const { entry, person } = c.var;
    return platform.live(c, entry.site, entry.jurisdiction, person.account);
  });

  return routes;
}
