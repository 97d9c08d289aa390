import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder, run, startServer } from './server';

const secret = 's'.repeat(32);
const goBack = (args: string[], PLAUSCH_SECRET = secret) =>
  run('dist/site.js', ['restore', 'Blog.example', ...args], { PLAUSCH_SECRET });

test('whoever runs the server takes a site on Cloudflare back to a time, and is told how that is taken back', async () => {
  const asked: unknown[] = [];
  const cloudflare = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push([request.method, request.url, JSON.parse(body)]);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ undo: '0000-02', forgotten: asked.length > 1 }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => cloudflare.once('listening', resolve));
  const url = `http://127.0.0.1:${(cloudflare.address() as AddressInfo).port}`;
  try {
    const there = await goBack(['--to', '2026-12-01', '--url', url]);
    expect(there.out.trim().split('\n').slice(1)).toEqual([
      `npm run site -- restore Blog.example --bookmark 0000-02 --url ${url}`,
      `Who was erased since is not yet erased again: npm run site -- chores --url ${url}`,
    ]);
    const [, command = ''] = there.out.trim().split('\n');
    const back = await goBack(command.split(' ').slice(6));
    expect([there.code, back.code, back.out.includes('erased')]).toEqual([0, 0, false]);
    expect(asked).toEqual([
      ['POST', '/api/operator/sites/blog.example/recovery', { to: '2026-12-01T00:00:00Z' }],
      ['POST', '/api/operator/sites/blog.example/recovery', { bookmark: '0000-02' }],
    ]);
  } finally {
    cloudflare.close();
  }
});

test.each([
  ['no server', ['--to', '2026-12-01'], 'On one machine a backup brings it back'],
  ['no time', ['--to', 'gestern', '--url', 'http://127.0.0.1:1'], 'Say --to TIME'],
  ['both', ['--to', '2026-12-01', '--bookmark', '00', '--url', 'http://127.0.0.1:1'], 'Say --to TIME'],
])('with %s it says what is missing', async (_what, args, said) => {
  const { code, err } = await goBack(args);
  expect([code, err]).toEqual([1, expect.stringContaining(said)]);
});

test('a server on one machine says that a backup brings a site back', async () => {
  const data = newFolder();
  const server = await startServer(data);
  const own = readFileSync(join(data, 'secret'), 'utf8').trim();
  await run('dist/site.js', ['add', 'blog.example', '--data', data]);
  const { code, err } = await goBack(['--to', new Date().toISOString(), '--url', server.base], own);
  expect([code, err]).toEqual([1, expect.stringContaining('a backup brings a site back')]);
  await server.end('SIGTERM');
});
