import { afterEach, expect, test, vi } from 'vitest';
import { createApp } from '../../../worker/app';
import { readConfig } from '../../../worker/config';
import { Session } from '../../../worker/contract/desk';
import { Assets } from '../../../worker/host/node/assets';
import { Operator, sendInside } from '../../../worker/host/node/operator';
import { NodePlatform } from '../../../worker/host/node/platform';
import { newFolder } from './server';

const secret = 'a secret that is only used by this test';
const hour = 60 * 60_000;
const day = 24 * hour;

afterEach(() => {
  vi.useRealTimers();
});

/** A browser that keeps a cookie as long as it was told to. */
class Browser {
  readonly #fetch: ReturnType<typeof createApp>['fetch'];
  #cookie: { value: string; ends: number } | undefined;
  /** How often it was told. */
  told = 0;

  constructor(fetch: ReturnType<typeof createApp>['fetch']) {
    this.#fetch = fetch;
  }

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    if (this.#cookie && this.#cookie.ends <= Date.now()) this.#cookie = undefined;
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (this.#cookie) headers.Cookie = this.#cookie.value;
    const request = new Request(`http://localhost:8787${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
    });
    const response = await this.#fetch(request, { incoming: { socket: {} } });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeLessThan(2);
    for (const cookie of cookies) {
      const age = Number(/; Max-Age=(\d+)/.exec(cookie)?.[1]);
      this.#cookie = { value: cookie.split(';')[0] ?? '', ends: Date.now() + age * 1000 };
      this.told += 1;
    }
    return response;
  }
}

async function atTheDesk() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 24, 9) });
  const platform = new NodePlatform(newFolder(), readConfig({ PLAUSCH_SECRET: secret }), Assets.none);
  const app = createApp(platform);
  const operator = new Operator(sendInside(app.fetch), secret);
  await operator.addSite({ site: 'blog.example', owner: 'Anna' });
  const link = (await operator.ownerLink('blog.example', '')).split('#link=')[1];
  const browser = new Browser(app.fetch);
  expect((await browser.ask('POST', '/api/session', { link })).status).toBe(201);
  return { browser, pass: (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds) };
}

test('whoever uses the desk each day stays signed in; whoever does not for 30 days is out', async () => {
  const { browser, pass } = await atTheDesk();
  for (let count = 0; count < 100; count += 1) {
    pass(day);
    expect([count, (await browser.ask('GET', '/api/sites/blog.example/queue')).status]).toEqual([count, 200]);
  }
  pass(30 * day - hour);
  expect(Session.parse(await (await browser.ask('GET', '/api/session')).json()).name).toBe('Anna');
  pass(30 * day);
  expect((await browser.ask('GET', '/api/session')).status).toBe(401);
});

test('the cookie is renewed once an hour at most, and signing out ends it in any case', async () => {
  const { browser, pass } = await atTheDesk();
  for (let count = 0; count < 300; count += 1) {
    await browser.ask('GET', '/api/sites/blog.example/queue');
    pass(60_000);
  }
  expect(browser.told).toBeGreaterThan(4);
  expect(browser.told).toBeLessThan(8);
  pass(2 * hour);
  expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
  expect((await browser.ask('GET', '/api/session')).status).toBe(401);
});

test('a clock that was ahead, and is put back, keeps nobody signed in longer', async () => {
  const { browser, pass } = await atTheDesk();
  pass(20 * day);
  expect((await browser.ask('GET', '/api/session')).status).toBe(200);
  pass(-20 * day);
  expect((await browser.ask('GET', '/api/session')).status).toBe(200);
  pass(30 * day);
  expect((await browser.ask('GET', '/api/session')).status).toBe(401);
});
