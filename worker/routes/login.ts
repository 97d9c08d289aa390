import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Session, SignedOut } from '../contract/desk';
import { Id } from '../contract/fields';
import { login } from '../contract/operations/login';
import { Refusal } from '../errors';
import type { Platform } from '../host/platform';
import type { AppEnv } from '../http/env';
import { ownOrigin } from '../http/own-origin';
import { done, json } from '../http/respond';
import { limit } from '../middleware/limit';
import { sameOrigin } from '../middleware/same-origin';
import { endSession, openSession } from '../middleware/session';
import { sessionCookie } from '../middleware/session-cookie';
import { openNamed } from '../middleware/site';
import { confirmSays, testSays } from '../notify/mail/letters';
import { testSays as testNoticeSays } from '../notify/push/notices';
import { Passkeys } from '../proof/passkey';
import type { Person } from '../site/base/person';
import { Answered, OwnDoor, register } from './registration';

/** Signing in and out: a one-time link or a passkey becomes a session, and its cookie says so. And one's own login. */
export function loginRoutes(platform: Platform) {
  const known = async (id: string) => Id.safeParse(id).success && (await platform.directory().hasAccount(id));

  /** The parts of a link, of an account that there is. @throws Refusal `link-used`. */
  async function readLink(link: string) {
    const [id = '', secret = ''] = link.split('.');
    if (!(await known(id))) throw new Refusal('link-used');
    return { id, secret };
  }

  return register(platform, login, {
    'POST /session': async ({ c, body }) => {
      const { id, secret } = await readLink(body.link);
      return enter(c, platform, id, await platform.account(id).openSession(secret));
    },

    'POST /session/link': async ({ body }) => {
      const { id, secret } = await readLink(body.link);
      const { name, sites } = await platform.account(id).holder(secret);
      return { account: id, name, sites: (await worksAt(platform, id, sites)).map(({ site }) => site) };
    },

    'GET /session': ({ session }) => describeSession(platform, session.id, session),

    'DELETE /session': new OwnDoor(
      sameOrigin(platform),
      leaving(platform),
      limit(platform, 'session'),
      leave(platform),
    ),

    'POST /session/passkey/options': async ({ c }) => ({ ...(await new Passkeys(c, platform).signInOptions()) }),

    'POST /session/passkey': async ({ c, body: { response } }) => {
      const { userHandle } = response.response;
      const id = typeof userHandle === 'string' ? Buffer.from(userHandle, 'base64url').toString() : '';
      const account = (await known(id)) ? platform.account(id) : undefined;
      const passkey = await account?.passkey(response.id);
      if (!account || !passkey) throw new Refusal('passkey-refused');
      const { counter, challenge } = await new Passkeys(c, platform).checkSignIn(response, passkey);
      return enter(c, platform, id, await account.openSessionWithPasskey(passkey.credential, counter, challenge));
    },

    'GET /account': async ({ session: { id, account, secret } }) => ({
      account: id,
      sendsMail: platform.mail !== undefined,
      pushKey: platform.pushes.key,
      ...(await account.profile(secret)),
    }),

    'PUT /account/mail': async ({ c, session: { id, account }, body: { address, language } }) => {
      const { mail } = platform;
      if (!mail) throw new Refusal('no-mail');
      const server = ownOrigin(c, platform);
      const secret = await account.askForMail({ address, language, server });
      const { host } = new URL(server);
      const sent = await mail.channel.send({
        id: `confirm.${crypto.randomUUID()}`,
        to: address,
        voice: language,
        from: { site: host },
        whose: { account: id },
        say: confirmSays(host, `${server}/mail/${id}.${secret}`),
      });
      if (sent.kind !== 'sent')
        throw new Refusal(sent.kind === 'never' ? 'mail-not-taken' : 'mail-not-sent', { detail: sent.said });
      return { address, confirmed: null };
    },

    'POST /account/mail/test': async ({ c, session: { account } }) => {
      const { mail } = platform;
      if (!mail) throw new Refusal('no-mail');
      const mailbox = await account.mailbox();
      if (!mailbox) throw new Refusal('mail-not-taken', { detail: 'No address is confirmed.' });
      const sent = await mail.channel.send({
        id: `test.${crypto.randomUUID()}`,
        to: mailbox.address,
        voice: mailbox.language,
        from: { site: new URL(ownOrigin(c, platform)).host },
        say: testSays(mail.way),
      });
      return { taken: sent.kind === 'sent', way: mail.way, said: sent.said };
    },

    'DELETE /account/mail': ({ session }) => session.account.forgetMail(),

    'PUT /account/devices': async ({ c, session: { secret, account }, body }) => {
      if (!platform.pushes.serves(body.endpoint)) throw new Refusal('unknown-push-service');
      return account.keepDevice(secret, body, ownOrigin(c, platform));
    },

    'DELETE /account/devices/{id}': ({ session, id }) => session.account.removeDevice(id),

    'POST /account/devices/{id}/test': async ({ c, session: { account }, id }) => {
      const device = await account.device(id);
      if (!device) throw new Refusal('unknown-device');
      const sent = await platform.pushes.send(device, 'test', testNoticeSays(new URL(ownOrigin(c, platform)).host));
      if (sent.kind === 'never' && sent.gone) await account.removeDevice(id);
      if (sent.kind !== 'sent') throw new Refusal('notification-not-sent', { detail: sent.said });
      await account.noteDelivered(id);
      return { said: sent.said };
    },

    'PUT /account/notifications': async ({ session, body }) => {
      await session.account.setMailToo(body.mailToo);
      return body;
    },

    'DELETE /account/sessions/{name}': async ({ session, name }) => {
      if (!(await endSession(platform, session.id, name))) throw new Refusal('no-room', { retryAfter: 30 });
    },

    'POST /account/passkeys/options': async ({ c, session: { id, name, account } }) => ({
      ...(await new Passkeys(c, platform).registrationOptions(id, name, await account.knownPasskeys())),
    }),

    'POST /account/passkeys': async ({ c, session: { id, account }, body: { name, response } }) => {
      const { passkey, challenge } = await new Passkeys(c, platform).checkRegistration(id, response);
      return account.addPasskey(name, passkey, challenge);
    },

    'DELETE /account/passkeys/{id}': ({ session, id }) => session.account.removePasskey(id),
  });
}

