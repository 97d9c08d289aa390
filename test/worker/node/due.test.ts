import { beforeEach, expect, test } from 'vitest';
import { doDue } from '../../../worker/alarm';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import type { Service } from '../../../worker/spam/services/service';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const minute = 60_000;
const day = 24 * 60 * minute;
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };

let now: number;
let chance: number;
let sql: Database;
let site: Site;

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => chance });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  chance = 0;
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'everyone', services: ['akismet'] });
  // What a new site has to do once.
  take();
});

/** Does what is due and needs nobody else, and returns the inquiries that are given out. */
function take() {
  const works = site.takeDue();
  for (const { job } of works) {
    if (job.kind === 'clean') while (site.purge(['akismet']).more);
    if (job.kind !== 'index') continue;
    while (site.indexWords());
    site.finishJob(job);
  }
  return works.filter(({ job }) => job.kind === 'inquiry');
}

const pass = (time: number) => {
  now += time;
};

/** A comment about which Akismet could not be asked. */
function write(body = 'Ein Gedanke.') {
  const outside = {
    signals: [],
    asked: ['akismet' as const],
    inquiries: [{ service: 'akismet' as const, answered: null, retryAfter: undefined }],
    sender: { address: '192.0.2.1', agent: 'Browser' },
  };
  const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body, html: body };
  const context = { ...byHand, token: undefined, key: undefined, request: '', outside };
  return site.submit(draft, context).comment.id;
}

test('what one has taken in hand nobody else gets, and everybody again when nothing was heard of it', () => {
  const id = write();
  pass(15 * minute);
  expect(take().map(({ inquiry }) => inquiry?.comment)).toEqual([id]);
  expect(take()).toEqual([]);
  // The site was closed meanwhile, or its process killed.
  site = open();
  pass(5 * minute - 1);
  expect(take()).toEqual([]);
  pass(1);
  expect(take().map(({ inquiry }) => inquiry?.comment)).toEqual([id]);
});

test('whoever comes late with what others have taken in hand since changes nothing', () => {
  write();
  pass(15 * minute);
  const [late] = take();
  pass(5 * minute);
  const [second] = take();
  if (!late || !second) throw new Error('It was not given out.');
  site.finishJob(late.job);
  site.putBackJob(late.job, 'Zu spät.', 0);
  expect(take()).toEqual([]);
  // A service may say when it can be asked again as it likes.
  site.putBackJob(second.job, 'Niemand da.', minute - 0.3);
  pass(minute);
  expect(take().length).toBe(1);
});

test.each([0, 0.1234567, 0.5, 0.999])(
  'pauses grow, by chance (%d) a little longer each, and after seven tries it is given up',
  (by) => {
    chance = by;
    const id = write();
    const tries: number[] = [];
    for (let minutes = 1; minutes <= 3 * 24 * 60; minutes += 1) {
      pass(minute);
      for (const { job } of take()) {
        tries.push(minutes);
        site.putBackJob(job, 'Niemand da.');
      }
    }
    const pauses = tries.map((time, index) => time - (tries[index - 1] ?? 0)).slice(1);
    for (const [index, pause] of pauses.entries()) {
      const least = 15 * 2 ** index;
      expect(pause).toBeGreaterThanOrEqual(least);
      expect(pause).toBeLessThanOrEqual(Math.ceil(least * 1.1));
    }
    expect(tries.length).toBe(7);
    const given = { kind: 'inquiry', comment: id, service: 'akismet', tries: 7, trouble: 'Niemand da.' };
    expect(site.givenUp().works).toMatchObject([given]);
  },
);

test('what was given up is tried again when somebody wants it, and is on the list no more', () => {
  write();
  pass(15 * minute);
  for (let tries = 0; tries < 7; tries += 1) {
    for (const { job } of take()) site.putBackJob(job, 'Niemand da.');
    pass(day);
  }
  const [work] = site.givenUp().works;
  if (!work) throw new Error('Nothing was given up.');
  expect(take()).toEqual([]);
  site.retryWork(anna, { kind: work.kind, subject: work.subject });
  expect(site.givenUp().works).toEqual([]);
  expect(take().map(({ job }) => job.tries)).toEqual([1]);
  expect(() => site.retryWork(anna, { kind: 'inquiry', subject: 'nothing' })).toThrow('no such work');
});

test('what is begun again and again and never ended is given up, and stands in nobody’s way', () => {
  write();
  pass(15 * minute);
  let begun = 0;
  for (let tries = 0; tries < 50; tries += 1) {
    begun += take().length;
    pass(5 * minute);
  }
  expect(begun).toBe(20);
  expect(site.givenUp().works).toMatchObject([{ tries: 20 }]);
});

