import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../../worker/config';
import type { Wake } from '../../../worker/directory/directory';
import { Assets } from '../../../worker/host/node/assets';
import { NodePlatform } from '../../../worker/host/node/platform';
import { Wakes } from '../../../worker/host/node/wakes';
import { operatorKey } from '../../../worker/operator';
import { serviceVariables, startServices } from '../services';
import { newFolder, type Server, startServer } from './server';

/** What is due on the sites of one machine: one timer over all of them, which survives kills. */

const patient = { timeout: 60_000, interval: 50 };

/** A list of wakes, with what it notes and whom it wakes; `work`: what waking a site comes to. */
function wakesWith(work: (site: string) => Promise<unknown> = async () => {}) {
  const noted = new Map<string, number | null>();
  const woken: string[] = [];
  const wakes = new Wakes({
    note: async (list: Wake[]) => {
      for (const { site, at } of list) noted.set(site, at);
    },
    work: (site) => {
      woken.push(site);
      return work(site);
    },
  });
  return { wakes, noted, woken };
}

test('before a site is written to, it is noted that it has to be asked; when it is closed, when', async () => {
  const { wakes, noted } = wakesWith();
  await wakes.beforeWrite('a.example');
  expect([noted.get('a.example'), wakes.isNoted('a.example')]).toEqual([0, true]);
  wakes.heard('a.example', 12345);
  await wakes.settle(['a.example']);
  expect([noted.get('a.example'), wakes.isNoted('a.example')]).toEqual([12345, false]);
  await wakes.beforeWrite('a.example');
  wakes.heard('a.example', null);
  await wakes.stop();
  expect(noted.get('a.example')).toBeNull();
});

test('a site that nobody has written to is not noted when it is closed', async () => {
  const { wakes, noted } = wakesWith();
  wakes.heard('a.example', 12345);
  await wakes.settle(['a.example']);
  await wakes.stop();
  expect(noted.size).toBe(0);
});

test('where it cannot be noted nothing is written, and it is tried again with the next', async () => {
  let full = true;
  const notes: Wake[][] = [];
  const wakes = new Wakes({
    note: async (list) => {
      if (full) throw new Error('disk full');
      notes.push(list);
    },
    work: async () => {},
  });
  await expect(wakes.beforeWrite('a.example')).rejects.toThrow('disk full');
  expect(wakes.isNoted('a.example')).toBe(false);
  full = false;
  await wakes.beforeWrite('a.example');
  expect(notes).toEqual([[{ site: 'a.example', at: 0 }]]);
});

test('an end that cannot be noted is an end all the same: the site will be asked', async () => {
  let full = false;
  const wakes = new Wakes({
    note: async () => {
      if (full) throw new Error('disk full');
    },
    work: async () => {},
  });
  await wakes.beforeWrite('a.example');
  full = true;
  await expect(wakes.stop()).resolves.toBeUndefined();
});

test('every site that is due is woken, the longest due first, four at once; one that hangs or fails keeps no other waiting', async () => {
  const sites = Array.from({ length: 40 }, (_, number) => ({ site: `${number}.example`, at: number + 1 }));
  let [atWork, most] = [0, 0];
  let letGo = () => {};
  const { wakes, woken } = wakesWith(async (site) => {
    atWork += 1;
    most = Math.max(most, atWork);
    if (site === '0.example') await new Promise<void>((resolve) => (letGo = resolve));
    await new Promise((resolve) => setImmediate(resolve));
    atWork -= 1;
    if (site === '1.example') throw new Error('This site fails.');
    wakes.heard(site, null);
  });
  wakes.start(sites.toReversed());
  await expect.poll(() => woken.length, patient).toBe(40);
  expect(woken).toEqual(sites.map(({ site }) => site));
  expect(most).toBe(4);
  letGo();
  await wakes.stop();
});

test('the timer is set to the first of all, also where that comes to be known last', async () => {
  const { wakes, woken } = wakesWith(async (site) => wakes.heard(site, null));
  wakes.start([{ site: 'later.example', at: Date.now() + 60 * 60_000 }]);
  wakes.heard('now.example', Date.now() + 20);
  await expect.poll(() => woken, patient).toEqual(['now.example']);
  await wakes.stop();
});

test('when the clock goes back, whoever was put off while it was ahead is woken', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const { wakes, woken } = wakesWith(async (name) => wakes.heard(name, null));
    wakes.start([{ site: 'ahead.example', at: Date.now() + 60 * 60_000 }]);
    vi.setSystemTime(Date.now() - 30 * 24 * 60 * 60_000);
    wakes.heard('now.example', Date.now());
    await vi.waitFor(() => expect(woken.toSorted()).toEqual(['ahead.example', 'now.example']), patient);
    await wakes.stop();
  } finally {
    vi.useRealTimers();
  }
});

const site = 'blog.example';

