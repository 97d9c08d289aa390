import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { sessionLifetime } from '../account/account';
import { NewSession, type Session } from '../contract/desk';
import { Id } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { ownOrigin } from '../middleware/own-origin';
import { jsonBody, limitBody } from '../middleware/parse';
import { cookieName, openSession, sameOrigin } from '../middleware/session';
import type { AppEnv } from '../middleware/types';

/** Signing in and out: a one-time link becomes a session, and its cookie says so. */
export function accountRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  routes.use(sameOrigin(platform));

  routes.post('/', limit(platform, 'session'), limitBody, async (c) => {
    const { link } = await jsonBody(c, NewSession);
    const [id = '', secret = ''] = link.split('.');
    const known = Id.safeParse(id).success && (await platform.directory().hasAccount(id));
    if (!known) throw new Refusal('link-used');
    const account = platform.account(id);
    const session = await account.openSession(secret);
    const secure = ownOrigin(c, platform.config).startsWith('https:');
    setCookie(c, cookieName(secure), `${id}.${session}`, {
      path: '/',
      httpOnly: true,
      sameSite: 'Strict',
      secure,
      maxAge: sessionLifetime / 1000,
    });
    const signedIn = await account.session(session);
    return c.json({ name: signedIn?.name ?? '', sites: signedIn?.sites ?? [] } satisfies Session, 201);
  });

  routes.get('/', async (c) => {
    const { name, sites } = await openSession(c, platform);
    c.header('Cache-Control', 'no-store');
    return c.json({ name, sites } satisfies Session);
  });

  routes.delete('/', limit(platform, 'session'), async (c) => {
    const { account, secret } = await openSession(c, platform);
    await account.endSession(secret);
    const secure = ownOrigin(c, platform.config).startsWith('https:');
    deleteCookie(c, cookieName(secure), { path: '/', secure });
    return c.body(null, 204);
  });

  return routes;
}
