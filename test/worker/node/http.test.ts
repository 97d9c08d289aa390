import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Context } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createHttpServer } from '../../../worker/host/node/http';
import { Connections } from '../../../worker/host/node/live';
import { newFolder, type Server, startServer } from './server';

let server: Server;
let port: number;
beforeAll(async () => {
  server = await startServer(newFolder());
  port = Number(new URL(server.base).port);
});
afterAll(() => server.end('SIGKILL'));

/** A connection as any program can make one: what it sends, all it hears, and whether the server has ended it. */
interface Line {
  socket: Socket;
  heard: () => string;
  ended: () => boolean;
}

/** Sends bytes and never ends its own side, however long it is kept waiting. */
function call(...lines: string[]): Line {
  let heard = '';
  let ended = false;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('data', (data) => {
    heard += data;
  });
  socket.on('end', () => {
    ended = true;
  });
  // A connection that is cut off has ended, too.
  socket.on('error', () => {
    ended = true;
  });
  socket.write(lines.join('\r\n'));
  return { socket, heard: () => heard, ended: () => ended };
}

const request = (target: string, headers: string[], host = `localhost:${port}`) =>
  call(`GET ${target} HTTP/1.1`, `Host: ${host}`, ...headers, '', '');
const upgradeTo = (protocol: string) => ['Connection: Upgrade', `Upgrade: ${protocol}`];
const handshake = [
  ...upgradeTo('websocket'),
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
];
const live = '/api/sites/localhost/live';

/** How many connections the server's process holds now, by the kernel's word (proc_pid_net(5), proc_net_tcp(5)). */
function connections(): number {
  const listed = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/${server.process.pid}/net/${name}`, 'utf8').split('\n'),
  );
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const fields = listed.map((line) => line.trim().split(/\s+/));
  // 0A is what listens; no inode: the kernel alone still knows of it.
  return fields.filter((field) => field[1]?.endsWith(local) && field[3] !== '0A' && field[9] !== '0').length;
}

/** Where the answer's body begins. */
const body = (line: Line) => line.heard().split('\r\n\r\n')[1] ?? '';

test.each([
  [
    'h2c, as curl --http2 asks',
    ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA'],
  ],
  ['a protocol that nobody knows', upgradeTo('nonsense')],
  ['nothing', upgradeTo('')],
  ['several', upgradeTo('h2c, websocket')],
  ['TLS', upgradeTo('TLS/1.0')],
  ['a WebSocket where none is', handshake],
  ['a WebSocket without a key', upgradeTo('websocket')],
  ['something, without Connection', ['Upgrade: h2c']],
])('whoever asks to upgrade to %s is answered as plain HTTP, and the connection goes on', async (_what, headers) => {
  const line = request('/health', headers);
  await expect.poll(line.heard).toContain('ok');
  expect(line.heard()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  line.socket.write(`GET /health HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`);
  await expect.poll(() => line.heard().match(/200 OK/g)?.length).toBe(2);
  line.socket.destroy();
});

test('the body of a request that asks to upgrade is read as ever', async () => {
  const text = JSON.stringify({ body: '*Guten Tag*' });
  const line = call(
    'POST /api/sites/localhost/preview HTTP/1.1',
    `Host: localhost:${port}`,
    ...upgradeTo('h2c'),
    'Content-Type: application/json',
    `Content-Length: ${text.length}`,
    '',
    text,
  );
  await expect.poll(line.heard).toContain('<em>Guten Tag</em>');
  line.socket.destroy();
});

/** What no server should take, and what it says to it without any upgrade. */
const bad: [what: string, target: string, host: string][] = [
  ['a host that is none', '/health', 'a b'],
  ['a host with a path', '/health', 'localhost/x'],
  ['a host with a user', '/health', 'a@localhost'],
  ['an unfinished address', '/health', '[::1'],
  ['a port that is none', '/health', 'localhost:99999'],
  ['a target that is none', 'health', 'localhost'],
  ['a backslash', '/\\health', 'localhost'],
  ['an absolute target that is none', 'http://', 'localhost'],
  ['the live connection under a host that is none', live, 'a b'],
  ['the live connection under an unfinished address', live, '[::1'],
];

test.each(bad)('%s is refused with 400, whether it asks to upgrade or not', async (_what, target, host) => {
  for (const headers of [['Connection: close'], upgradeTo('h2c'), handshake]) {
    const line = request(target, headers, host);
    await expect.poll(line.heard).toMatch(/^HTTP\/1\.1 \d/);
    expect([headers.length, line.heard().split('\r\n')[0]]).toEqual([headers.length, 'HTTP/1.1 400 Bad Request']);
    line.socket.destroy();
  }
});

test('a target that names the whole address is the same as its path', async () => {
  for (const headers of [[], upgradeTo('h2c'), handshake]) {
    const line = request(`http://localhost:${port}/health`, headers);
    await expect.poll(line.heard).toContain('ok');
    line.socket.destroy();
    const refused = request(`http://localhost:${port}${live}`, headers);
    await expect.poll(() => body(refused)).toContain('"type":"/problems/not-signed-in"');
    refused.socket.destroy();
  }
});

