import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Decision } from '../../../worker/contract/desk';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { mostAtOnce } from '../../../worker/site/deciding/remaining';
import { putPerson } from '../../../worker/site/running/people';
import { openSite, type Site } from '../../../worker/site/site';
import { newFolder, startServer } from './server';

/** Decisions about many comments: how much one call does, and what happens between two steps. */
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: 'b', name: 'Ben', role: 'moderator', scope: ['/even/'] };

/** Fills a site with so many comments that wait, in two threads in turn. Returns their ids, oldest first. */
function fill(sql: Database, count: number): string[] {
  const written = Date.now() - 60_000;
  const ids = Array.from({ length: count }, (_, number) => ulid(written + number));
  sql.transaction(() => {
    sql.all("INSERT INTO thread (id, key, created) VALUES (1, '/even/', 0), (2, '/odd/', 0)");
    sql.all("INSERT INTO author (id, since) VALUES ('A', 0)");
    for (const [number, id] of ids.entries())
      sql.all(
        `INSERT INTO comment (id, thread, root, author, name, email, body, html, status, waiting, waiting_since, created, touched,
           network, signals)
         VALUES (?, ?, ?, 'A', 'Nora', 'nora@example.de', ?, '<p>Eine Frage</p>', 'held', 'held', ?, ?, ?, '', '[]')`,
        id,
        1 + (number % 2),
        id,
        `Frage ${number}`,
        written + number,
        written + number,
        id,
      );
    sql.all('INSERT INTO waiting_count SELECT thread, waiting, count(*) FROM comment GROUP BY thread, waiting');
  });
  return ids;
}

function siteWith(count: number) {
  const path = `${newFolder()}/site.sqlite`;
  const sql = new Database(path);
  const told: string[][] = [];
  const options = { secret: 's'.repeat(32), tell: ({ comments }: { comments: string[] }) => told.push(comments) };
  const site = openSite('blog.example', sql, options);
  site.create(anna, { publish: 'nobody' });
  putPerson(sql, ben, 0);
  return { sql, site, ids: fill(sql, count), told, options };
}

const statuses = (sql: Database) =>
  Object.fromEntries(
    sql
      .all<{ status: string; count: number }>('SELECT status, count(*) AS count FROM comment GROUP BY status')
      .map(({ status, count }) => [status, count]),
  );

/** Carries out what remains of a decision. Returns how many steps that took, and how many comments stayed as they were. */
function carryOut(site: Site, id: string): { steps: number; left: number } {
  let [steps, left] = [0, 0];
  for (let remaining = 1; remaining > 0; steps += 1) {
    const step = site.carryOn(anna, id);
    left += step.left;
    remaining = step.decision.remaining;
  }
  return { steps, left };
}

test('however many comments a decision is about, each call changes fifty of them, and so does its undo', () => {
  const count = 4 * mostAtOnce + 7;
  const { sql, site, ids, told } = siteWith(count);
  const changed = (work: () => unknown) => {
    const before = sql.all<{ id: string; status: string }>('SELECT id, status FROM comment ORDER BY id');
    work();
    const after = sql.all<{ id: string; status: string }>('SELECT id, status FROM comment ORDER BY id');
    return after.filter(({ status }, at) => status !== before[at]?.status).map(({ id }) => id);
  };
  const { asOf } = site.queue(anna, { state: 'held', limit: 1 });
  let id = '';
  const all: string[][] = [
    changed(() => {
      const { decision } = site.decide(anna, {
        matching: { state: 'held' },
        asOf,
        action: 'reject',
        reason: 'Werbung',
      });
      expect([decision.count, decision.remaining]).toEqual([mostAtOnce, count - mostAtOnce]);
      id = decision.id;
    }),
  ];
  for (let step = 1; step < 5; step += 1)
    all.push(
      changed(() => expect(site.carryOn(anna, id).decision.count).toBe(Math.min((step + 1) * mostAtOnce, count))),
    );
  expect(all.map(({ length }) => length)).toEqual([...Array(4).fill(mostAtOnce), 7]);
  expect(all.flat()).toEqual(ids);
  expect(told).toEqual(all);
  expect(site.carryOn(anna, id)).toMatchObject({ decision: { count, remaining: 0 }, left: 0 });
  expect(sql.all('SELECT count(*) AS count FROM outbox')).toEqual([{ count }]);

  told.length = 0;
  const back: string[][] = [
    changed(() =>
      expect(site.undo(anna, id).decision).toMatchObject({ undone: { by: 'Anna' }, remaining: count - mostAtOnce }),
    ),
  ];
  for (let step = 1; step < 5; step += 1) back.push(changed(() => site.carryOn(anna, id)));
  expect(back).toEqual(all);
  expect(told).toEqual(all);
  expect(statuses(sql)).toEqual({ held: count });
  expect(sql.all('SELECT count(*) AS count FROM outbox WHERE withdrawn IS NULL')).toEqual([{ count: 0 }]);
  expect(site.queue(anna, { state: 'held', limit: 100 }).items[0]?.since).toBe(
    new Date(sql.all<{ since: number }>('SELECT min(created) AS since FROM comment')[0]?.since ?? 0).toISOString(),
  );
  sql.close();
});

