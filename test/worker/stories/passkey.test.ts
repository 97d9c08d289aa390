import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { secret } from '#host';
import { Session } from '../../../worker/contract/desk';
import { Passkey, PasskeyOptions, Profile } from '../../../worker/contract/people';
import { Authenticator, type Told } from '../authenticator';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

const NewOptions = z.looseObject({ challenge: z.string(), user: z.looseObject({ id: z.string() }) });
const registration = (visitor: Visitor) => visitor.get(NewOptions, 'POST', '/api/account/passkeys/options');
const challenge = () => new Visitor().get(PasskeyOptions, 'POST', '/api/session/passkey/options');

/** Makes a passkey for whoever is signed in. */
async function add(visitor: Visitor, name = 'Handy'): Promise<{ device: Authenticator; passkey: Passkey }> {
  const device = new Authenticator();
  const response = await device.register(await registration(visitor));
  const passkey = await visitor.get(Passkey, 'POST', '/api/account/passkeys', { body: { name, response } }, 201);
  return { device, passkey };
}

async function signIn(device: Authenticator, told?: Told) {
  const visitor = new Visitor();
  const response = await device.signIn(await challenge(), told);
  return { visitor, answer: await visitor.ask('POST', '/api/session/passkey', { body: { response } }), response };
}

test('a passkey opens the desk without a link, and says when it was used', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const { device, passkey } = await add(owner);
  expect(passkey).toMatchObject({ name: 'Handy', used: null });
  const { visitor, answer } = await signIn(device);
  expect(answer.status).toBe(201);
  expect(Session.parse(JSON.parse(answer.text))).toMatchObject({ name: 'Anna', passkeys: 1, sites: [{ site }] });
  visitor.cookie = answer.headers.get('Set-Cookie')?.split(';')[0];
  expect((await visitor.queue(site)).items).toEqual([]);
  const { passkeys } = await visitor.get(Profile, 'GET', '/api/account');
  expect(passkeys).toMatchObject([{ name: 'Handy', used: expect.any(String) }]);
  expect((await signIn(device)).answer.status).toBe(201);
});

test('somebody may have several, and take any of them away', async () => {
  const owner = await ownerOf(await openSite());
  const phone = await add(owner, 'Handy');
  const laptop = await add(owner, 'Rechner');
  expect((await owner.get(Profile, 'GET', '/api/account')).passkeys.map(({ name }) => name)).toEqual([
    'Handy',
    'Rechner',
  ]);
  expect((await owner.ask('DELETE', `/api/account/passkeys/${phone.passkey.id}`)).status).toBe(204);
  expect((await signIn(phone.device)).answer.status).toBe(401);
  expect((await signIn(laptop.device)).answer.status).toBe(201);
});

test('an answer opens the desk once: repeated it is refused', async () => {
  const { device } = await add(await ownerOf(await openSite()));
  const { response, answer } = await signIn(device);
  expect(answer.status).toBe(201);
  const again = await new Visitor().refused('POST', '/api/session/passkey', { body: { response } });
  expect(again.type).toBe('/problems/passkey-refused');
});

test.each([
  ['from another site', { origin: 'https://evil.example' }],
  ['by a copy of the device, which counts from an earlier time', { counter: 1 }],
] as const)('an answer %s is refused', async (_, told) => {
  const { device } = await add(await ownerOf(await openSite()));
  for (const _time of [1, 2]) expect((await signIn(device)).answer.status).toBe(201);
  expect((await signIn(device, told)).answer.status).toBe(401);
});

test('a challenge is good for five minutes', async () => {
  const { device } = await add(await ownerOf(await openSite()));
  const signed = (expires: number) => {
    const start = `${expires}.${'x'.repeat(22)}`;
    const signature = createHmac('sha256', secret).update(`challenge\nsign-in\n${start}`).digest('base64url');
    return { challenge: Buffer.from(`${start}.${signature}`).toString('base64url') };
  };
  const post = async (expires: number) => {
    const response = await device.signIn(signed(expires));
    return (await new Visitor().ask('POST', '/api/session/passkey', { body: { response } })).status;
  };
  expect(await post(Date.now() - 1)).toBe(401);
  expect(await post(Date.now() + 60_000)).toBe(201);
});

test('a passkey is made for whoever asked for it, with a challenge of this server, and once', async () => {
  const site = await openSite();
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const options = await registration(owner);
  const path = '/api/account/passkeys';
  const device = new Authenticator();
  const response = await device.register(options);
  expect((await ben.refused('POST', path, { body: { name: 'X', response } })).type).toBe('/problems/passkey-refused');
  const forged = await new Authenticator().register({ ...options, challenge: 'AAAA' });
  const elsewhere = await new Authenticator().register(options, { origin: 'https://evil.example' });
  for (const wrong of [forged, elsewhere])
    expect((await owner.refused('POST', path, { body: { name: 'X', response: wrong } })).status).toBe(401);
  expect((await owner.ask('POST', path, { body: { name: 'X', response } })).status).toBe(201);
  expect((await owner.refused('POST', path, { body: { name: 'X', response } })).status).toBe(401);
});

test.each([
  {},
  { response: { id: 'x', response: {} } },
  { response: { id: 'x', response: { userHandle: 7, clientDataJSON: '{}' } } },
  { response: { id: 'x', response: { userHandle: 'AAAA', authenticatorData: '', signature: '' } } },
])('what no authenticator says (%j) is refused', async (body) => {
  const problem = await new Visitor().refused('POST', '/api/session/passkey', { body });
  expect([401, 422]).toContain(problem.status);
});
