import type { Locator, Page } from '@playwright/test';
import type { Running } from './plausch';

/** Uses the owner's link up, and returns how to call what the owner may. */
export async function asOwner(plausch: Running) {
  const json = { 'Content-Type': 'application/json' };
  const link = new URL(plausch.desk).hash.slice('#link='.length);
  const session = await fetch(`${plausch.base}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ link }),
  });
  const cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  return (method: string, path: string, body: object) =>
    fetch(`${plausch.base}/api/sites/${plausch.site}${path}`, {
      method,
      headers: { ...json, Cookie: cookie },
      body: JSON.stringify(body),
    });
}

/**
 * Publishes without waiting from now on, as the owner sets it, with other settings besides. Uses the owner's link up, and
 * returns how to set something else later.
 */
export async function publishEverything(plausch: Running, settings = {}): Promise<(settings: object) => Promise<void>> {
  const call = await asOwner(plausch);
  const set = async (settings: object) => {
    await call('PATCH', '/settings', settings);
  };
  await set({ publish: 'everyone', ...settings });
  return set;
}

/** The place to write a new comment. */
export const composer = (page: Page) => page.getByRole('form', { name: /^(Kommentar schreiben|Write a comment)$/ });

/** The comment in which these words stand. */
export const commentWith = (page: Page, words: string) =>
  page.locator('plausch-comments').getByRole('article').filter({ hasText: words });

/** Writes into a form and sends it. */
export async function write(form: Locator, { body, name }: { body: string; name?: string }): Promise<void> {
  await form.getByRole('textbox').first().fill(body);
  if (name !== undefined) await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: /^(Absenden|Send)$/ }).click();
}

/** The comments of the demo's thread, as any reader has them; with a token, those of its author that may still change. */
export async function readThread(plausch: Running, token?: string) {
  const address = `${plausch.base}/api/sites/${plausch.site}/${token ? 'own' : 'comments'}?thread=/wer-zuhoert/`;
  const response = await fetch(address, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
  const { comments } = (await response.json()) as { comments: { id: string; parent: string | null; html: string }[] };
  return comments;
}

/** The token that the widget keeps for this site. */
export const keptToken = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.parse(localStorage['plausch localhost token']));
