import type { Page } from '@playwright/test';
import { expect, type Running, test } from './plausch';
import { commentWith, composer, keptToken, readThread, write } from './reader-steps';

const lost = 'Keine Verbindung. Der Text bleibt erhalten, nichts wird doppelt gesendet.';
const comments = '**/api/sites/localhost/comments';

/** Lets the next comment reach the server and loses the answer on the way back. */
const loseNextAnswer = (page: Page) =>
  page.route(
    comments,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );

async function expectOnce(page: Page, plausch: Running, words: string): Promise<void> {
  await expect(commentWith(page, words)).toHaveCount(1);
  const there = await readThread(plausch, await keptToken(page));
  expect(there.filter(({ html }) => html.includes(words))).toHaveLength(1);
}

test('the answer is lost on its way: the text is kept, and sent again it appears once', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await loseNextAnswer(page);
  await write(composer(page), { body: 'Im Tunnel geschrieben', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(lost);
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Im Tunnel geschrieben');
  await page.getByRole('button', { name: 'Nochmal senden' }).click();
  await expectOnce(page, plausch, 'Im Tunnel geschrieben');
});

test('the page is left in the middle of a send: sent again it appears once', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await loseNextAnswer(page);
  await write(composer(page), { body: 'Vor dem Umsteigen', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(lost);
  await page.reload();
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Vor dem Umsteigen');
  await page.getByRole('button', { name: 'Nochmal senden' }).click();
  await expectOnce(page, plausch, 'Vor dem Umsteigen');
});

test('the text is changed before it is sent again: that is another comment', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await page.route(comments, (route) => route.abort(), { times: 1 });
  await write(composer(page), { body: 'Erste Fassung', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(lost);
  await composer(page).getByRole('textbox').first().fill('Zweite Fassung');
  await page.getByRole('button', { name: 'Nochmal senden' }).click();
  await expectOnce(page, plausch, 'Zweite Fassung');
});

test('the network is lost for good and comes back', async ({ page, plausch, context }) => {
  await page.goto(plausch.demo);
  await composer(page).getByRole('textbox').first().fill('Auf dem Land');
  await composer(page).getByLabel('Name').fill('Nora');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect(page.getByRole('alert')).toHaveText(lost);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Nochmal senden' }).click();
  await expectOnce(page, plausch, 'Auf dem Land');
});

test('the form cannot be loaded: the text is kept, and after a reload all is well', async ({ page, plausch }) => {
  await page.route('**/chunks/writing-*.js', (route) => route.abort());
  await page.goto(plausch.demo);
  await composer(page).getByRole('textbox').fill('Beim zweiten Mal');
  await expect(page.getByRole('alert')).toHaveText(
    'Das Formular lässt sich nicht laden. Bitte die Seite neu laden; der Text bleibt.',
  );
  await page.unroute('**/chunks/writing-*.js');
  await page.reload();
  await composer(page).getByLabel('Name').fill('Nora');
  await composer(page).getByRole('button', { name: 'Absenden' }).click();
  await expectOnce(page, plausch, 'Beim zweiten Mal');
});

test('comments that cannot be loaded can be asked for again', async ({ page, plausch }) => {
  await page.route(`${comments}?*`, (route) => route.abort(), { times: 1 });
  await page.goto(plausch.demo);
  await expect(page.getByRole('alert')).toContainText('Die Kommentare lassen sich nicht laden.');
  await page.getByRole('button', { name: 'Nochmal versuchen' }).click();
  await expect(page.getByText('Hier hat noch niemand geschrieben.')).toBeVisible();
});

test('someone who writes too much at once is told to wait, and keeps the text', async ({ page, plausch }) => {
  await page.goto(plausch.demo);
  await page.route(comments, (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      headers: { 'Access-Control-Allow-Origin': new URL(plausch.demo).origin },
      body: JSON.stringify({ type: '/problems/too-many', title: 'Too many requests', status: 429 }),
    }),
  );
  await write(composer(page), { body: 'Schon wieder ich', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText('Das war viel auf einmal. Der Text bleibt erhalten.');
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Schon wieder ich');
});

test('an answer that never ends is given up, to a reader and to whoever writes', async ({ page, plausch }) => {
  // A minute passes in a second; a request that nobody answers stays open.
  const impatient = () => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (milliseconds) => timeout(milliseconds / 60);
  };
  await page.addInitScript(impatient);
  const thread = '**/api/sites/localhost/comments?*';
  await page.route(thread, () => {});
  await page.goto(plausch.demo);
  await expect(page.getByText('Die Kommentare lassen sich nicht laden.')).toBeVisible();
  await page.unroute(thread);
  await expect(async () => {
    await page.getByRole('button', { name: 'Nochmal versuchen' }).click();
    await expect(composer(page)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.route(comments, () => {}, { times: 1 });
  await write(composer(page), { body: 'Ins Leere gesendet', name: 'Nora' });
  await expect(page.getByRole('alert')).toHaveText(lost);
  await expect(async () => {
    const again = page.getByRole('button', { name: 'Nochmal senden' });
    if (await again.isVisible()) await again.click();
    await expect(commentWith(page, 'Ins Leere gesendet')).toHaveCount(1, { timeout: 1000 });
  }).toPass();
});