/** A folder with a site that asks Akismet, and what is done with it over HTTP. */
async function withAkismet() {
  const { url: services, close } = await startServices();
  Object.assign(process.env, serviceVariables(services));
  const data = newFolder();
  const start = () => startServer(data, ['--demo=false', '--limits', 'off']);
  const blog = encodeURIComponent(`https://${site}`);
  const behave = (mode: string) => fetch(`${services}/mode?blog=${blog}&mode=${mode}`, { method: 'PUT' });
  const asked = async () => {
    const calls = (await (await fetch(`${services}/calls?blog=${blog}`)).json()) as { path: string }[];
    return calls.filter(({ path }) => path.endsWith('comment-check')).length;
  };
  return { data, start, behave, asked, close };
}

async function send(server: Server, method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(server.base + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** Opens sites, as whoever runs the server does. Returns what opens the operator's routes. */
async function openSites(server: Server, data: string, names: string[]): Promise<Record<string, string>> {
  const headers = { Authorization: `Bearer ${operatorKey(readFileSync(join(data, 'secret'), 'utf8').trim())}` };
  for (const name of names) await send(server, 'POST', '/api/operator/sites', { site: name, owner: 'Anna' }, headers);
  return headers;
}

/** What the directory of a folder says of its sites. */
function wakesOf(data: string): { site: string; at: number }[] {
  const directory = new DatabaseSync(join(data, 'directory.sqlite'), { readOnly: true });
  const rows = directory.prepare('SELECT site, at FROM wake ORDER BY site').all();
  directory.close();
  return rows as unknown as { site: string; at: number }[];
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'what is due is done after a %s without anybody calling on the site',
  async (signal) => {
    const { data, start, behave, asked, close } = await withAkismet();
    const first = await start();
    const headers = await openSites(first, data, [site]);
    const answer = await send(first, 'POST', `/api/operator/sites/${site}/owner-link`, {}, headers);
    const { link } = (await answer.json()) as { link: string };
    const session = await send(first, 'POST', '/api/session', { link: link.split('#link=').at(-1) });
    const Cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const settings = { publish: 'everyone', services: ['akismet'] };
    await send(first, 'PATCH', `/api/sites/${site}/settings`, settings, { Cookie, Origin: first.base });
    await behave('later');
    const form = { writing: 60_000, inputs: 60, pasted: 0 };
    const comment = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Ein Gedanke.', form };
    const held = await send(first, 'POST', `/api/sites/${site}/comments`, comment);
    expect([held.status, await asked()]).toEqual([202, 1]);
    await first.end(signal);
    const [wake] = wakesOf(data);
    // After a kill it has to be asked; else it was noted when.
    expect(wake?.at === 0).toBe(signal === 'SIGKILL');
    await behave('');
    const second = await start();
    await expect.poll(asked, patient).toBe(2);
    const read = async () => {
      const response = await fetch(`${second.base}/api/sites/${site}/comments?thread=/a`);
      return ((await response.json()) as { comments: unknown[] }).comments.length;
    };
    await expect.poll(read, patient).toBe(1);
    await second.end('SIGTERM');
    close();
  },
);

test('with more sites than files may be open, each is woken, and in the end the directory knows of each when it has to be', async () => {
  const data = newFolder();
  const few = ['bash', '-c', 'ulimit -n 160 && exec "$@"', 'bash'];
  const start = () => startServer(data, ['--demo=false', '--limits', 'off'], { through: few });
  const names = Array.from({ length: 60 }, (_, number) => `blog-${number}.example`);
  const first = await start();
  await openSites(first, data, names);
  await first.end('SIGKILL');
  // Whatever the killed process had done of it: all that was written to is to be asked.
  expect(wakesOf(data).some(({ at }) => at === 0)).toBe(true);
  // Those that are open are noted when they are closed; those whose turn had not come when it ended, with the next start.
  const wake = async () => {
    const server = await start();
    await expect.poll(() => wakesOf(data).filter(({ at }) => at === 0).length, patient).toBeLessThanOrEqual(26);
    await server.end('SIGTERM');
    return wakesOf(data).filter(({ at }) => at === 0);
  };
  await expect.poll(wake, patient).toEqual([]);
});

test('a site that was begun to be opened and is not there yet is asked for again after a while, and not at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const platform = new NodePlatform(newFolder(), readConfig({ PLAUSCH_SECRET: 's'.repeat(32) }), Assets.none);
  try {
    await platform.directory().addSite('half.example', null, true);
    await platform.directory().noteWakes([{ site: 'half.example', at: 0 }]);
    const real = platform.directory.bind(platform);
    let asked = 0;
    platform.directory = () => {
      asked += 1;
      return real();
    };
    await platform.startWork();
    const before = asked;
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
    for (let seconds = 0; seconds < 60; seconds += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(asked - before).toBeLessThan(3);
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    expect(asked - before).toBeGreaterThan(0);
  } finally {
    vi.useRealTimers();
    await platform.settle();
    platform.close();
  }
});
