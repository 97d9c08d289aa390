import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { SiteEntry } from '../../../worker/contract/desk';
import type { Directory } from '../../../worker/directory/directory';
import { remote } from '../../../worker/host/cloudflare/actor-object';
import { CloudflarePlatform } from '../../../worker/host/cloudflare/platform';
import { partSize } from '../../../worker/host/cloudflare/saving/bucket';
import type { ReadLines } from '../../../worker/host/cloudflare/saving/file';
import { type SavingWays, saveSites } from '../../../worker/host/cloudflare/saving/save';
import worker from '../../../worker/index';
import { openSite, Visitor } from '../visitor';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-12-01T03:00:00Z');

const entryOf = (site: string): SiteEntry => ({
  site,
  owner: 'o',
  jurisdiction: null,
  created: '2026-12-01T00:00:00Z',
});

/** An export of so many bytes: steps of 700 kB, as uneven as those of sites. */
const exportOf =
  (size: number): ReadLines =>
  async (place, least) => {
    let from = place?.table ?? 0;
    let lines = '';
    while (from < size && lines.length < least) {
      const length = Math.min(700_001, size - from);
      lines += String.fromCharCode(97 + (Math.floor(from / 700_001) % 26)).repeat(length);
      from += length;
    }
    return { lines, next: from < size ? { table: from, after: null, counts: {}, newest: '' } : null };
  };

const emptied = async () => {
  for (;;) {
    const { objects } = await env.BACKUPS.list();
    if (objects.length === 0) return env.BACKUPS;
    await env.BACKUPS.delete(objects.map(({ key }) => key));
  }
};

const keysIn = async (prefix: string) => (await env.BACKUPS.list({ prefix })).objects.map(({ key }) => key);

/** Sites that are saved into a bucket of their own, with a clock that is a value. */
async function saved(sites: string[], more: Partial<SavingWays> = {}) {
  const name = crypto.randomUUID();
  const { takeSaving, noteSaving } = remote<Directory>(env.DIRECTORY.getByName(name), name);
  const clock = { now: start };
  const said: string[] = [];
  const read: string[] = [];
  const ways: SavingWays = {
    bucket: await emptied(),
    directory: { list: async () => sites.map(entryOf), takeSaving, noteSaving },
    forgotten: { all: async () => [{ site: 'gone.example', authors: ['a'] }] },
    read: ({ site }) => {
      read.push(site);
      return exportOf(100);
    },
    every: 24,
    keep: 2,
    now: () => clock.now,
    log: (line) => said.push(line),
    ...more,
  };
  return { clock, said, read, ways, save: (other: Partial<SavingWays> = {}) => saveSites({ ...ways, ...other }) };
}

/** A bucket whose calls meet something from the nth on. */
function meeting(bucket: R2Bucket, from: number, meet: () => Promise<never>): R2Bucket {
  let calls = 0;
  const wrap = <Value extends object>(value: Value): Value =>
    new Proxy(value, {
      get(target, key) {
        const known = Reflect.get(target, key);
        if (typeof known !== 'function') return known;
        if (key === 'resumeMultipartUpload') return (...given: unknown[]) => wrap(known.apply(target, given));
        return (...given: unknown[]) => {
          calls += 1;
          return calls >= from ? meet() : known.apply(target, given);
        };
      },
    });
  return wrap(bucket);
}

test('the clock rings, and all of a site stands in the bucket; without a bucket nothing happens', async () => {
  const bucket = await emptied();
  const site = await openSite();
  await new Visitor().write(site, { body: 'Gesichert' });
  const { BACKUPS: _none, ...unbound } = env;
  await worker.scheduled(createScheduledController(), unbound as never);
  expect(await keysIn('')).toEqual([]);
  for (let rung = 0; rung < 100 && (await keysIn(`sites/${site}/`)).length === 0; rung += 1)
    await worker.scheduled(createScheduledController(), env as never);
  const [key = ''] = await keysIn(`sites/${site}/`);
  const lines = ((await (await bucket.get(key))?.text()) ?? '').trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'plausch', site });
  expect(lines.some((line) => line.includes('Gesichert'))).toBe(true);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ end: true, counts: { comment: 1 } });
  const [list = ''] = await keysIn('directory/');
  expect(await (await bucket.get(list))?.text()).toContain(`"site":"${site}"`);
  expect(new CloudflarePlatform(env as never).config.saving).toEqual({
    every: 24,
    keep: 7,
  });
});

test('a site is saved once a day, and its oldest file goes when a newer one is whole', async () => {
  const { save, clock, read, ways, said } = await saved(['a.example', 'a.example.de']);
  await ways.bucket.put('sites/a.example/by-hand.txt', 'not ours');
  await save();
  await save();
  expect(read.filter((site) => site === 'a.example')).toHaveLength(2);
  for (let days = 1; days < 4; days += 1) {
    clock.now += day;
    await save();
  }
  const times = ['2026-12-03T030000.000Z.jsonl', '2026-12-04T030000.000Z.jsonl'];
  expect(await keysIn('sites/')).toEqual(
    [
      ...times.map((time) => `sites/a.example/${time}`),
      'sites/a.example/by-hand.txt',
      ...times.map((time) => `sites/a.example.de/${time}`),
    ].toSorted(),
  );
  expect(await keysIn('directory/')).toEqual(times.map((time) => `directory/${time}`));
  expect(await (await ways.bucket.get('forgotten.jsonl'))?.text()).toBe('{"site":"gone.example","authors":["a"]}\n');
  expect(said).toEqual([]);
});

