import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, commentBy } from './desk-steps';
import { twoFrames } from './page-steps';
import { expect, openDesk, type Running, test } from './plausch';
import { composer, publishEverything, write as send } from './reader-steps';

/** Writes a comment on the demo post as any reader does. */
async function write(page: Page, plausch: Running, body: string): Promise<void> {
  await page.goto(plausch.demo);
  await send(composer(page), { name: 'Nora', body });
  await expect(page.getByText(/Danke!/)).toBeVisible();
}

const own = (page: Page) => page.getByRole('article', { name: 'Nora' });
const change = (page: Page) => own(page).getByRole('button', { name: 'Ändern oder zurücknehmen' });

test('an author changes their comment, by keyboard, and the desk reads the new text', async ({
  page,
  plausch,
  browser,
}) => {
  await write(page, plausch, 'Das war *schlecht*.');
  await expect(change(page)).toBeVisible();
  await expect(own(page)).not.toContainText('noch');
  await change(page).focus();
  await page.keyboard.press('Enter');
  const text = own(page).getByRole('textbox', { name: 'Ihr Kommentar' });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue('Das war *schlecht*.');
  await expectNoViolations(page);

  await text.fill('');
  await page.keyboard.press('Control+Enter');
  await expect(own(page).getByText('Bitte ausfüllen.')).toBeVisible();
  await expect(text).toBeFocused();
  await text.fill('Das war *gut*.');
  await page.keyboard.press('Escape');
  await expect(text).toHaveValue('Das war *gut*.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Ihr Kommentar ist geändert. Er wartet auf Freigabe.')).toBeVisible();
  await expect(own(page)).toBeFocused();
  await expect(own(page).locator('em')).toHaveText('gut');

  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await expect(commentBy(desk, 'Nora').locator('em')).toHaveText('gut');
  await page.reload();
  await expect(own(page).locator('em')).toHaveText('gut');
  await change(page).click();
  await expect(text).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(change(page)).toBeFocused();
});

test('an author takes their comment back, when they are sure', async ({ page, plausch }) => {
  // As where enough was decided to say.
  await page.route('**/comments', async (route) => {
    const response = await route.fetch();
    const { comment, ...json } = await response.json();
    await route.fulfill({
      response,
      json: { ...json, comment: { ...comment, own: { ...comment.own, usualWait: 1e7 } } },
    });
  });
  await write(page, plausch, 'Das nehme ich zurück.');
  await expect(own(page)).toContainText('Das dauert hier meist etwa 3 Stunden.');
  await change(page).click();
  const takeBack = own(page).getByRole('button', { name: 'Zurücknehmen', exact: true });
  await takeBack.click();
  await expect(own(page).getByText('Diesen Kommentar zurücknehmen?')).toBeVisible();
  await expect(own(page).getByRole('button', { name: 'Ja, zurücknehmen' })).toBeFocused();
  await expectNoViolations(page);
  await own(page).getByRole('button', { name: 'Nein, stehen lassen' }).click();
  await expect(takeBack).toBeFocused();
  await takeBack.click();
  await own(page).getByRole('button', { name: 'Ja, zurücknehmen' }).click();
  await expect(page.getByText('Ihr Kommentar ist zurückgenommen.')).toBeVisible();
  await expect(page.getByText('Das nehme ich zurück.')).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Hier hat noch niemand geschrieben.')).toBeVisible();
});

test('when the time is over the button goes; who has begun to change keeps the text, and is told', async ({
  page,
  plausch,
}) => {
  const set = await publishEverything(plausch);
  await write(page, plausch, 'Zu spät.');
  await expect(own(page).getByText(/^noch 1[45] Minuten$/)).toBeVisible();
  await change(page).click();
  await set({ editMinutes: 0 });
  const text = own(page).getByRole('textbox', { name: 'Ihr Kommentar' });
  await text.fill('Viel zu spät.');
  await own(page).getByRole('button', { name: 'Speichern' }).click();
  await expect(own(page).getByRole('alert')).toHaveText(/ist vorbei\. Der Text steht noch hier\./);
  await expect(text).toHaveValue('Viel zu spät.');
  await page.reload();
  await expect(own(page)).toContainText('Zu spät.');
  await expect(change(page)).toHaveCount(0);

  await set({ editMinutes: 15 });
  await page.clock.install();
  await page.reload();
  await expect(change(page)).toBeVisible();
  await page.clock.fastForward('16:00');
  await expect(change(page)).toHaveCount(0);
});

