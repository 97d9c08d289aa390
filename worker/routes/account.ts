import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { type LinkHolder, NewSession, type Session, type SignedOut } from '../contract/desk';
import { Id } from '../contract/fields';
import { NewPasskey, PasskeySignIn, type Profile } from '../contract/people';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { jsonBody, limitBody, part, wholeBody } from '../http/parse';
import { done, json } from '../http/respond';
import { limit } from '../middleware/limit';
import { endSession, openSession, sameOrigin, sessionCookie } from '../middleware/session';
import { openNamed } from '../middleware/site';
import { Passkeys } from '../proof/passkey';
import type { Person } from '../site/base/person';

/** Signing in and out: a one-time link or a passkey becomes a session, and its cookie says so. */
export function sessionRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  const known = async (id: string) => Id.safeParse(id).success && (await platform.directory().hasAccount(id));
  routes.use(sameOrigin(platform));

  /** The link in a request's body, of an account that there is. @throws Refusal `link-used`. */
  async function readLink(c: Context) {
    const { link } = await jsonBody(c, NewSession);
    const [id = '', secret = ''] = link.split('.');
    if (!(await known(id))) throw new Refusal('link-used');
    return { id, secret };
  }

  routes.post('/', limit(platform, 'session'), limitBody, async (c) => {
    const { id, secret } = await readLink(c);
    return enter(c, platform, id, await platform.account(id).openSession(secret));
  });

  routes.post('/link', limit(platform, 'session'), limitBody, async (c) => {
    const { id, secret } = await readLink(c);
    const { name, sites } = await platform.account(id).holder(secret);
    const holder: LinkHolder = {
      account: id,
      name,
      sites: (await worksAt(platform, id, sites)).map(({ site }) => site),
    };
    return json(c, holder);
  });

  routes.get('/', async (c) => {
    const { id, name, passkeys, sites } = await openSession(c, platform);
    return json(c, await describeSession(platform, id, { name, passkeys, sites }));
  });

  // Whoever wants to be signed out in this browser is, whatever else is answered.
  const leave = createMiddleware<AppEnv>(async (c, next) => {
    c.set('renewal', sessionCookie(c, platform, ''));
    await next();
  });
  routes.delete('/', leave, limit(platform, 'session'), async (c) => {
    const cookie = { 'Set-Cookie': sessionCookie(c, platform, '') };
    const here = await openSession(c, platform).catch((error: unknown) => {
      if (error instanceof Refusal && error.code !== 'not-signed-in') return undefined;
      throw error;
    });
    const written = here !== undefined && (await endSession(platform, here.id, here.session));
    const answer: SignedOut = { written };
    return written ? done(c, 204, cookie) : json(c, answer, 202, cookie);
  });

  routes.post('/passkey/options', limit(platform, 'session'), async (c) =>
    json(c, await new Passkeys(c, platform).signInOptions()),
  );

  routes.post('/passkey', limit(platform, 'session'), limitBody, async (c) => {
    const { response } = await jsonBody(c, PasskeySignIn);
    const { userHandle } = response.response;
    const id = typeof userHandle === 'string' ? Buffer.from(userHandle, 'base64url').toString() : '';
    const account = (await known(id)) ? platform.account(id) : undefined;
    const passkey = await account?.passkey(response.id);
    if (!account || !passkey) throw new Refusal('passkey-refused');
    const { counter, challenge } = await new Passkeys(c, platform).checkSignIn(response, passkey);
    return enter(c, platform, id, await account.openSessionWithPasskey(passkey.credential, counter, challenge));
  });

  return routes;
}

/** One's own login: passkeys and sessions. */
export function accountRoutes(platform: Platform) {
  const routes = new Hono<AppEnv>();
  routes.use(sameOrigin(platform));

  routes.get('/', async (c) => {
    const { id, account, secret } = await openSession(c, platform);
    const profile: Profile = { account: id, ...(await account.profile(secret)) };
    return json(c, profile);
  });

  routes.delete('/sessions/:id', limit(platform, 'session'), async (c) => {
    const { id } = await openSession(c, platform);
    const name = c.req.param('id');
    if (!/^[\w-]{22}$/.test(name)) throw new Refusal('not-found');
    if (!(await endSession(platform, id, name))) throw new Refusal('no-room', { retryAfter: 30 });
    return done(c, 204);
  });

  routes.post('/passkeys/options', limit(platform, 'session'), async (c) => {
    const { id, name, account } = await openSession(c, platform);
    return json(c, await new Passkeys(c, platform).registrationOptions(id, name, await account.knownPasskeys()));
  });

  routes.post('/passkeys', limit(platform, 'session'), wholeBody, async (c) => {
    const { id, account } = await openSession(c, platform);
    const { name, response } = await jsonBody(c, NewPasskey);
    const { passkey, challenge } = await new Passkeys(c, platform).checkRegistration(id, response);
    return json(c, await account.addPasskey(name, passkey, challenge), 201);
  });

  routes.delete('/passkeys/:id', limit(platform, 'session'), async (c) => {
    const { account } = await openSession(c, platform);
    await account.removePasskey(part(Id, c.req.param('id')));
    return done(c, 204);
  });

  return routes;
}

/** Answers with the session and its cookie. A session that this browser had until now has nobody left: it ends. */
async function enter(c: Context, platform: Platform, id: string, secret: string): Promise<Response> {
  const signedIn = await platform.account(id).session(secret);
  if (!signedIn) throw new Refusal('not-signed-in');
  const session = await describeSession(platform, id, signedIn);
  const before = await openSession(c, platform).catch(() => undefined);
  if (before) await endSession(platform, before.id, before.session);
  return json(c, session, 201, { 'Set-Cookie': sessionCookie(c, platform, `${id}.${secret}`) });
}

/** Who is signed in, and where they work: the account knows where they were let in, each site whether they still are. */
async function describeSession(
  platform: Platform,
  id: string,
  { name, passkeys, sites }: { name: string; passkeys: number; sites: { site: string }[] },
): Promise<Session> {
  const places = await worksAt(
    platform,
    id,
    sites.map(({ site }) => site),
  );
  return {
    account: id,
    name,
    passkeys,
    sites: places.map(({ site, person: { role, scope } }) => ({ site, role, scope })),
  };
}

/** Of the sites where an account was let in those where it still works, and as whom. */
async function worksAt(platform: Platform, id: string, sites: string[]): Promise<{ site: string; person: Person }[]> {
  const people = await Promise.all(
    sites.map(async (site) => ({ site, person: await (await openNamed(platform, site)).person(id) })),
  );
  return people.flatMap(({ site, person }) => (person ? [{ site, person }] : []));
}
