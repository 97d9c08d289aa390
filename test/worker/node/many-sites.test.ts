import type { ChildProcess } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeManySites, notWoken } from '../../bench/many-sites';
import { newFolder, type Server, startServer } from './server';

/** More sites than may be open: with 128 files, 21 databases. */
const count = 300;
const mostOpen = 21;
const few = { through: ['prlimit', '--nofile=128:128'] };
const patient = { timeout: 60_000, interval: 20 };

/** The sites whose files a process has open. */
function openIn({ pid }: ChildProcess): Set<string> {
  const descriptors = `/proc/${pid}/fd`;
  const paths = readdirSync(descriptors).map((name) => {
    try {
      return readlinkSync(join(descriptors, name));
    } catch {
      // It was closed meanwhile.
      return '';
    }
  });
  return new Set(
    paths
      .filter((path) => path.includes('/sites/') && path.endsWith('.sqlite'))
      .map((path) => basename(path, '.sqlite')),
  );
}

async function post(server: Server, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(server.base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const write = async (server: Server, site: string, text: string) => {
  const sent = { thread: { key: '/a' }, author: { name: 'Nora' }, body: text };
  return (await (await post(server, `/api/sites/${site}/comments`, sent)).json()) as { token: string };
};

/** What the file of a site holds. */
function textsIn(folder: string, site: string): string[] {
  const file = new DatabaseSync(join(folder, 'sites', `${site}.sqlite`), { readOnly: true });
  const rows = file.prepare('SELECT body FROM comment ORDER BY id').all() as { body: string }[];
  file.close();
  return rows.map(({ body }) => body);
}

/** Does something about each, so many at a time. */
async function each<Item>(items: Item[], atOnce: number, work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

// What limits a process is called otherwise elsewhere.
if (process.platform === 'linux') {
  test('300 sites with 21 open at once: closed and opened again, and what was acknowledged is there after a kill', async () => {
    const data = newFolder();
    const sites = makeManySites(data, count);
    const log: string[] = [];
    const server = await startServer(data, ['--demo=false', '--limits', 'off'], { ...few, log });
    const kept = new Map<string, string[]>(sites.map((site) => [site, []]));
    for (const round of ['eins', 'zwei'])
      await each(sites, 16, async (site) => {
        const { token } = await write(server, site, `${round} auf ${site}`);
        kept.get(site)?.push(`${round} auf ${site}`);
        const own = await fetch(`${server.base}/api/sites/${site}/own?thread=/a`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        expect(await own.text()).toContain(`${round} auf ${site}`);
        expect(openIn(server.process).size).toBeLessThanOrEqual(mostOpen);
      });
    // What was due on all of them is done, too.
    await expect.poll(() => notWoken(data), patient).toBe(0);
    expect(await server.end('SIGKILL')).toBe('SIGKILL');
    for (const [site, texts] of kept) expect([site, textsIn(data, site)]).toEqual([site, texts]);
    expect(log).toEqual([]);
  });

  test('whoever listens to a site that nobody else uses hears what happens there, also while it is closed', async () => {
    const data = newFolder();
    const sites = makeManySites(data, 60);
    const [quiet = '', ...others] = sites;
    const server = await startServer(data, ['--demo=false', '--limits', 'off'], few);
    const session = await post(server, '/api/session', { link: server.desk?.split('#link=')[1] });
    const Cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const socket = new WebSocket(`${server.base.replace('http', 'ws')}/api/sites/${quiet}/live`, {
      headers: { Cookie, Origin: server.base },
    });
    const heard: string[] = [];
    socket.on('message', (text) => heard.push(String(text)));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    await expect.poll(() => notWoken(data), patient).toBe(0);
    for (const site of others) await write(server, site, 'Woanders');
    expect(openIn(server.process).has(quiet)).toBe(false);
    await write(server, quiet, 'Hier');
    await expect.poll(() => heard.map((text) => JSON.parse(text).kind), patient).toEqual(['waiting']);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
    expect(await server.end('SIGTERM')).toBe(0);
  });
}
