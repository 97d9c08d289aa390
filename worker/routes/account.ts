import { type Context, Hono } from 'hono';
import { generateCookie } from 'hono/cookie';
import { sessionLifetime } from '../account/account';
import { NewSession, type Session } from '../contract/desk';
import { Id } from '../contract/fields';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import { limit } from '../middleware/limit';
import { ownOrigin } from '../middleware/own-origin';
import { jsonBody, limitBody } from '../middleware/parse';
import { done, json } from '../middleware/respond';
import { cookieName, openSession, sameOrigin } from '../middleware/session';
import type { AppEnv } from '../middleware/types';

/** Signing in and out: a one-time link becomes a session, and its cookie says so. */
export function accountRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const cookie = (c: Context, value: string, maxAge: number) => {
    const secure = ownOrigin(c, platform.config).startsWith('https:');
    return generateCookie(cookieName(secure), value, { path: '/', httpOnly: true, sameSite: 'Strict', secure, maxAge });
  };
  routes.use(sameOrigin(platform));

  routes.post('/', limit(platform, 'session'), limitBody, async (c) => {
    const { link } = await jsonBody(c, NewSession);
    const [id = '', secret = ''] = link.split('.');
    const known = Id.safeParse(id).success && (await platform.directory().hasAccount(id));
    if (!known) throw new Refusal('link-used');
    const account = platform.account(id);
    const session = await account.openSession(secret);
    const signedIn = await account.session(session);
    const answer: Session = {
      account: id,
      name: signedIn?.name ?? '',
      sites: signedIn?.sites ?? [],
      passkeys: signedIn?.passkeys ?? 0,
    };
    return json(c, answer, 201, { 'Set-Cookie': cookie(c, `${id}.${session}`, sessionLifetime / 1000) });
  });

  routes.get('/', async (c) => {
    const { id, name, sites, passkeys } = await openSession(c, platform);
    return json(c, { account: id, name, sites, passkeys } satisfies Session);
  });

  routes.delete('/', limit(platform, 'session'), async (c) => {
    const { account, secret } = await openSession(c, platform);
    await account.endSession(secret);
    return done(c, 204, { 'Set-Cookie': cookie(c, '', 0) });
  });

  return routes;
}
