import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { base, openLive, send } from '#host';
import { LiveEvent } from '../../../worker/contract/live';
import { Profile } from '../../../worker/contract/people';
import { mostOfOne } from '../../../worker/host/live';
import { invite, openSite, ownerOf, Visitor } from '../visitor';

/** The object of a site on Cloudflare: it sleeps between events, and may be taken out of memory at any time. */
const objectOf = (site: string) => env.SITES.getByName(site);

async function listen(site: string, who: Visitor) {
  const heard: LiveEvent['kind'][] = [];
  const ended: number[] = [];
  await openLive(
    `/api/sites/${site}/live`,
    { Cookie: who.cookie ?? '' },
    (text) => heard.push(LiveEvent.parse(JSON.parse(text)).kind),
    (code) => ended.push(code),
  );
  return { heard, ended };
}

test('who listens hears on when the object was taken out of memory, and still only what is theirs', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: ['/in/'] });
  const [all, part] = [await listen(site, owner), await listen(site, ben)];
  await new Visitor().write(site, { body: 'Vorher' });
  await expect.poll(() => all.heard).toEqual(['waiting']);
  await evictDurableObject(objectOf(site));
  await new Visitor().write(site, { body: 'Nachher' });
  await new Visitor().write(site, { body: 'Bei Ben', thread: '/in/1' });
  await expect.poll(() => all.heard).toEqual(['waiting', 'waiting', 'waiting']);
  await expect.poll(() => part.heard).toEqual(['waiting']);
  expect([all.ended, part.ended]).toEqual([[], []]);
});

test('a session that ends, and a person who is taken away, end what was opened before the object slept', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: [] });
  const [hers, his] = [await listen(site, owner), await listen(site, ben)];
  await evictDurableObject(objectOf(site));
  const { account } = await ben.get(Profile, 'GET', '/api/account');
  await owner.ask('DELETE', `/api/sites/${site}/people/${account}`);
  await expect.poll(() => his.ended).toEqual([4403]);
  await evictDurableObject(objectOf(site));
  await owner.ask('DELETE', '/api/session');
  await expect.poll(() => hers.ended).toEqual([4401]);
});

test('who does not hang up when they are hung up keeps nobody else from hearing', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const ben = await invite(site, owner, { name: 'Ben', role: 'moderator', scope: [] });
  const before = await listen(site, owner);
  const headers = { Cookie: ben.cookie ?? '', Upgrade: 'websocket' };
  const { webSocket } = await send(new Request(`${base}/api/sites/${site}/live`, { headers }));
  webSocket?.accept({ allowHalfOpen: true });
  const ended: number[] = [];
  webSocket?.addEventListener('close', ({ code }) => ended.push(code));
  const after = await listen(site, owner);
  await ben.ask('DELETE', '/api/session');
  await expect.poll(() => ended).toEqual([4401]);
  await new Visitor().write(site, { body: 'Hallo' });
  await expect.poll(() => [before.heard, after.heard]).toEqual([['waiting'], ['waiting']]);
});

test('of one person’s connections the oldest makes room', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const all: Awaited<ReturnType<typeof listen>>[] = [];
  for (let count = 0; count <= mostOfOne; count += 1) all.push(await listen(site, owner));
  await expect.poll(() => all.filter(({ ended }) => ended.length > 0).length).toBe(1);
  expect(all.flatMap(({ ended }) => ended)).toEqual([4429]);
  await new Visitor().write(site, { body: 'Hallo' });
  await expect.poll(() => all.filter(({ heard }) => heard.length > 0).length).toBe(mostOfOne);
});

test('storage that is used up is a 507, nothing is believed that was taken back, and it goes on when there is room', async () => {
  const site = await openSite({ publish: 'nobody' });
  const owner = await ownerOf(site);
  const settings = `/api/sites/${site}/settings`;
  let full = true;
  await runInDurableObject(objectOf(site), (_object, { storage }) => {
    const { sql } = storage;
    const exec = sql.exec.bind(sql);
    sql.exec = ((statement: string, ...values: never[]) => {
      if (full && statement.startsWith('INSERT INTO decision'))
        throw new Error('database or disk is full: SQLITE_FULL');
      return exec(statement, ...values);
    }) as typeof sql.exec;
  });
  const refused = await owner.ask('PATCH', settings, { body: { editMinutes: 7 } });
  expect([refused.status, JSON.parse(refused.text).type]).toEqual([507, '/problems/no-room']);
  expect(refused.headers.get('Retry-After')).toBe('30');
  expect(JSON.parse((await owner.ask('GET', settings)).text).editMinutes).not.toBe(7);
  full = false;
  expect((await owner.ask('PATCH', settings, { body: { editMinutes: 7 } })).status).toBe(200);
  expect(JSON.parse((await owner.ask('GET', settings)).text).editMinutes).toBe(7);
});

test('data of a newer version are refused, and left as they are', async () => {
  const site = await openSite({ publish: 'nobody' });
  await runInDurableObject(objectOf(site), (_object, { storage }) => {
    storage.sql.exec('INSERT INTO migration VALUES (999, 0)');
  });
  await evictDurableObject(objectOf(site));
  const answer = await new Visitor().ask('GET', `/api/sites/${site}/counts?thread=/a`);
  expect([answer.status, JSON.parse(answer.text).type]).toEqual([503, '/problems/newer-data']);
  const migrations = await runInDurableObject(objectOf(site), (_object, { storage }) =>
    storage.sql.exec('SELECT max(number) AS newest FROM migration').one(),
  );
  expect(migrations).toEqual({ newest: 999 });
});
