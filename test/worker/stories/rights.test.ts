import { expect, test } from 'vitest';
import { base, send } from '#host';
import { Invited, People } from '../../../worker/contract/people';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** Starts to send something, and waits with its end until something else has happened. Returns the problem that the answer tells, or its status. */
async function sendAround(
  who: Visitor,
  [method, path]: [string, string],
  body: unknown,
  meanwhile: () => Promise<void>,
) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const headers = {
    ...{ 'Content-Type': 'application/json', 'Content-Length': String(bytes.length), Cookie: who.cookie ?? '' },
    ...{ 'X-Forwarded-For': who.address, 'CF-Connecting-IP': who.address },
  };
  const request = new Request(base + path, { method, headers, body: readable, duplex: 'half' } as RequestInit);
  const answer = send(request);
  await writer.write(bytes.slice(0, 1));
  await meanwhile();
  await writer.write(bytes.slice(1));
  await writer.close();
  const response = await answer;
  const { type } = (await response.json()) as { type?: string };
  return type ?? response.status;
}

/** A site with a comment that waits, its owner, and a moderator with an account. */
async function team() {
  const site = await openSite({ publish: 'nobody' });
  const { comment } = await new Visitor().write(site, { body: 'Hallo' });
  const owner = await ownerOf(site);
  const path = `/api/sites/${site}`;
  const letIn = async (role: 'owner' | 'moderator') => {
    const { person, link } = await owner.get(
      Invited,
      'POST',
      `${path}/people`,
      { body: { name: 'Ben', role, scope: [] } },
      201,
    );
    const visitor = new Visitor();
    await visitor.signIn(link);
    return { visitor, account: `${path}/people/${person.account}` };
  };
  const status = async () => (await owner.queue(site, `state=any&comment=${comment.id}`)).items[0]?.comment.status;
  return { site, path, owner, letIn, decision: { comments: [comment.id], action: 'approve' }, status };
}

test('who is removed while their decision is on its way decides nothing', async () => {
  const { path, owner, letIn, decision, status } = await team();
  const { visitor, account } = await letIn('moderator');
  const answer = await sendAround(visitor, ['POST', `${path}/decisions`], decision, async () => {
    expect((await owner.ask('DELETE', account)).status).toBe(204);
  });
  expect(answer).toBe('/problems/not-allowed');
  expect(await status()).toBe('held');
});

test('who works elsewhere by the time their decision is there decides nothing here', async () => {
  const { path, owner, letIn, decision, status } = await team();
  const { visitor, account } = await letIn('moderator');
  const answer = await sendAround(visitor, ['POST', `${path}/decisions`], decision, async () => {
    expect((await owner.ask('PATCH', account, { body: { scope: ['/elsewhere/'] } })).status).toBe(200);
  });
  expect(answer).toBe('/problems/not-allowed');
  expect(await status()).toBe('held');
});

test('who is no owner any more lets nobody in, and changes no settings', async () => {
  const { path, owner, letIn } = await team();
  const { visitor, account } = await letIn('owner');
  const person = { name: 'Carla', role: 'owner' };
  const demote = async () => {
    expect((await owner.ask('PATCH', account, { body: { role: 'moderator' } })).status).toBe(200);
  };
  expect(await sendAround(visitor, ['POST', `${path}/people`], person, demote)).toBe('/problems/not-allowed');
  const { people } = await owner.get(People, 'GET', `${path}/people`);
  expect(people.map(({ name }) => name)).not.toContain('Carla');

  const other = await letIn('owner');
  const remove = async () => void (await owner.ask('DELETE', other.account));
  expect(await sendAround(other.visitor, ['PATCH', `${path}/settings`], { publish: 'everyone' }, remove)).toBe(
    '/problems/not-allowed',
  );
});

test('who is signed out while something is on its way does nothing any more', async () => {
  const { path, letIn, decision, status } = await team();
  const { visitor } = await letIn('moderator');
  const signOut = async () => void (await visitor.ask('DELETE', '/api/session'));
  expect(await sendAround(visitor, ['POST', `${path}/decisions`], decision, signOut)).toBe('/problems/not-signed-in');
  expect(await status()).toBe('held');
});

test('who is signed out meanwhile adds no passkey', async () => {
  const { site, owner } = await team();
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator' });
  const passkey = { name: 'Telefon', response: { id: 'x', response: {} } };
  const signOut = async () => void (await ben.ask('DELETE', '/api/session'));
  expect(await sendAround(ben, ['POST', '/api/account/passkeys'], passkey, signOut)).toBe('/problems/not-signed-in');
});

test('who was only given another name goes on under it', async () => {
  const { path, owner, letIn, decision, status } = await team();
  const { visitor, account } = await letIn('moderator');
  const rename = async () => void (await owner.ask('PATCH', account, { body: { name: 'Benedikt' } }));
  expect(await sendAround(visitor, ['POST', `${path}/decisions`], decision, rename)).toBe(201);
  expect(await status()).toBe('published');
});