test('what somebody decides between two steps stays, and so does what its author takes back: the decision says how many', () => {
  const { sql, site, ids } = siteWith(3 * mostAtOnce);
  const { decision } = site.decide(anna, { comments: ids, action: 'spam' });
  // Not reached yet: it still waits for everybody.
  const [mine, theirs] = [ids.at(-1) ?? '', ids.at(-2) ?? ''];
  site.decide(ben, { comments: [theirs], action: 'approve' });
  sql.all(
    "UPDATE comment SET status = 'withdrawn', waiting = NULL, touched = ? WHERE id = ?",
    ulid(Date.now() + 1000),
    mine,
  );
  expect(carryOut(site, decision.id)).toEqual({ steps: 2, left: 2 });
  expect(statuses(sql)).toEqual({ published: 1, spam: ids.length - 2, withdrawn: 1 });
  expect(site.decisions(anna, { limit: 1 }).decisions[0]).toMatchObject({ action: 'approve', count: 1, remaining: 0 });
  site.undo(anna, decision.id);
  expect(carryOut(site, decision.id)).toEqual({ steps: 2, left: 0 });
  expect(statuses(sql)).toEqual({ held: ids.length - 2, published: 1, withdrawn: 1 });
  sql.close();
});

test('who undoes a decision while it is carried out ends it: what it has changed is put back, the rest was never touched', () => {
  const { sql, site, ids } = siteWith(4 * mostAtOnce);
  site.addPerson(anna, { ...ben, account: ulid() });
  const { decision } = site.decide(anna, { comments: ids, action: 'reject' });
  site.carryOn(anna, decision.id);
  // Half of it is none of Ben's business, also as far as it is still to come.
  expect(() => site.undo(ben, decision.id)).toThrow('may not');
  const undone = site.undo(anna, decision.id);
  expect(undone.decision).toMatchObject({ count: 2 * mostAtOnce, remaining: mostAtOnce });
  expect(() => site.undo(anna, decision.id)).toThrow('undone');
  // Whoever still carries it out helps to put it back.
  expect(carryOut(site, decision.id)).toEqual({ steps: 1, left: 0 });
  expect(statuses(sql)).toEqual({ held: ids.length });
  sql.close();
});

test('where one comment of many stands in the way nothing is decided, and nothing is kept to be decided later', () => {
  const { sql, site, ids } = siteWith(3 * mostAtOnce);
  site.decide(ben, { comments: [ids[2 * mostAtOnce + 8] ?? ''], action: 'approve' });
  expect(() => site.decide(anna, { comments: ids, action: 'reject' })).toThrow();
  expect(statuses(sql)).toEqual({ held: ids.length - 1, published: 1 });
  expect(site.carryAnyOn()).toBe(false);
  sql.close();
});

test('a decision and an undo that were broken off are carried out after a restart', () => {
  const { sql, site, ids, options } = siteWith(6 * mostAtOnce);
  const half = 3 * mostAtOnce;
  const first = site.decide(anna, { comments: ids.slice(0, half), action: 'reject' }).decision;
  carryOut(site, first.id);
  site.undo(anna, first.id);
  const second = site.decide(anna, { comments: ids.slice(half), action: 'spam' }).decision;
  const again = openSite('blog.example', sql, options);
  let steps = 0;
  while (again.carryAnyOn()) steps += 1;
  expect(steps).toBe(4);
  expect(statuses(sql)).toEqual({ held: half, spam: half });
  const { decisions } = again.decisions(anna, { limit: 2 });
  expect(decisions).toMatchObject([
    { id: second.id, count: half, remaining: 0, undone: null },
    { id: first.id, count: half, remaining: 0, undone: { by: 'Anna' } },
  ]);
  sql.close();
});

test('a server that is killed in the middle of a decision about 1 200 comments carries it out when it starts again, once each', async () => {
  const data = newFolder();
  const prepared = await startServer(data, ['--limits', 'off']);
  await prepared.end('SIGTERM');
  const path = `${data}/sites/localhost.sqlite`;
  const sql = new Database(path);
  const ids = fill(sql, 1200);
  await sql.durable;
  sql.close();

  const open = async () => {
    const server = await startServer(data, ['--limits', 'off']);
    const link = server.desk?.split('#link=')[1];
    const headers = { 'Content-Type': 'application/json' };
    const session = await fetch(`${server.base}/api/session`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ link }),
    });
    const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const call = async (method: string, path: string, body?: unknown) =>
      (await fetch(`${server.base}/api/sites/localhost${path}`, {
        method,
        headers: { ...headers, Cookie: cookie },
        body: body === undefined ? null : JSON.stringify(body),
      }).then((response) => response.json())) as Record<string, unknown>;
    return { server, call };
  };
  const before = await open();
  const { asOf } = await before.call('GET', '/queue?limit=1');
  const newest = async () =>
    Decision.array()
      .parse((await before.call('GET', '/decisions?limit=1')).decisions)
      .find(({ action }) => action === 'spam');
  const asked = before
    .call('POST', '/decisions', { matching: { state: 'held' }, asOf, action: 'spam' })
    .catch(() => 'lost');
  // Others are answered meanwhile, and see how far it has come.
  let seen = await newest();
  while ((seen?.count ?? 0) < 300) seen = await newest();
  expect(seen?.remaining).toBeGreaterThan(0);
  await before.server.end('SIGKILL');
  expect(await asked).toBe('lost');

  const after = await open();
  for (;;) {
    const [entry] = Decision.array().parse((await after.call('GET', '/decisions?limit=1')).decisions);
    if (entry?.remaining === 0) break;
  }
  await after.server.end('SIGTERM');
  const file = new Database(path);
  expect(statuses(file)).toEqual({ spam: 1200 });
  expect(file.all('SELECT comment, count(*) AS count FROM decided GROUP BY comment')).toEqual(
    ids.map((comment) => ({ comment, count: 1 })),
  );
  expect(file.all('SELECT count(*) AS count FROM decision')).toEqual([{ count: 1 }]);
  expect(file.all('SELECT spam FROM author')).toEqual([{ spam: 1200 }]);
  file.close();
}, 600_000);
