import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { newFolder, type Server, startServer } from './server';

const comment = (body: string) =>
  JSON.stringify({ thread: { key: '/a' }, author: { name: 'Nora' }, body, form: { writing: 30_000, inputs: 40 } });

/** Asks over a connection that stays open. Resolves with the answer, or with why there was none. */
function ask(server: Server, agent: Agent, method: string, path: string, body?: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(
      server.base + path,
      { agent, method, headers: body === undefined ? {} : { 'Content-Type': 'application/json' } },
      (answer) => answer.resume().once('end', () => resolve(answer.statusCode ?? 0)),
    );
    asked.once('error', (error) => resolve(error.message));
    asked.end(body);
  });
}

const stored = (data: string) => {
  const file = new DatabaseSync(join(data, 'sites/localhost.sqlite'), { readOnly: true });
  const rows = file.prepare('SELECT body FROM comment').all() as { body: string }[];
  file.close();
  return rows.map(({ body }) => body);
};

/** Resolves when the server takes no connection any more. */
const refuses = (server: Server) =>
  expect
    .poll(
      () =>
        new Promise((resolve) => {
          const socket = connect(Number(new URL(server.base).port), '127.0.0.1');
          socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
          socket.once('connect', () => socket.destroy());
        }),
    )
    .toBe(true);

/** A comment of which the server has everything but the end. */
function halfSent(server: Server, body: string) {
  const whole = comment(body);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': whole.length, Expect: '100-continue' };
  const asked = request(`${server.base}/api/sites/localhost/comments`, { method: 'POST', headers });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', (response) => resolve(response.resume())).once('error', reject);
  });
  answer.catch(() => {});
  const taken = new Promise((resolve) => asked.once('continue', resolve));
  asked.flushHeaders();
  return { taken, answer, finish: () => asked.end(whole) };
}

test('100 comments in flight when the server is told to end: each that is stored was answered', async () => {
  const data = newFolder();
  const server = await startServer(data, ['--limits', 'off']);
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  await Promise.all(Array.from({ length: 100 }, () => ask(server, agent, 'GET', '/health')));
  let ended: ReturnType<Server['end']> | undefined;
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      const answer = await ask(server, agent, 'POST', '/api/sites/localhost/comments', comment(`Frage ${index}`));
      ended ??= server.end('SIGTERM');
      return { body: `Frage ${index}`, answer };
    }),
  );
  expect(await ended).toBe(0);
  const there = stored(data);
  expect(
    answers
      .filter(({ answer }) => answer === 202)
      .map(({ body }) => body)
      .toSorted(),
  ).toEqual(there.toSorted());
  agent.destroy();
});

test('what has begun is answered, on a connection that is then closed; a start right behind finds the folder free', async () => {
  const data = newFolder();
  const server = await startServer(data);
  const half = halfSent(server, 'Noch nicht fertig');
  await half.taken;
  const ended = server.end('SIGTERM');
  await refuses(server);
  const next = startServer(data);
  half.finish();
  const answer = await half.answer;
  expect([answer.statusCode, answer.headers.connection]).toEqual([202, 'close']);
  expect(await ended).toBe(0);
  expect(stored(data)).toEqual(['Noch nicht fertig']);
  await (await next).end('SIGTERM');
});

test('whoever listens is told that the server ends', async () => {
  const server = await startServer(newFolder());
  const session = await fetch(`${server.base}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link: server.desk?.split('#link=')[1] }),
  });
  const Cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${server.base.replace('http', 'ws')}/api/sites/localhost/live`, {
    headers: { Cookie },
  });
  const code = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  expect(await server.end('SIGTERM')).toBe(0);
  expect(await code).toBe(1001);
});

test('what never ends keeps the server from ending for a while, and not when it is told twice', async () => {
  const patient = await startServer(newFolder());
  const hasty = await startServer(newFolder());
  for (const server of [patient, hasty]) await halfSent(server, 'Das wird nichts').taken;
  const first = patient.end('SIGTERM');
  const second = hasty.end('SIGTERM');
  await refuses(hasty);
  const again = setInterval(() => hasty.process.kill('SIGTERM'), 100);
  expect(await Promise.race([first.then(() => 'patient'), second.then(() => 'hasty')])).toBe('hasty');
  clearInterval(again);
  expect([await first, await second]).toEqual([0, 0]);
});

test('the data folder and all in it belong to its owner alone, also what was open to others before', async () => {
  const data = newFolder();
  const modes = () =>
    ['', ...readdirSync(data, { recursive: true, encoding: 'utf8' })].map((name) => {
      const stats = statSync(join(data, name));
      return [name, (stats.mode & 0o777).toString(8), stats.isDirectory()] as const;
    });
  const tooOpen = () => modes().filter(([, mode, folder]) => mode !== (folder ? '700' : '600'));
  const first = await startServer(data);
  expect(await ask(first, new Agent(), 'POST', '/api/sites/localhost/comments', comment('Hallo'))).toBe(202);
  expect(modes().map(([name]) => name)).toContain('sites/localhost.sqlite-wal');
  expect(tooOpen()).toEqual([]);
  await first.end('SIGKILL');
  for (const [name, , folder] of modes()) chmodSync(join(data, name), folder ? 0o755 : 0o644);
  const second = await startServer(data);
  expect(tooOpen()).toEqual([]);
  await second.end('SIGTERM');
  expect(existsSync(join(data, 'server.json'))).toBe(false);
});