test('twenty at once do the work once', async () => {
  let begun = 0;
  const all = async () => {
    begun += 1;
    return [];
  };
  const { save, read } = await saved(['a.example', 'b.example'], { forgotten: { all } });
  await Promise.all(Array.from({ length: 20 }, () => save()));
  expect([begun, (await keysIn('sites/')).length]).toEqual([1, 2]);
  // Once to write, once to see that nothing is left to read.
  expect(read).toEqual(['a.example', 'a.example', 'b.example', 'b.example']);
});

test('many sites, and a large one, are saved in as many invocations as it takes', async () => {
  const sites = Array.from({ length: 60 }, (_, at) => `s${String(at).padStart(3, '0')}.example`);
  const size = 3 * partSize + 5;
  const read = ({ site }: SiteEntry) => exportOf(site === 's003.example' ? size : 9);
  const { save, said, clock } = await saved(sites, { mostCalls: 20, read });
  let rung = 0;
  while ((await keysIn('sites/')).length < 60) {
    await save();
    clock.now += 5 * minute;
    rung += 1;
  }
  expect(rung).toBeGreaterThan(5);
  const [key = ''] = await keysIn('sites/s003.example/');
  const file = (await env.BACKUPS.get(key)) as R2ObjectBody;
  const { lines } = await exportOf(size)(null, size);
  expect((await file.text()) === lines).toBe(true);
  expect([await keysIn('unfinished/'), said]).toEqual([[], []]);
});

test('killed at any call, the next one goes on, and what it leaves is whole', async () => {
  const size = partSize + 700_005;
  const { lines } = await exportOf(size)(null, size);
  let isThrough = false;
  for (let at = 1; !isThrough; at += 1) {
    const { save, ways, clock } = await saved(['big.example', 'tiny.example'], {
      read: ({ site }) => exportOf(site === 'big.example' ? size : 9),
    });
    let stop = () => {};
    const stuck = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const bucket = meeting(ways.bucket, at, () => {
      stop();
      return new Promise<never>(() => {});
    });
    isThrough = await Promise.race([save({ bucket }).then(() => true), stuck.then(() => false)]);
    if (isThrough) break;
    // Who was killed holds it for a while.
    clock.now += 16 * minute;
    await save();
    const [key = ''] = (await keysIn('sites/big.example/')).toReversed();
    const text = await (await env.BACKUPS.get(key))?.text();
    expect([at, text === lines, (await keysIn('sites/tiny.example/')).length > 0]).toEqual([at, true, true]);
  }
}, 120_000);

test('what fails at any call is said, leaves no half of a file, and keeps no other site waiting', async () => {
  const size = partSize + 5;
  let isThrough = false;
  for (let at = 1; !isThrough; at += 1) {
    const { save, ways, said, clock } = await saved(['big.example', 'tiny.example'], {
      read: ({ site }) => exportOf(site === 'big.example' ? size : 9),
    });
    let failed = false;
    const bucket = meeting(ways.bucket, at, async () => {
      failed = true;
      throw new Error('R2 is ill');
    });
    await save({ bucket });
    isThrough = !failed;
    if (isThrough) break;
    expect([at, said.length > 0 && said.every((line) => /R2 is ill|were not saved/.test(line))]).toEqual([at, true]);
    clock.now += day;
    await save();
    const keys = await keysIn('sites/');
    for (const site of ['big.example', 'tiny.example'])
      expect([at, keys.some((key) => key === `sites/${site}/2026-12-02T030000.000Z.jsonl`)]).toEqual([at, true]);
  }
}, 120_000);

test('a site that always fails keeps no other from being saved, and its last file', async () => {
  const read = ({ site }: SiteEntry): ReadLines =>
    site === 'bad.example'
      ? async () => {
          throw new Error('busy');
        }
      : exportOf(9);
  const { save, clock, said } = await saved(['a.example', 'bad.example', 'c.example'], { keep: 1 });
  await save();
  for (let days = 0; days < 3; days += 1) {
    clock.now += day;
    await save({ read });
  }
  expect(await keysIn('sites/')).toEqual([
    'sites/a.example/2026-12-04T030000.000Z.jsonl',
    'sites/bad.example/2026-12-01T030000.000Z.jsonl',
    'sites/c.example/2026-12-04T030000.000Z.jsonl',
  ]);
  expect(said.slice(0, 2)).toEqual([
    'bad.example was not saved: busy',
    '1 of 3 sites were not saved; their last files stay.',
  ]);
});

test('what can be read again is something else: the new file goes, the last one stays', async () => {
  const { save, clock, said, ways } = await saved(['a.example'], { keep: 1 });
  await save();
  clock.now += day;
  const bucket = new Proxy(ways.bucket, {
    get: (target, key) =>
      key === 'get'
        ? async (name: string) => {
            await target.put(name, 'rotten');
            return target.get(name);
          }
        : Reflect.get(target, key).bind(target),
  });
  await save({ bucket });
  expect(said[0]).toBe('a.example was not saved: the file is not what was sent');
  expect(await keysIn('sites/')).toEqual(['sites/a.example/2026-12-01T030000.000Z.jsonl']);
});

test('a clock that jumped keeps nobody from saving; a site that is removed in the middle leaves no upload', async () => {
  const { save, clock, ways } = await saved(['a.example', 'b.example'], { read: () => exportOf(2 * partSize) });
  clock.now += 1000 * day;
  await save({ mostCalls: 3 });
  clock.now = start;
  await save({ directory: { ...ways.directory, list: async () => [entryOf('b.example')] } });
  expect(await keysIn('unfinished/')).toEqual([]);
  expect(await keysIn('sites/')).toEqual(['sites/b.example/2026-12-01T030000.000Z.jsonl']);
});
