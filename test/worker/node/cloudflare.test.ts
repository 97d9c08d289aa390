import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWrangler } from '../../../scripts/wrangler-dev.mjs';
import { Operator, sendTo } from '../../../worker/host/node/operator';
import { newFolder, type Server, startServer } from './server';

/** The same build on one machine and in Cloudflare's runtime with its assets, as `wrangler dev` runs it. */
let machine: Server;
let edge: Awaited<ReturnType<typeof startWrangler>>;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

beforeAll(async () => {
  machine = await startServer(newFolder());
  edge = await startWrangler({ port: await freePort(), data: newFolder() });
});

afterAll(async () => {
  edge.process.kill();
  await machine.end('SIGINT');
});

const files = readdirSync('dist/assets/chunks', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.js'),
);

const installable = readdirSync('dist/assets/desk').filter((name) => /\.(js|png|webmanifest)$/.test(name));

test.each([
  ...['/embed.js', '/latest.js', '/page.css', '/fragment.css', '/desk/'],
  ...installable.map((name) => `/desk/${name}`),
  ...files.map((name) => `/chunks/${name}`),
])('%s has the same bytes and headers on both', async (path) => {
  const [here, there] = await Promise.all([fetch(machine.base + path), fetch(edge.base + path)]);
  expect([here.status, there.status]).toEqual([200, 200]);
  expect(await here.text()).toBe(await there.text());
  for (const name of [
    'Access-Control-Allow-Origin',
    'Cache-Control',
    'Content-Security-Policy',
    'Content-Type',
    'Cross-Origin-Resource-Policy',
    'Referrer-Policy',
    'X-Content-Type-Options',
  ])
    expect([name, here.headers.get(name)]).toEqual([name, there.headers.get(name)]);
});

test('what has a hash in its name is kept for good, and the rest is asked for again', async () => {
  const cacheOf = async (path: string) => (await fetch(machine.base + path)).headers.get('Cache-Control');
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) expect(await cacheOf(`/chunks/${name}`)).toBe('public, max-age=31536000, immutable');
  expect(await cacheOf('/embed.js')).toBe('public, max-age=600, stale-while-revalidate=86400');
  for (const path of ['/desk/', '/desk/service-worker.js', '/desk/manifest.webmanifest'])
    expect(await cacheOf(path)).toBe('no-cache');
});

test('files come compressed to who can read that, and not again when they are known', async () => {
  const url = `${machine.base}/embed.js`;
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { headers } = await fetch(url, { headers: { 'Accept-Encoding': encoding } });
    expect(headers.get('Content-Encoding')).toBe(encoding === 'identity' ? null : encoding);
  }
  const etag = (await fetch(url)).headers.get('ETag') ?? '';
  expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('in Cloudflare’s runtime too a page comes in the encoding that the client asked for', async () => {
  const operator = new Operator(sendTo(edge.base), edge.secret);
  await operator.addSite({ site: 'blog.example' });
  const url = `${edge.base}/api/sites/blog.example/comments?thread=/a`;
  for (const encoding of ['br', 'gzip', 'identity'])
    for (const time of ['made now', 'ready-made']) {
      const response = await fetch(url, { headers: { 'Accept-Encoding': encoding } });
      const expected = encoding === 'identity' ? null : encoding;
      expect([time, response.headers.get('Content-Encoding')]).toEqual([time, expected]);
      expect(await response.json()).toMatchObject({ comments: [] });
    }
});

test('the local runtime has no places: a site that shall be in the EU is refused there, and nothing is left', async () => {
  const operator = new Operator(sendTo(edge.base), edge.secret);
  const eu = { site: 'eu.example', jurisdiction: 'eu' } as const;
  await expect(operator.addSite(eu)).rejects.toThrow('Data cannot be placed in a jurisdiction here');
  expect((await operator.listSites()).map(({ site }) => site)).not.toContain('eu.example');
});