/** Whoever wants to be signed out in this browser is, whatever else is answered. */
const leaving = (platform: Platform) =>
  createMiddleware<AppEnv>(async (c, next) => {
    c.set('renewal', sessionCookie(c, platform, ''));
    await next();
  });

/** Ends the session of this browser, also one that cannot be read now. @throws Refusal `not-signed-in`. */
const leave = (platform: Platform) => async (c: Context<AppEnv>) => {
  const cookie = { 'Set-Cookie': sessionCookie(c, platform, '') };
  const here = await openSession(c, platform).catch((error: unknown) => {
    if (error instanceof Refusal && error.code !== 'not-signed-in') return undefined;
    throw error;
  });
  const written = here !== undefined && (await endSession(platform, here.id, here.session));
  const answer: SignedOut = { written };
  return written ? done(c, 204, cookie) : json(c, answer, 202, cookie);
};

/** Signs somebody in, with the cookie that says so. A session that this browser had until now has nobody left: it ends. */
async function enter(c: Context, platform: Platform, id: string, secret: string) {
  const signedIn = await platform.account(id).session(secret);
  if (!signedIn) throw new Refusal('not-signed-in');
  const session = await describeSession(platform, id, signedIn);
  const before = await openSession(c, platform).catch(() => undefined);
  if (before) await endSession(platform, before.id, before.session);
  return new Answered(201, session, { 'Set-Cookie': sessionCookie(c, platform, `${id}.${secret}`) });
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
