import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createApp } from '../../../worker/app';
import { readConfig } from '../../../worker/config';
import { Decisions } from '../../../worker/contract/desk';
import { Invited, type NewPerson, People } from '../../../worker/contract/people';
import { Assets } from '../../../worker/host/node/assets';
import { Operator, sendInside } from '../../../worker/host/node/operator';
import { NodePlatform } from '../../../worker/host/node/platform';
import type { Platform } from '../../../worker/host/platform';
import { newFolder } from './server';

/** Inviting somebody, broken off before any of its steps or before its answer. */
const site = 'a.example';
const secret = 's'.repeat(32);
const open = (folder: string) =>
  new NodePlatform(folder, readConfig({ PLAUSCH_SECRET: secret, PLAUSCH_LIMITS: 'off' }), Assets.none);

/** A browser with a session. */
class Browser {
  cookie = '';

  ask(platform: Platform, method: string, path: string, body?: unknown, key?: string) {
    const headers = { Cookie: this.cookie, 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) };
    const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) };
    return createApp(platform).fetch(new Request(`http://localhost:8787${path}`, init), { incoming: { socket: {} } });
  }

  async signIn(platform: Platform, link: string): Promise<number> {
    const answer = await this.ask(platform, 'POST', '/api/session', { link });
    this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return answer.status;
  }
}

async function atTheDesk() {
  const folder = newFolder();
  const platform = open(folder);
  const operator = new Operator(sendInside(createApp(platform).fetch), secret);
  await operator.addSite({ site, owner: 'Anna' });
  const anna = new Browser();
  await anna.signIn(platform, (await operator.ownerLink(site, '')).split('#link=')[1] ?? '');
  const people = async (now: Platform) =>
    People.parse(await (await anna.ask(now, 'GET', `/api/sites/${site}/people`)).json()).people.map(({ name }) => name);
  const invite = (now: Platform, person: NewPerson, key?: string) =>
    anna.ask(now, 'POST', `/api/sites/${site}/people`, person, key);
  const entries = async (now: Platform) => {
    const answer = await anna.ask(now, 'GET', `/api/sites/${site}/decisions`);
    return Decisions.parse(await answer.json()).decisions.map(({ change }) => change?.of);
  };
  return { folder, platform, people, invite, entries };
}

/** The platform of a process that is killed before its call number `step` to any file after it has found out who asks. */
function dying(platform: NodePlatform, step: number): Platform {
  let calls = 0;
  const reads = ['find', 'hasAccount', 'session', 'person', 'admit'];
  const until = (actor: object) =>
    new Proxy(actor, {
      get: (target, method) =>
        reads.includes(String(method)) || calls++ < step
          ? Reflect.get(target, method)
          : () => Promise.reject(new Error('killed')),
    });
  return Object.assign(Object.create(platform), {
    config: platform.config,
    services: [],
    directory: () => until(platform.directory()),
    site: (name: string) => until(platform.site(name)),
    account: (id: string) => until(platform.account(id)),
  }) as Platform;
}

const ben: NewPerson = { name: 'Ben', role: 'moderator', scope: ['/in/'] };

test('inviting that breaks off at any step lets nobody in, and the same again lets one person in, once', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  for (let step = 0; ; step += 1) {
    const { folder, platform, people, invite, entries } = await atTheDesk();
    const { status } = await invite(dying(platform, step), ben, 'k1');
    platform.close();
    const next = open(folder);
    expect([step, await people(next)]).toEqual([step, status === 201 ? ['Anna', 'Ben'] : ['Anna']]);
    // Of one that came to its end the answer may have been lost: the same again is not somebody else.
    const again = await invite(next, ben, 'k1');
    expect(again.status).toBe(201);
    expect(await people(next)).toEqual(['Anna', 'Ben']);
    expect((await entries(next)).filter((of) => of === 'Ben')).toHaveLength(1);
    expect(readdirSync(join(folder, 'accounts')).filter((name) => name.endsWith('.sqlite'))).toHaveLength(2);
    const { link } = Invited.parse(await again.json());
    expect(await new Browser().signIn(next, link)).toBe(201);
    next.close();
    if (status === 201) break;
    expect(step).toBeLessThan(10);
  }
});

test('the same key for another person is refused; without a key, or with another, two people may have one name', async () => {
  const { platform, people, invite } = await atTheDesk();
  expect((await invite(platform, ben, 'k1')).status).toBe(201);
  const others: NewPerson[] = [
    { ...ben, name: 'Bert' },
    { ...ben, role: 'owner', scope: [] },
    { ...ben, scope: ['/out/'] },
  ];
  for (const other of others) {
    const answer = await invite(platform, other, 'k1');
    expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([422, '/problems/key-reused']);
  }
  for (const key of [undefined, undefined, 'k2']) expect((await invite(platform, ben, key)).status).toBe(201);
  expect((await invite(platform, ben, 'not one word')).status).toBe(400);
  expect(await people(platform)).toEqual(['Anna', 'Ben', 'Ben', 'Ben', 'Ben']);
  platform.close();
});
