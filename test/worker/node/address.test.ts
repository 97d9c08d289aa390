import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder, run, type Server, startServer } from './server';

interface Asked {
  method?: string;
  path: string;
  host: string;
  origin?: string;
  body?: unknown;
  /** The address that is connected to. */
  to?: string;
}

/** Asks a server under a name of one's choice, as no browser can. */
function ask({ base }: Pick<Server, 'base'>, { method = 'GET', path, host, origin, body, to = '127.0.0.1' }: Asked) {
  const headers: Record<string, string> = { Host: host, 'Content-Type': 'application/json' };
  if (origin) headers.Origin = origin;
  return new Promise<{ status: number; text: string; cookie: string }>((resolve, reject) => {
    const asking = request({ host: to, port: new URL(base).port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (data) => {
        text += data;
      });
      const cookie = answer.headers['set-cookie']?.[0] ?? '';
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, cookie }));
    });
    asking.on('error', reject);
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const linkOf = (server: Server) => server.desk?.split('#link=')[1];
const comment = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Guten Tag' };

test('without PLAUSCH_URL the desk and the feeds are served under no name that the server cannot know', async () => {
  const server = await startServer(newFolder());
  const { port } = new URL(server.base);
  const host = `evil.example:${port}`;
  const link = linkOf(server);
  for (const asked of [
    { path: '/api/session', method: 'POST', body: { link } },
    { path: '/api/session/link', method: 'POST', body: { link } },
    { path: '/api/session/passkey/options', method: 'POST' },
    { path: '/api/session' },
    { path: '/api/sites/localhost/queue' },
    { path: '/feeds/localhost.atom?thread=/a' },
  ]) {
    const { status, text } = await ask(server, { ...asked, host });
    expect([asked.path, status, JSON.parse(text).type]).toEqual([asked.path, 421, '/problems/unknown-address']);
    expect(JSON.parse(text).detail).toContain('PLAUSCH_URL');
  }
  // A page under that name is no page of this server's.
  const written = { path: '/api/sites/localhost/comments', method: 'POST', body: comment };
  const foreign = await ask(server, { ...written, host, origin: `http://${host}` });
  expect([foreign.status, JSON.parse(foreign.text).type]).toEqual([403, '/problems/origin-not-allowed']);
  // Readers of the site's own pages are served under any.
  const read = { path: '/api/sites/localhost/comments?thread=/a', host };
  expect((await ask(server, read)).status).toBe(200);
  expect((await ask(server, { ...written, host, origin: new URL(server.demo ?? '').origin })).status).toBe(202);
  // The link was not used up by any of this.
  expect(
    (await ask(server, { path: '/api/session', method: 'POST', body: { link }, host: `localhost:${port}` })).status,
  ).toBe(201);
  await server.end('SIGINT');
});

test.each(['localhost', '127.0.0.1', '127.0.0.2', '[::1]', 'plausch.localhost', 'LOCALHOST'])(
  'on this machine the server is %s',
  async (name) => {
    const server = await startServer(newFolder());
    const host = `${name}:${new URL(server.base).port}`;
    const entered = { path: '/api/session', method: 'POST', body: { link: linkOf(server) }, host };
    expect((await ask(server, { ...entered, origin: `http://${host.toLowerCase()}` })).status).toBe(201);
    await server.end('SIGINT');
  },
);

test('a server that listens on every address is known by the one it was reached under, and by no other', async () => {
  const server = await startServer(newFolder(), ['--host', '0.0.0.0']);
  const { port } = new URL(server.base);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const to = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
  expect((await ask(server, { path: '/api/session', host: `${to}:${port}`, to })).status).toBe(401);
  expect((await ask(server, { path: '/api/session', host: `192.0.2.1:${port}`, to })).status).toBe(421);
  expect((await ask(server, { path: '/api/session', host: `comments.example.de:${port}`, to })).status).toBe(421);
  await server.end('SIGINT');
});

test('with PLAUSCH_URL that is the server’s address, whatever it is asked under', async () => {
  const data = newFolder();
  const server = await startServer(data, ['--url', 'https://comments.example.de']);
  const listening = { base: JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')).url };
  const entered = { path: '/api/session', method: 'POST', body: { link: linkOf(server) }, host: 'evil.example' };
  const foreign = await ask(listening, { ...entered, origin: 'http://evil.example' });
  expect(foreign.status).toBe(403);
  const own = await ask(listening, { ...entered, origin: 'https://comments.example.de' });
  expect([own.status, own.cookie.startsWith('__Host-plausch=')]).toEqual([201, true]);
  await server.end('SIGINT');
});

test('over plain http a browser can say that a plain form is our own, and tells other sites nothing', async () => {
  const data = newFolder();
  const server = await startServer(data, ['--url', 'http://comments.lan:8787']);
  const { url } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8'));
  const path = `${url}/pages/localhost`;
  const body = new URLSearchParams({ thread: '/post/', name: 'Rita', body: 'Hallo' });
  const send = (origin: string, fields = body) =>
    fetch(path, { method: 'POST', headers: { Accept: 'text/html', Origin: origin }, body: fields, redirect: 'manual' });
  const again = await send('http://comments.lan:8787', new URLSearchParams({ thread: '/post/' }));
  const sent = await send('http://comments.lan:8787');
  const pages = [await fetch(`${path}?thread=/post/`), again, await fetch(url + sent.headers.get('Location'))];
  expect(pages.map(({ status }) => status)).toEqual([200, 422, 200]);
  for (const { headers } of pages) expect(headers.get('Referrer-Policy')).toBe('same-origin');
  for (const origin of ['null', 'http://evil.example']) expect((await send(origin)).status).toBe(403);
  await server.end('SIGINT');
});

test.each([
  'ftp://comments.example.de',
  'javascript:alert(1)',
  'https://a.example/?x',
  'https://u:p@a.example',
  'a.example',
])('the address %s is refused at the start', async (url) => {
  const { code, err } = await run('dist/server.js', ['--port', '0', '--data', newFolder(), '--url', url]);
  expect([code, err.startsWith('PLAUSCH_URL: ')]).toEqual([1, true]);
});
