import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createApp } from '../../../worker/app';
import { readConfig } from '../../../worker/config';
import { Assets } from '../../../worker/host/node/assets';
import { Operator, sendInside } from '../../../worker/host/node/operator';
import { NodePlatform } from '../../../worker/host/node/platform';
import type { Platform } from '../../../worker/host/platform';
import { newFolder, run, startServer } from './server';

const read = async (base: string, site: string) => {
  const answer = await fetch(`${base}/api/sites/${site}/comments?thread=/a`);
  return [answer.status, ((await answer.json()) as { type?: string }).type];
};
const whole = [200, undefined];

const secret = 's'.repeat(32);
function openFolder(folder: string) {
  const platform = new NodePlatform(folder, readConfig({ PLAUSCH_SECRET: secret, PLAUSCH_LIMITS: 'off' }), Assets.none);
  const operator = (through: Platform = platform) => new Operator(sendInside(createApp(through).fetch), secret);
  return { platform, operator };
}

/** A folder with two sites. */
async function twoSites(): Promise<string> {
  const folder = newFolder();
  const { platform, operator } = openFolder(folder);
  for (const site of ['a.example', 'b.example']) await operator().addSite({ site });
  platform.close();
  return folder;
}

const execute = (file: string, statement: string) => {
  const database = new DatabaseSync(file);
  database.exec(statement);
  database.close();
};

const damages: [string, (file: string) => void, string][] = [
  ['cut off', (file) => truncateSync(file, 8192), 'site-damaged'],
  ['overwritten', (file) => writeFileSync(file, 'no database '.repeat(1000)), 'site-damaged'],
  ['emptied', (file) => truncateSync(file, 0), 'site-damaged'],
  ['lost', (file) => rmSync(file), 'site-damaged'],
  ['a folder', (file) => [rmSync(file), mkdirSync(file)], 'site-damaged'],
  ['of somebody else', (file) => [rmSync(file), execute(file, 'CREATE TABLE theirs (x)')], 'site-damaged'],
  ['of a newer version', (file) => execute(file, 'INSERT INTO migration VALUES (999, 0)'), 'newer-data'],
];

test.each(damages)(
  'a file that is %s takes itself down alone, by name, and is back when it is restored',
  async (_, damage, code) => {
    const data = await twoSites();
    const file = join(data, 'sites/a.example.sqlite');
    const backup = join(newFolder(), 'backup');
    cpSync(file, backup);
    damage(file);
    const server = await startServer(data, ['--demo=false']);
    expect(await read(server.base, 'a.example')).toEqual([503, `/problems/${code}`]);
    expect(await read(server.base, 'b.example')).toEqual(whole);
    const listed = await run('dist/site.js', ['list', '--data', data]);
    expect(listed.out).toMatch(/^a\.example .*damaged: .+\nb\.example {2}\S+\n$/);
    // The server says the same, from wherever it is asked.
    const elsewhere = { PLAUSCH_SECRET: readFileSync(join(data, 'secret'), 'utf8').trim() };
    const asked = await run('dist/site.js', ['list', '--url', server.base], elsewhere);
    expect(asked.out).toMatch(/^a\.example .*damaged: The(se)? data .+\nb\.example {2}\S+\n$/);
    const checked = await run('dist/site.js', ['check', '--data', data]);
    expect([checked.code, checked.err]).toEqual([1, expect.stringContaining('Damaged: sites/a.example.sqlite.')]);
    expect(checked.out).toContain('sites/b.example.sqlite: ok');
    rmSync(file, { recursive: true, force: true });
    cpSync(backup, file);
    expect(await read(server.base, 'a.example')).toEqual(whole);
    expect((await run('dist/site.js', ['check', '--data', data])).code).toBe(0);
    await server.end('SIGTERM');
    expect((await run('dist/site.js', ['check', '--data', data])).code).toBe(0);
  },
);

test('check finds a page that was zeroed, which opening does not see', async () => {
  const data = await twoSites();
  const file = join(data, 'sites/a.example.sqlite');
  const bytes = readFileSync(file);
  bytes.fill(0, bytes.length - 4096);
  writeFileSync(file, bytes);
  const checked = await run('dist/site.js', ['check', '--data', data]);
  expect([checked.code, checked.err]).toEqual([1, expect.stringContaining('sites/a.example.sqlite')]);
});

test.each<[string, (file: string) => void, string]>([
  ['damaged', (file) => writeFileSync(file, 'no database '.repeat(1000)), 'is damaged'],
  ['missing', (file) => rmSync(file), 'is missing'],
  ['of a newer version', (file) => execute(file, 'INSERT INTO migration VALUES (999, 0)'), 'newer version'],
])('a directory that is %s keeps the server from starting, and says so in one sentence', async (_, damage, said) => {
  const data = await twoSites();
  const file = join(data, 'directory.sqlite');
  damage(file);
  const { code, out, err } = await run('dist/server.js', ['--port', '0', '--data', data]);
  expect([code, out, err.trimEnd().split('\n').length]).toEqual([1, '', 1]);
  expect(err).toContain(said);
});

test('opening a site that breaks off at any step leaves none that answers 500, and the same again completes it', async () => {
  for (let step = 0; ; step += 1) {
    const folder = newFolder();
    const { platform, operator } = openFolder(folder);
    let calls = 0;
    // As if the process were killed before its next call to any file.
    const until = (actor: object) =>
      new Proxy(actor, {
        get: (target, method) =>
          calls++ < step ? Reflect.get(target, method) : () => Promise.reject(new Error('killed')),
      });
    const dying = Object.assign(Object.create(platform), {
      config: platform.config,
      services: [],
      directory: () => until(platform.directory()),
      site: (name: string) => until(platform.site(name)),
      account: (id: string) => until(platform.account(id)),
    }) as Platform;
    const opened = await operator(dying)
      .addSite({ site: 'new.example' })
      .then(
        () => true,
        () => false,
      );
    platform.close();
    const next = openFolder(folder);
    const thread = () =>
      createApp(next.platform).fetch(new Request('http://x/api/sites/new.example/comments?thread=/a'), {});
    expect([step, (await thread()).status]).toEqual([step, opened ? 200 : 404]);
    expect(await next.operator().listSites()).toHaveLength(opened ? 1 : 0);
    await next.operator().addSite({ site: 'new.example' });
    expect((await thread()).status).toBe(200);
    expect(await next.operator().ownerLink('new.example', '')).toContain('#link=');
    next.platform.close();
    if (opened) break;
  }
});
