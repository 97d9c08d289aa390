import type { MiddlewareHandler } from 'hono';
import type { Door, Placed } from '../contract/operations/operation';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { limitBody, limitBodyTo, wholeBody, wholeBodyTo } from '../http/parse';
import { limit } from './limit';
import { isOperator } from './operator';
import { origin, readableRefusal } from './origin';
import { fromHere, sameOrigin } from './same-origin';
import { ownsSite, signedInToTheEnd, wholeSite, worksHere } from './session';
import { site } from './site';

type Middleware = MiddlewareHandler<AppEnv>;

/**
 * What stands before an operation, in the order in which it refuses. `who` may call, from where; for a reader it also
 * answers a browser that asks before it sends. `howMuch`: how often, and what is read of a body.
 */
export function doorOf(platform: Platform, { path, operation }: Placed): { who: Middleware[]; howMuch: Middleware[] } {
  const { door, limit: kind, body, mostBytes, answers } = operation;
  // A WebSocket is no subject to CORS: who asks from another site is refused here.
  const fromDesk = 101 in answers ? fromHere(platform) : sameOrigin(platform);
  const atDesk = [site(platform), fromDesk, worksHere(platform)];
  const doors: Record<Door, Middleware[]> = {
    reader: [readableRefusal, site(platform), origin(platform)],
    guest: [fromDesk],
    session: [fromDesk],
    desk: atDesk,
    whole: [...atDesk, wholeSite],
    owner: [...atDesk, ownsSite],
    operator: [isOperator(platform), ...(path.includes('{site}') ? [site(platform)] : [])],
  };
  return {
    who: doors[door],
    howMuch: [...(kind ? [limit(platform, kind)] : []), ...(body ? [readsBody(platform, door, mostBytes)] : [])],
  };
}

/** Whoever is signed in can be signed out while they send something: that is looked at when it is all there. */
function readsBody(platform: Platform, door: Door, mostBytes: number | undefined): Middleware {
  const limited = mostBytes === undefined ? limitBody : limitBodyTo(mostBytes);
  const whole = mostBytes === undefined ? wholeBody : wholeBodyTo(limited);
  if (door === 'session') return whole;
  return door === 'desk' || door === 'whole' || door === 'owner' ? signedInToTheEnd(platform, whole) : limited;
}
