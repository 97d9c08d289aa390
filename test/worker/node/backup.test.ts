import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { isDue } from '../../../worker/host/node/backup/schedule';
import { makeManySites } from '../../bench/many-sites';
import { backUp, contentOf, multiply, pathsIn, site } from './backup-steps';
import { args, site as first, Guest, look, owner, post, other as second } from './guests';
import { newFolder, type Server, startServer } from './server';

const patient = { timeout: 60_000, interval: 20 };

/** A data folder with two sites, on each of which somebody has written. The server has ended. */
async function twoSites(): Promise<string> {
  const data = newFolder();
  const server = await startServer(data, args);
  for (const name of [first, second]) {
    await site(['add', name, '--data', data]);
    expect((await post(server, name, `Guten Tag, ${name}`)).status).toBe(202);
  }
  await server.end('SIGTERM');
  return data;
}

const modes = (folder: string) => [
  ...new Set(
    ['', ...pathsIn(folder)].map((path) => {
      const stats = statSync(join(folder, path));
      return `${stats.isDirectory() ? 'folder' : 'file'} ${(stats.mode & 0o777).toString(8)}`;
    }),
  ),
];

/** Somebody who writes without a pause, and remembers what was acknowledged. */
async function keepWriting(server: Server, until: () => boolean, acknowledged: string[]) {
  for (let number = 0; !until(); number += 1) {
    const { status, json } = await post(server, first, `Unterdessen ${number}, was meint ihr dazu?`);
    expect(status).toBe(202);
    acknowledged.push(json.comment.id);
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

const commentsIn = (folder: string, name: string) => {
  const file = new DatabaseSync(join(folder, 'sites', `${name}.sqlite`), { readOnly: true });
  const rows = file.prepare('SELECT id FROM comment').all() as { id: string }[];
  file.close();
  return new Set(rows.map(({ id }) => id));
};

test('saved while people write on a site of 30 000 comments, and restored: what was acknowledged before is there, and a server there answers the same', async () => {
  const data = await twoSites();
  multiply(join(data, 'sites', `${first}.sqlite`), '/a', 30_000);
  let server = await startServer(data, args);
  const anna = await owner(server, data);
  const acknowledged: string[] = [];
  let done = false;
  const writing = Array.from({ length: 4 }, () => keepWriting(server, () => done, acknowledged));
  await expect.poll(() => acknowledged.length, patient).toBeGreaterThan(20);
  const before = [...acknowledged];
  const into = join(newFolder(), 'backups');
  const folder = await backUp(data, into, '--with-secret');
  const meanwhile = acknowledged.length - before.length;
  done = true;
  await Promise.all(writing);
  // Nobody waited for it to end.
  expect(meanwhile).toBeGreaterThan(0);
  expect((await site(['verify', into])).out).toContain(`${folder} is whole`);

  const saved = commentsIn(folder, first);
  expect(before.filter((id) => !saved.has(id))).toEqual([]);
  expect(saved.size).toBeGreaterThan(30_000);
  const all = commentsIn(data, first);
  expect([...saved].filter((id) => !all.has(id))).toEqual([]);

  const paths = ['a.example', 'b.example'].flatMap((name) => [
    `/api/sites/${name}/comments?thread=/a&limit=50`,
    `/api/sites/${name}/counts?thread=/a`,
    `/feeds/${name}.atom`,
    `/api/sites/${name}/rules`,
    `/api/sites/${name}/settings`,
    `/api/sites/${name}/people`,
  ]);
  const answers = async (of: Server) =>
    Promise.all(
      paths.map(async (path) => {
        const { status, json } = await anna.ask(of, 'GET', path);
        return [path, status, digest(JSON.stringify(json).replaceAll(of.base, ''))];
      }),
    );
  const told = await answers(server);
  expect(told.map(([, status]) => status)).toEqual(paths.map(() => 200));
  await server.end('SIGTERM');

  const elsewhere = join(newFolder(), 'data');
  const { code, out } = await site(['restore', folder, '--into', elsewhere]);
  expect([code, out]).toEqual([0, expect.stringContaining(`${elsewhere} holds what was saved on`)]);
  server = await startServer(elsewhere, args);
  // Who was signed in still is, and readers' tokens are good: the secret came along.
  expect(await answers(server)).toEqual(told);
  expect((await post(server, first, 'Danach')).status).toBe(202);
  await server.end('SIGTERM');
  expect((await site(['check', '--data', elsewhere])).code).toBe(0);
});

test('what is in a backup, and who may read it', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'backups');
  const folder = await backUp(data, into);
  const [account = ''] = readdirSync(join(data, 'accounts'));
  const saved = ['directory.sqlite', `accounts/${account}`, `sites/${first}.sqlite`, `sites/${second}.sqlite`];
  expect(pathsIn(folder)).toEqual(['accounts', 'backup.json', 'sites', ...saved].toSorted());
  expect(modes(into).toSorted()).toEqual(['file 600', 'folder 700']);
  const withSecret = await backUp(data, into, '--with-secret');
  expect(pathsIn(withSecret)).toContain('secret');
  const { files } = JSON.parse(readFileSync(join(withSecret, 'backup.json'), 'utf8'));
  expect(files.map(({ path }: { path: string }) => path).toSorted()).toEqual([...saved, 'secret'].toSorted());
  // Nothing is left beside the data, and they are as they were.
  expect((await site(['check', '--data', data])).code).toBe(0);

  const elsewhere = join(newFolder(), 'data');
  expect((await site(['restore', folder, '--into', elsewhere])).out).toContain('There is no secret');
  expect(modes(elsewhere).toSorted()).toEqual(['file 600', 'folder 700']);
});

