import { type Context, Hono } from 'hono';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { fromHere, openSession, worksHere } from '../middleware/session';
import { site } from '../middleware/site';

/** What happens on a site, as it happens, for whoever is at its desk: a WebSocket of `LiveEvent`s. */
export function liveRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();

  // A WebSocket is no subject to CORS: who asks from another site is refused here.
  routes.get('/live', site(platform), fromHere(platform), worksHere(platform), async (c) => {
    if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') throw new Refusal('upgrade-needed');
    const { entry, person, session } = c.var;
    const connected = await platform.live(c, entry.site, entry.jurisdiction, person.account, session);
    platform.later(c, closeIfOut(c));
    return connected;
  });

  /** Whoever was signed out or taken away while they were let in was no connection yet that could be closed. */
  async function closeIfOut(c: Context<AppEnv>): Promise<void> {
    const { site, entry, person, session } = c.var;
    const there = await openSession(c, platform).then(
      () => site.person(person.account),
      () => undefined,
    );
    if (!there) await platform.hangUp(entry.site, entry.jurisdiction, person.account, session);
  }

  return routes;
}