test('a refused WebSocket hears why, and its connection is freed though the other end stays open', async () => {
  const before = connections();
  const stranger = request(live, handshake);
  const unknown = request('/api/sites/nobody.example/live', handshake);
  const foreign = request(live, [...handshake, 'Origin: https://foreign.example']);
  await expect.poll(() => body(stranger)).toContain('"type":"/problems/not-signed-in"');
  expect(stranger.heard()).toMatch(/^HTTP\/1\.1 401 /);
  await expect.poll(() => body(unknown)).toContain('"type":"/problems/unknown-site"');
  await expect.poll(() => body(foreign)).toContain('"type":"/problems/origin-not-allowed"');
  await expect.poll(() => [stranger, unknown, foreign].map(({ ended }) => ended())).toEqual([true, true, true]);
  await expect.poll(connections).toBeLessThanOrEqual(before);
  for (const { socket } of [stranger, unknown, foreign]) socket.destroy();
});

test('1 100 that ask to upgrade and leave at once, or never, end nothing', async () => {
  const headers = [upgradeTo('h2c'), handshake, upgradeTo('websocket'), upgradeTo('x'.repeat(1000))];
  const lines = Array.from({ length: 1100 }, (_, count) =>
    request(count % 2 ? live : '/health', headers[count % 4] ?? []),
  );
  for (const { socket } of lines.slice(0, 300)) socket.destroy();
  for (const { socket } of lines.slice(300, 600)) socket.end();
  expect(await (await fetch(`${server.base}/health`)).text()).toBe('ok');
  await expect.poll(() => lines.slice(600).filter(({ heard }) => heard().startsWith('HTTP/1.1 ')).length).toBe(500);
  expect((await fetch(`${server.base}/api/sites/localhost/comments?thread=/a`)).status).toBe(200);
  for (const { socket } of lines) socket.destroy();
  await expect.poll(connections).toBeLessThan(5);
});

/** A server in this process that loses patience soon, and the port it listens on. */
async function startImpatient(fetch: Parameters<typeof createHttpServer>[0]) {
  const impatient = createHttpServer(fetch, { headers: 300, request: 300, silence: 300 });
  await new Promise<void>((resolve) => impatient.listen(0, '127.0.0.1', resolve));
  let met = 0;
  impatient.on('connection', () => {
    met += 1;
  });
  const count = () => new Promise<number>((resolve) => impatient.getConnections((_error, open) => resolve(open)));
  return { port: (impatient.address() as AddressInfo).port, count, met: () => met, close: () => impatient.close() };
}

test.each([
  ['says nothing', ''],
  ['never ends its headers', 'GET / HTTP/1.1\r\nHost: localhost\r\nX: '],
  ['never ends its body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc'],
  ['never ends its chunks', 'POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'],
  ['never asks again', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['never reads', 'GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n'],
])('a client that %s is cut off', async (_what, bytes) => {
  const answer = async (request: Request) =>
    new Response(request.url.endsWith('/long') ? 'x'.repeat(20_000_000) : await request.text());
  const impatient = await startImpatient(answer);
  const sockets = Array.from({ length: 10 }, () => {
    const socket = connect({ port: impatient.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => {});
    socket.write(bytes);
    return socket;
  });
  await expect.poll(impatient.met).toBe(10);
  await expect.poll(impatient.count).toBe(0);
  for (const socket of sockets) socket.destroy();
  impatient.close();
});

test('a live connection whose other end is gone without a word is freed; one that answers stays', async () => {
  const connections = new Connections(200);
  const impatient = await startImpatient((_request, env) =>
    connections.accept({ env } as unknown as Context, 'site', 'anna', 'session'),
  );
  const gone = connect({ port: impatient.port, host: '127.0.0.1', allowHalfOpen: true });
  gone.write([`GET ${live} HTTP/1.1`, 'Host: localhost', ...handshake, '', ''].join('\r\n'));
  const pings: number[] = [];
  const there = new WebSocket(`ws://127.0.0.1:${impatient.port}${live}`);
  there.on('ping', () => pings.push(pings.length));
  await expect.poll(() => connections.of('site').size).toBe(2);
  await expect.poll(() => connections.of('site').size).toBe(1);
  await expect.poll(() => pings.length).toBeGreaterThan(3);
  expect(there.readyState).toBe(WebSocket.OPEN);
  there.close();
  await expect.poll(() => connections.of('site').size).toBe(0);
  await expect.poll(impatient.count).toBe(0);
  impatient.close();
});

test('who goes away in the middle of a sentence leaves no line in the log', async () => {
  const log: string[] = [];
  const quiet = await startServer(newFolder(), [], { log });
  const { port } = new URL(quiet.base);
  const path = '/api/sites/localhost/preview';
  for (const how of ['Content-Length: 100', 'Transfer-Encoding: chunked'])
    for (const to of [path, '/pages/localhost']) {
      const type = to === path ? 'application/json' : 'application/x-www-form-urlencoded';
      const head = [`POST ${to} HTTP/1.1`, `Host: localhost:${port}`, `Content-Type: ${type}`, how, '', ''].join(
        '\r\n',
      );
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(`${head}${how.startsWith('T') ? '4\r\n{"bo\r\n' : '{"bo'}`, () => socket.destroy());
        });
        socket.once('close', () => resolve());
      });
    }
  // It ends when all that is in flight has ended.
  await quiet.end('SIGTERM');
  expect(log).toEqual([]);
});
