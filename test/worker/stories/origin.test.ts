import { expect, test } from 'vitest';
import { openSite, Visitor } from '../visitor';

const comment = { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Guten Tag' };

test('the site’s own pages may read and write', async () => {
  const site = await openSite();
  const headers = { Origin: `https://${site}` };
  const path = `/api/sites/${site}/comments`;
  const page = await new Visitor().ask('GET', `${path}?thread=/post/`, { headers });
  const again = await new Visitor().ask('GET', `${path}?thread=/post/`, { headers });
  const posted = await new Visitor().ask('POST', path, { headers, body: comment });
  const refused = await new Visitor().ask('POST', path, { headers, body: {} });
  expect([page.status, again.status, posted.status, refused.status]).toEqual([200, 200, 202, 422]);
  for (const answer of [page, again, posted, refused]) {
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(`https://${site}`);
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(answer.headers.get('Vary')).toContain('Origin');
  }
});

test('a preflight from the site’s own pages is answered', async () => {
  const site = await openSite();
  const answer = await new Visitor().ask('OPTIONS', `/api/sites/${site}/comments`, {
    headers: { Origin: `https://${site}`, 'Access-Control-Request-Method': 'POST' },
  });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('Access-Control-Allow-Headers')).toContain('Idempotency-Key');
  expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('DELETE');
});

test.each([
  ['another site', (site: string) => `https://other-${site}`],
  ['a site whose name ends the same', (site: string) => `https://evil${site}`],
  ['a site whose name starts the same', (site: string) => `https://${site}.evil.example`],
  ['the same host without TLS', (site: string) => `http://${site}`],
  ['the same host on another port', (site: string) => `https://${site}:8443`],
  ['a sandboxed page', () => 'null'],
  ['something that is no origin', (site: string) => `https://${site}/`],
])('%s may neither read nor write', async (_who, origin) => {
  const site = await openSite({ publish: 'everyone' });
  const headers = { Origin: origin(site) };
  const path = `/api/sites/${site}/comments`;
  // The answer for readers without an origin is ready-made by now; it must not reach others.
  await new Visitor().read(site);
  // It may read why: a problem that says nothing of the site.
  const page = await new Visitor().ask('GET', `${path}?thread=/post/`, { headers });
  expect([page.status, JSON.parse(page.text).type]).toEqual([403, '/problems/origin-not-allowed']);
  expect(page.text).not.toContain(site);
  expect(page.headers.get('Access-Control-Allow-Origin')).toBe('*');
  expect(page.headers.get('ETag')).toBeNull();
  expect((await new Visitor().refused('POST', path, { headers, body: comment })).type).toBe(
    '/problems/origin-not-allowed',
  );
  expect((await new Visitor().ask('OPTIONS', path, { headers })).status).toBe(403);
  expect((await new Visitor().read(site)).comments).toEqual([]);
});

test('a page that names a site which is not here may read that', async () => {
  const headers = { Origin: 'https://blog.example' };
  for (const name of ['no-such-site.example', 'NOT A NAME']) {
    const path = `/api/sites/${encodeURIComponent(name)}/comments`;
    const page = await new Visitor().ask('GET', `${path}?thread=/post/`, { headers });
    expect([page.status, JSON.parse(page.text).type]).toEqual([404, '/problems/unknown-site']);
    expect(page.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect((await new Visitor().ask('OPTIONS', path, { headers })).status).toBe(404);
  }
});

test('readers get no cookie', async () => {
  const site = await openSite();
  const answers = [
    await new Visitor().ask('GET', `/api/sites/${site}/comments?thread=/post/`),
    await new Visitor().ask('POST', `/api/sites/${site}/comments`, { body: comment }),
    await new Visitor().ask('GET', `/api/sites/${site}/counts?thread=/post/`),
  ];
  for (const { headers } of answers) expect(headers.get('Set-Cookie')).toBeNull();
});

test('every answer carries the security headers', async () => {
  const site = await openSite();
  const paths = [`/api/sites/${site}/comments?thread=/a`, `/api/sites/${site}/queue`, '/api/session', '/api/nothing'];
  for (const path of paths) {
    const { headers } = await new Visitor().ask('GET', path);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  }
});