test('whoever waits is told on the open page that their comment is published', async ({ page, plausch, browser }) => {
  const desk = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await openDesk(desk, plausch);
  await page.clock.install();
  await write(page, plausch, 'Wann komme ich dran?');
  await expect(own(page)).toContainText('wartet auf Freigabe');
  const link = await own(page).getByRole('link', { name: 'Privater Link' }).getAttribute('href');
  const { items } = await callAs(desk, plausch, 'GET', '/queue?state=held');
  await callAs(desk, plausch, 'POST', '/decisions', { comments: [items[0].comment.id], action: 'approve' });
  await page.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Inzwischen');
  // A minute in which nobody answers changes nothing.
  await page.route('**/own?*', (route) => route.abort(), { times: 1 });
  const failed = page.waitForEvent('requestfailed');
  await page.clock.fastForward('01:01');
  await failed;
  await expect(own(page)).toContainText('wartet auf Freigabe');
  await expect(async () => {
    await page.clock.fastForward('01:01');
    await expect(page.getByText('Ihr Kommentar ist jetzt veröffentlicht.')).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByText('Ihr Kommentar ist jetzt veröffentlicht.')).toBeVisible();
  await expect(own(page)).not.toContainText('wartet auf Freigabe');
  await expect(page.getByRole('heading', { name: 'Kommentare: 1' })).toBeVisible();
  // Nothing is taken from whoever is writing.
  await expect(page.getByRole('textbox', { name: 'Kommentar schreiben' })).toBeFocused();
  // And nothing more is asked but whether there is anything new.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.fastForward('05:00');
  expect(asked.filter((url) => !url.includes('/newest?'))).toEqual([]);
  await page.goto(link ?? '');
  await expect(page.getByText('Ihr Kommentar ist veröffentlicht.')).toBeVisible();
});

test('what was changed while the page asks what became of it stays changed', async ({ page, plausch }) => {
  await page.clock.install();
  await write(page, plausch, 'Vorher.');
  const asked = Promise.withResolvers<void>();
  const changed = Promise.withResolvers<void>();
  await page.route(
    '**/own?*',
    async (route) => {
      const response = await route.fetch();
      asked.resolve();
      await changed.promise;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await page.clock.fastForward('01:01');
  await asked.promise;
  await change(page).click();
  await own(page).getByRole('textbox', { name: 'Ihr Kommentar' }).fill('Nachher.');
  await own(page).getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Ihr Kommentar ist geändert. Er wartet auf Freigabe.')).toBeVisible();
  const answered = page.waitForResponse('**/own?*');
  changed.resolve();
  await (await answered).finished();
  // What comes of the answer is there by the next frame but one.
  await twoFrames(page);
  await expect(own(page)).toContainText('Nachher.');
});

test('who changes a comment in two windows is told in the second, sees both texts, and decides', async ({
  page,
  context,
  plausch,
}) => {
  await write(page, plausch, 'Anfang.');
  const other = await context.newPage();
  await other.goto(plausch.demo);
  for (const [window, words] of [
    [page, 'Im ersten Fenster.'],
    [other, 'Im zweiten Fenster.'],
  ] as const) {
    await change(window).click();
    await own(window).getByRole('textbox', { name: 'Ihr Kommentar' }).fill(words);
  }
  await own(page).getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Ihr Kommentar ist geändert.')).toBeVisible();
  const save = own(other).getByRole('button', { name: 'Speichern' });
  await save.click();
  await expect(own(other).getByRole('alert')).toContainText('in einem anderen Fenster geändert');
  await expect(own(other).getByRole('textbox', { name: 'So lautet er jetzt' })).toHaveValue('Im ersten Fenster.');
  await expect(own(other).getByRole('textbox', { name: 'Ihr Kommentar' })).toHaveValue('Im zweiten Fenster.');
  await expectNoViolations(other);
  await save.click();
  await expect(other.getByText('Ihr Kommentar ist geändert.')).toBeVisible();
  await expect(own(other)).toContainText('Im zweiten Fenster.');
});

test('where the browser has no room left, and where somebody else has written, one’s own stays one’s own while the page is open', async ({
  page,
  plausch,
}) => {
  await page.goto(plausch.demo);
  await page.evaluate(() => {
    for (const name of ['token', 'author', 'sort', 'draft /wer-zuhoert/ '])
      localStorage[`plausch localhost ${name}`] = JSON.stringify(name === 'token' ? '☃' : { token: '☃' });
    sessionStorage['plausch localhost folded /wer-zuhoert/'] = '{"a":1}';
    for (let size = 1 << 22; size >= 1; size /= 2)
      try {
        for (let number = 0; ; number += 1) localStorage[`filler ${size} ${number}`] = 'x'.repeat(size);
      } catch {
        // So much is not left.
      }
  });
  await page.reload();
  await send(composer(page), { name: 'Nora', body: 'Kein Platz.' });
  await expect(page.getByText(/Danke!/)).toBeVisible();
  await change(page).click();
  await own(page).getByRole('textbox', { name: 'Ihr Kommentar' }).fill('Doch geändert.');
  await own(page).getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Ihr Kommentar ist geändert.')).toBeVisible();
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('');
  await send(composer(page), { body: 'Der zweite.' });
  await expect(own(page)).toHaveCount(2);
  await expect(change(page)).toHaveCount(2);
});