test('a damaged site is named and keeps no other from being saved, and the last backup that has it stays', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'backups');
  const whole = await backUp(data, into, '--keep', '1');
  const file = join(data, 'sites', `${first}.sqlite`);
  truncateSync(file, 8192);
  const { code, out, err } = await site(['backup', into, '--data', data, '--keep', '1']);
  expect([code, err]).toEqual([1, expect.stringContaining(`sites/${first}.sqlite: `)]);
  const lacking = out.slice(0, out.indexOf(': '));
  const again = await site(['backup', into, '--data', data, '--keep', '1']);
  expect(again.code).toBe(1);
  const newest = again.out.slice(0, again.out.indexOf(': '));
  expect(existsSync(lacking)).toBe(false);
  expect(
    readdirSync(into)
      .filter((name) => name !== 'lock')
      .map((name) => join(into, name))
      .toSorted(),
  ).toEqual([whole, newest].toSorted());
  expect((await site(['verify', newest])).out).toContain(`It lacks sites/${first}.sqlite`);
  const elsewhere = join(newFolder(), 'data');
  expect((await site(['restore', newest, '--into', elsewhere])).out).toContain(`sites/${first}.sqlite was not in`);
  const server = await startServer(elsewhere, args);
  expect((await post(server, second, 'Noch da')).status).toBe(202);
  expect((await post(server, first, 'Verloren')).status).toBe(503);
  await server.end('SIGTERM');
});

test('300 sites that sleep, are opened, written to and closed meanwhile, and one that is opened anew', async () => {
  const data = newFolder();
  const sites = makeManySites(data, 300);
  const server = await startServer(data, args, { through: ['prlimit', '--nofile=128:128'] });
  let done = false;
  const written = new Map<string, string>();
  const writing = Array.from({ length: 4 }, async (_, part) => {
    for (let at = part; !done; at = (at + 4) % sites.length) {
      const name = sites[at] ?? '';
      const { status, json } = await post(server, name, `Auf ${name}`);
      expect(status).toBe(202);
      if (!done) written.set(name, json.comment.id);
    }
  });
  await expect.poll(() => written.size, patient).toBeGreaterThan(40);
  const before = [...written];
  const into = join(newFolder(), 'backups');
  const saving = backUp(data, into);
  await expect.poll(() => existsSync(into) && readdirSync(into).length > 1, patient).toBe(true);
  expect((await site(['add', 'new.example', '--data', data])).code).toBe(0);
  const folder = await saving;
  done = true;
  await Promise.all(writing);
  await server.end('SIGTERM');
  expect(readdirSync(join(folder, 'sites')).length).toBeGreaterThanOrEqual(300);
  for (const [name, id] of before) expect([name, commentsIn(folder, name).has(id)]).toEqual([name, true]);
  // Whichever sites the saved directory knows were saved, the new one included where it does.
  expect((await site(['verify', folder])).code).toBe(0);
});

test('a data folder that is in use, or not empty, is not restored into; told to, what was there is put aside', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'backups');
  const folder = await backUp(data, into, '--with-secret');
  const saved = contentOf(data);
  let server = await startServer(data, args);
  const refused = await site(['restore', folder, '--into', data, '--replace']);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('is in use by another Plausch')]);
  expect((await post(server, first, 'Später')).status).toBe(202);
  await server.end('SIGTERM');
  const later = contentOf(data);
  const full = await site(['restore', folder, '--into', data]);
  expect([full.code, full.err]).toEqual([1, expect.stringContaining('is not empty, and nothing was changed')]);
  expect(contentOf(data)).toEqual(later);
  const { code, out } = await site(['restore', folder, '--into', data, '--replace']);
  const aside = /is in (\S+replaced-\S+Z)\./.exec(out)?.[1] ?? '';
  expect(code).toBe(0);
  expect(contentOf(data)).toEqual(saved);
  expect(contentOf(aside)).toEqual(later);
  server = await startServer(data, args);
  const anna = await owner(server, data);
  expect((await look(server, { anna, published: ['x'], waiting: [], voted: [] })).length).toBeGreaterThan(20);
  expect((await post(server, first, 'Danach')).status).toBe(202);
  await server.end('SIGTERM');
});

