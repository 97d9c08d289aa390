import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { type Running, signIn } from './plausch';

/** Runs `npm run site`, as the one who runs the server does. */
export function runSite(data: string, ...args: string[]): string {
  const command = ['run', '--silent', 'site', '--', ...args, '--data', data];
  return execFileSync('npm', command, { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
}

/** A new one-time link, as the one who runs the server gets it. */
export function newOwnerLink(plausch: Running, data: string): string {
  const output = runSite(data, 'owner-link', plausch.site);
  const link = /#link=\S+/.exec(output)?.[0];
  if (!link) throw new Error(`No link in: ${output}`);
  return `${plausch.base}/desk/${link}`;
}

/** The ids of the comments that any reader sees. */
export async function readPublished(plausch: Running, thread = '/wer-zuhoert/'): Promise<string[]> {
  const address = `${plausch.base}/api/sites/${plausch.site}/comments?thread=${encodeURIComponent(thread)}`;
  const { comments } = await (await fetch(address)).json();
  return comments
    .filter(({ status }: { status: string }) => status === 'published')
    .map(({ id }: { id: string }) => id);
}

/** What an author sees of their own comment. */
export async function readOwn(plausch: Running, id: string, token: string, thread = '/wer-zuhoert/') {
  const address = `${plausch.base}/api/sites/${plausch.site}/own?thread=${encodeURIComponent(thread)}`;
  const response = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  const { comments } = await response.json();
  return comments.find((comment: { id: string }) => comment.id === id);
}

/** Posts to a part of a comment as any HTTP client can: a report, an appeal. */
export async function postTo(plausch: Running, path: string, body: unknown, token?: string): Promise<number> {
  const response = await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return response.status;
}

/** Stops the clock of a page, not its timers: what happens from here on is just now, however long it takes. */
export const stopClock = (page: Page) => page.clock.setFixedTime(new Date());

/** Chooses the desk's language by its own name, and waits until it has come. */
export async function speak(page: Page, language: string): Promise<void> {
  const button = page.getByRole('button', { name: language });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** The comment in the queue that is signed with a name. */
export const commentBy = (page: Page, name: string) => page.getByRole('article', { name });

/** Calls the desk's API as whoever is signed in on a page. */
export async function callAs(page: Page, plausch: Running, method: string, path: string, data?: unknown) {
  const response = await page.request.fetch(`${plausch.base}/api/sites/${plausch.site}${path}`, { method, data });
  if (!response.ok()) throw new Error(`${response.status()}: ${await response.text()}`);
  return response.status() === 204 ? undefined : await response.json();
}

/** Who somebody is, and how their browser is set. */
interface Colleague {
  scope?: string[];
  /** Nothing live reaches them. */
  deaf?: boolean;
  language?: 'de' | 'en';
  colorScheme?: 'light' | 'dark';
}

/** Lets somebody in, and opens the desk with their link in a browser of their own. */
export async function openDeskOf(
  browser: Browser,
  owner: Page,
  plausch: Running,
  name: string,
  { scope = [], deaf = false, language = 'de', colorScheme = 'light' }: Colleague = {},
): Promise<Page> {
  const { link } = await callAs(owner, plausch, 'POST', '/people', { name, role: 'moderator', scope });
  const page = await (await browser.newContext({ locale: language, colorScheme })).newPage();
  if (deaf) await page.routeWebSocket('**/live', (socket) => void socket.close());
  await page.goto(`${plausch.base}/desk/#link=${link}`);
  await signIn(page);
  return page;
}
