import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Account, SignedIn } from '../account/account';
import { Id } from '../contract/fields';
import { ifPossible, Refusal } from '../errors';
import type { Platform, Remote } from '../host/platform';
import type { AppEnv } from '../http/env';
import { wholeBody } from '../http/parse';
import { worksOnAll } from '../site/base/scope';
import { sentSession, sessionCookie } from './session-cookie';
import { findEntry } from './site';

/** A session, taken apart from its cookie and confirmed. */
export interface OpenSession extends SignedIn {
  id: string;
  secret: string;
  account: Remote<Account>;
}

/** The session of a request; where its end was put off, the answer tells the browser. @throws Refusal `not-signed-in`. */
export async function openSession(c: Context, platform: Platform): Promise<OpenSession> {
  const [id, secret] = sentSession(c, platform);
  const known = Id.safeParse(id).success && (await platform.directory().hasAccount(id));
  const account = known ? platform.account(id) : undefined;
  const signedIn = await account?.session(secret);
  if (!account || !signedIn) throw new Refusal('not-signed-in');
  // Where that cannot be written down, whoever is signed in still is, and reads.
  const renewed = signedIn.due && (await ifPossible(account.renew(secret).then(() => true)));
  if (renewed) c.set('renewal', sessionCookie(c, platform, `${id}.${secret}`));
  return { id, secret, account, ...signedIn };
}

/**
 * Ends a session, and the live connections that were opened with it; false: that could not be written down. Then it is
 * refused all the same, as long as the server runs.
 */
export async function endSession(platform: Platform, id: string, session: string): Promise<boolean> {
  const account = platform.account(id);
  const written = await ifPossible(account.endSession(session).then(() => true));
  for (const name of (await ifPossible(account.sites())) ?? []) {
    const entry = await ifPossible(findEntry(platform, name));
    if (entry) await platform.hangUp(entry.site, entry.jurisdiction, id, session);
  }
  return written ?? false;
}

/**
 * Lets in whoever is signed in and works on the site in the path; leaves them as `c.var.person`.
 * @throws Refusal `not-signed-in`, `not-allowed`.
 */
export function worksHere(platform: Platform) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { id, session } = await openSession(c, platform);
    const person = await c.var.site.person(id);
    if (!person) throw new Refusal('not-allowed');
    c.set('person', person);
    c.set('session', session);
    await next();
  });
}

/**
 * After `worksHere`, where something is sent along: that can take a minute, and whoever was signed out meanwhile does nothing
 * any more. What a person may do on the site it asks itself, when it does it. @throws Refusal `not-signed-in`, `too-large`.
 */
export function signedInToTheEnd(platform: Platform, whole = wholeBody) {
  return createMiddleware<AppEnv>((c, next) =>
    whole(c, async () => {
      await openSession(c, platform);
      await next();
    }),
  );
}

/** After `worksHere`: lets in the owner alone. @throws Refusal `not-allowed`. */
export const ownsSite = createMiddleware<AppEnv>(async (c, next) => {
  if (c.var.person.role !== 'owner') throw new Refusal('not-allowed', { detail: 'This is the owner’s.' });
  await next();
});

/** After `worksHere`: lets in whoever works on the whole site. @throws Refusal `not-allowed`. */
export const wholeSite = createMiddleware<AppEnv>(async (c, next) => {
  if (!worksOnAll(c.var.person)) throw new Refusal('not-allowed', { detail: 'This is about the whole site.' });
  await next();
});