test('a server saves itself every day, and the oldest go once the newest is whole', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'backups');
  const old = await backUp(data, into);
  const names = ['2026-01-01T030000.000Z', '2026-01-02T030000.000Z'];
  for (const name of names) cpSync(old, join(into, name), { recursive: true });
  cpSync(old, join(into, '2026-01-03T030000.000Z.unfinished'), { recursive: true });
  const variables = ['env', `PLAUSCH_BACKUP=${into}`, 'PLAUSCH_BACKUP_KEEP=2', 'PLAUSCH_BACKUP_SECRET=on'];
  // Of today there is none, and something of somebody else's.
  mkdirSync(join(into, 'before'));
  renameSync(old, join(into, 'before', 'x'));
  const log: string[] = [];
  const server = await startServer(data, args, { through: variables, log });
  const there = () =>
    readdirSync(into)
      .filter((name) => name !== 'lock' && name !== 'before')
      .toSorted();
  await expect.poll(there, patient).toEqual([names[1], expect.stringMatching(/^202.*Z$/)]);
  const [, newest = ''] = there();
  expect(existsSync(join(into, newest, 'secret'))).toBe(true);
  expect((await site(['verify', into])).out).toContain(newest);
  await server.end('SIGTERM');
  // What was put there by somebody else stays, and one a day is enough.
  expect(existsSync(join(into, 'before', 'x'))).toBe(true);
  const next = await startServer(data, args, { through: variables, log });
  await new Guest().ask(next, 'GET', '/health');
  await next.end('SIGTERM');
  expect(there()).toEqual([names[1], newest]);
  expect(log).toEqual([]);
});

test('when the next backup is due: once a day, also where the clock jumps', () => {
  const into = newFolder();
  const at = { hour: 3, minute: 0 };
  const time = (day: number, hour: number) => new Date(2026, 5, day, hour).getTime();
  const taken = (when: number) => {
    const folder = join(into, new Date(when).toISOString().replaceAll(':', ''));
    mkdirSync(folder);
    cpSync('package.json', join(folder, 'backup.json'));
  };
  expect(isDue(into, at, time(10, 12))).toBe(true);
  taken(time(10, 12));
  expect(isDue(into, at, time(10, 13))).toBe(false);
  expect(isDue(into, at, time(11, 2))).toBe(false);
  expect(isDue(into, at, time(11, 3))).toBe(true);
  taken(time(11, 3));
  expect(isDue(into, at, time(12, 2))).toBe(false);
  // A clock that is put back: what is of the future keeps nothing from being saved.
  expect(isDue(into, at, time(9, 12))).toBe(true);
});

test('whom a site has forgotten is known beside all backups, also to older ones and on another machine', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'backups');
  const old = await backUp(data, into);
  const line = (author: string) => JSON.stringify({ site: first, author });
  const list = (folder: string) => readFileSync(join(folder, 'forgotten.jsonl'), 'utf8').split('\n').filter(Boolean);
  // As a kill leaves it: the last line is cut off.
  writeFileSync(join(data, 'forgotten.jsonl'), `\n${line('1')}\n\n${line('2')}\n{"site":"a.exa`);
  const next = await backUp(data, into);
  expect([list(into), pathsIn(next).includes('forgotten.jsonl')]).toEqual([[line('1'), line('2')], false]);

  const elsewhere = join(newFolder(), 'data');
  expect((await site(['restore', old, '--into', elsewhere])).code).toBe(0);
  expect(list(elsewhere)).toEqual([line('1'), line('2')]);
  // What the folder knew before stays.
  writeFileSync(join(elsewhere, 'forgotten.jsonl'), `${line('3')}\n`);
  expect((await site(['restore', old, '--into', elsewhere, '--replace'])).code).toBe(0);
  expect(list(elsewhere)).toEqual([line('3'), line('1'), line('2')]);
});

test('where the folder for backups cannot be written to, that is said in one sentence', async () => {
  const data = await twoSites();
  const into = join(newFolder(), 'file');
  cpSync('package.json', into);
  chmodSync(into, 0o600);
  const { code, err } = await site(['backup', into, '--data', data]);
  expect([code, err.trimEnd().split('\n')]).toEqual([
    1,
    [expect.stringContaining(`No backup can be written to ${into}`)],
  ]);
});