test('what was interrupted again and again was not tried: a first failure is not the last', () => {
  write();
  pass(15 * minute);
  for (let kills = 0; kills < 15; kills += 1) {
    expect(take().length).toBe(1);
    pass(5 * minute);
  }
  const [first] = take();
  if (!first) throw new Error('It was not given out.');
  expect(first.job.tries).toBe(1);
  site.putBackJob(first.job, 'Niemand da.');
  expect(site.givenUp().works).toEqual([]);
  for (let tries = 2; tries <= 7; tries += 1) {
    pass(day);
    for (const { job } of take()) {
      expect(job.tries).toBe(tries);
      site.putBackJob(job, 'Niemand da.');
    }
  }
  expect(site.givenUp().works).toMatchObject([{ trouble: 'Niemand da.' }]);
});

test('the site says when it has to be woken; a write that fails changes nothing of that', () => {
  const before = site.nextDue();
  write();
  expect(site.nextDue()).toBe(now + 15 * minute);
  expect(site.nextDue()).not.toBe(before);
  expect(() =>
    sql.transaction(() => {
      site.withdraw('nothing', undefined);
    }),
  ).toThrow();
  expect(site.nextDue()).toBe(now + 15 * minute);
  expect(open().nextDue()).toBe(now + 15 * minute);
});

test('the last word of a quiet site is said: after that nothing is due until something is old, and then nothing at all', () => {
  write('Kaufen Sie nichts.');
  for (let minutes = 0; minutes < 16 * 24 * 60; minutes += 10) {
    for (const { inquiry } of take())
      if (inquiry)
        site.hear(inquiry.comment, inquiry.inquiry.body, { service: 'akismet', kind: 'answered', signals: [] });
    pass(10 * minute);
  }
  expect(sql.all('SELECT address FROM inquiry')).toEqual([]);
  expect(site.nextDue()).toBeNull();
});

test('a clock that was ahead keeps nothing from being tried', () => {
  write();
  pass(15 * minute);
  pass(300 * day);
  for (const { job } of take()) site.putBackJob(job, 'Niemand da.');
  pass(-300 * day);
  expect(take().length).toBe(1);
});

/** A service that is asked, and how often it was about each text. */
function service(answer: () => Promise<void> = async () => {}): { asked: Map<string, number>; services: Service[] } {
  const asked = new Map<string, number>();
  const ask = async ({ body }: { body: string }) => {
    asked.set(body, (asked.get(body) ?? 0) + 1);
    await answer();
    return [];
  };
  const akismet = { name: 'akismet', about: 'text', asked: 'sending', unreachable: 'wait', ask } as unknown as Service;
  return { asked, services: [akismet] };
}

class Killed extends Error {}

/** The site from where the host stands, for so many calls: after that the process is gone. */
const remote = (calls = Number.POSITIVE_INFINITY): Remote<Site> => {
  let left = calls;
  return remoteOf<Site>(async (method, values) => {
    if (left === 0) throw new Killed();
    left -= 1;
    return (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values);
  });
};

test('killed at any step, what is due is done after the lease has ended, and nothing is lost', async () => {
  const bodies = ['Eins, und das genügt.', 'Zwei, wie man sieht.', 'Drei sind es nun.'];
  let isGone = true;
  let calls = 0;
  for (; isGone; calls += 1) {
    const ids = bodies.map((body) => write(`${body} ${calls}`));
    pass(15 * minute);
    const { asked, services } = service();
    isGone = await doDue(remote(calls), services).then(
      () => false,
      (error) => {
        expect(error).toBeInstanceOf(Killed);
        return true;
      },
    );
    site = open();
    pass(5 * minute);
    await doDue(remote(), services);
    const { items } = site.queue(anna, { state: 'any', limit: 100 });
    const done = ids.map((id) => items.find(({ comment }) => comment.id === id)?.comment.status);
    expect(done).toEqual(['published', 'published', 'published']);
    // At least once, and hardly ever twice: what was in hand when the process ended.
    const times = bodies.map((body) => asked.get(`${body} ${calls}`) ?? 0);
    expect(times.filter((count) => count === 1).length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...times)).toBeLessThanOrEqual(2);
    expect(take()).toEqual([]);
  }
  expect(calls).toBeGreaterThan(6);
});

test('however many do what is due at once, each thing is done once', async () => {
  const bodies = Array.from({ length: 60 }, (_, number) => `Gedanke Nummer ${number} von ${number * number}.`);
  for (const body of bodies) write(body);
  pass(15 * minute);
  const { asked, services } = service(() => new Promise((resolve) => setImmediate(resolve)));
  await Promise.all(Array.from({ length: 5 }, () => doDue(remote(), services)));
  expect([...asked].toSorted()).toEqual(bodies.map((body) => [body, 1]).toSorted());
});

test('a service that is silent keeps no other kind of work waiting', async () => {
  write();
  pass(15 * minute);
  let answer = () => {};
  const { services, asked } = service(() => new Promise((resolve) => (answer = resolve)));
  const work = doDue(remote(), services);
  await expect
    .poll(() => [asked.size, site.queue(anna, { state: 'any', q: 'gedanke', limit: 1 }).unsearched])
    .toEqual([1, 0]);
  answer();
  await work;
});
