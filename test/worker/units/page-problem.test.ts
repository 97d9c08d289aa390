import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../../worker/app';
import type { ThreadPage } from '../../../worker/contract/comment';
import { type ProblemCode, problems } from '../../../worker/contract/problem';
import { Refusal } from '../../../worker/errors';
import { CloudflarePlatform } from '../../../worker/host/cloudflare/platform';
import { openSite } from '../visitor';

const codes = Object.keys(problems) as ProblemCode[];
const languages = ['de', 'en'] as const;
const sites = { de: '', en: '' };

type Methods = Record<string, (...values: never[]) => Promise<unknown>>;

/** Plausch where some methods of every site do something else. */
function plauschWith(methods: (site: Methods) => Methods) {
  const platform = new CloudflarePlatform(env);
  const open = platform.site.bind(platform);
  platform.site = (name, place) => {
    const site = open(name, place);
    const others = methods(site as unknown as Methods);
    return new Proxy(site, { get: (_, method) => others[String(method)] ?? Reflect.get(site, method) });
  };
  return createApp(platform);
}

const failing = (error: Error, ...methods: string[]) =>
  plauschWith(() => Object.fromEntries(methods.map((method) => [method, () => Promise.reject(error)])));

async function submit(app: ReturnType<typeof createApp>, site: string) {
  const body = new URLSearchParams({ thread: '/post/', name: 'Ole', body: 'Lange überlegt' });
  const headers = { Accept: 'text/html', 'Accept-Language': 'de', 'CF-Connecting-IP': '198.51.100.7' };
  const request = new Request(`https://plausch.example/pages/${site}`, { method: 'POST', body, headers });
  const response = await app.fetch(request, env);
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  for (const language of languages) sites[language] = await openSite({ language });
});
afterEach(() => vi.restoreAllMocks());

describe.each(languages)('a comment that is not taken, in %s', (language) => {
  test.each(codes)('because of %s comes back with its text and a sentence', async (code) => {
    const app = failing(new Refusal(code, { retryAfter: 90 }), 'submit', 'admit');
    const { status, text } = await submit(app, sites[language]);
    expect([status, text.includes('Lange überlegt</textarea>')]).toEqual([problems[code].status, true]);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toMatch(/role="alert"[^>]*>\s*<p><strong>[^<]{10,}<\/strong><\/p>\s*<p>[^<]{10,}<\/p>/);
  });
});

test('a comment for a discussion that was closed meanwhile stands there to be copied', async () => {
  const closed = (page: ThreadPage) => ({ ...page, thread: { ...page.thread, open: false } });
  const app = plauschWith(({ page }) => ({
    submit: () => Promise.reject(new Refusal('thread-closed')),
    page: async (...values) => closed((await page?.(...values)) as ThreadPage),
  }));
  const { status, text } = await submit(app, sites.de);
  expect([status, text.includes('Diese Diskussion ist jetzt geschlossen')]).toEqual([409, true]);
  expect(text).not.toContain('<form');
  expect(text).toMatch(/readonly>\s*Lange überlegt<\/textarea>/);
});

test('a comment stands there to be copied when nothing of its site can be read, and the cause is logged alone', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const app = failing(new Error('disk I/O error'), 'submit', 'page', 'settings');
  const { status, text } = await submit(app, sites.en);
  expect([status, text.includes('<html lang="de">')]).toEqual([500, true]);
  expect(text).toContain('Auf dem Server ist etwas schiefgegangen');
  expect(text).toMatch(/readonly>\s*Lange überlegt<\/textarea>/);
  expect(text).not.toContain('disk I/O error');
  expect(logged).toHaveBeenCalled();
});
