import type { Context } from 'hono';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { openSession } from '../middleware/session';

/**
 * What happens on a site, as it happens, for whoever was let in at its desk: a WebSocket of `LiveEvent`s.
 * @throws Refusal `upgrade-needed`.
 */
export async function connect(c: Context<AppEnv>, platform: Platform): Promise<Response> {
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') throw new Refusal('upgrade-needed');
  const { entry, person, session } = c.var;
  const connected = await platform.live(c, entry.site, entry.jurisdiction, person.account, session);
  platform.later(c, closeIfOut(c, platform));
  return connected;
}

/** Whoever was signed out or taken away while they were let in was no connection yet that could be closed. */
async function closeIfOut(c: Context<AppEnv>, platform: Platform): Promise<void> {
  const { site, entry, person, session } = c.var;
  const there = await openSession(c, platform).then(
    () => site.person(person.account),
    () => undefined,
  );
  if (!there) await platform.hangUp(entry.site, entry.jurisdiction, person.account, session);
}
