import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, openDeskOf, speak } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

test.use({ locale: 'de-DE' });

async function openLetter(page: Page, plausch: Running): Promise<void> {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('link', { name: 'Person suchen' }).click();
  await expect(page.getByRole('heading', { name: 'Was über jemanden bekannt ist' })).toBeVisible();
}

async function find(page: Page, q: string): Promise<void> {
  await page.getByRole('searchbox').fill(q);
  await page.getByRole('searchbox').press('Enter');
  await expect(page.locator('h2.found')).toBeFocused();
}

test('somebody who writes a letter is found among namesakes, told what is known, and erased, by keyboard alone', async ({
  page,
  plausch,
}) => {
  const nora = await post(plausch, { name: 'Nora', email: 'nora@example.org', body: 'Nur der *Chef* entscheidet.' });
  await post(plausch, { name: 'Nora', email: 'n.sommer@example.org', body: 'Eine andere Nora.' });
  // Published: it can be answered.
  await openLetter(page, plausch);
  await callAs(page, plausch, 'POST', '/decisions', { comments: [nora.comment.id], action: 'approve' });
  const lea = await post(plausch, { name: 'Lea', body: 'Nora hat recht.', parent: nora.comment.id });
  await find(page, 'nora');
  await expect(page.getByRole('heading', { name: '2 Personen wurden gefunden.' })).toBeVisible();
  const [hers, other] = ['nora@example.org', 'n.sommer@example.org'].map((address) =>
    page.locator('.list > li').filter({ hasText: address }),
  ) as [ReturnType<Page['locator']>, ReturnType<Page['locator']>];
  await expect(hers).toContainText('Nur der Chef entscheidet.');
  await expect(hers).toContainText('nicht bestätigt');
  await expect(hers).toContainText('1 Kommentar');
  await expect(other).toContainText('Eine andere Nora.');

  await hers.getByRole('button', { name: /^Alles ansehen: Nora/ }).press('Enter');
  await expect(hers.getByRole('region', { name: 'Alles, was über Nora bekannt ist' })).toContainText(
    'Nur der *Chef* entscheidet.',
  );
  const coming = page.waitForEvent('download');
  await hers.getByRole('button', { name: /^Als Datei speichern/ }).press('Enter');
  const file = JSON.parse(readFileSync(await (await coming).path(), 'utf8'));
  expect(file.comments.map(({ id }: { id: string }) => id)).toEqual([nora.comment.id]);

  for (const [language, colorScheme, width] of [
    ['EN, English', 'dark', 375],
    ['DE, Deutsch', 'light', 1280],
  ] as const) {
    await speak(page, language);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 1400 });
    await hers.locator('.erase').click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await expectNoViolations(page);
    await page.screenshot({ path: test.info().outputPath(`${width}.png`), fullPage: true });
    await page.keyboard.press('Escape');
    await expect(hers).toBeFocused();
  }

  await hers.getByRole('button', { name: /^Löschen/ }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Alles von Nora löschen?' })).toBeFocused();
  await expect(hers).toContainText('Das lässt sich nicht rückgängig machen.');
  await page.getByRole('button', { name: 'Nicht löschen' }).press('Enter');
  await expect(hers).toBeFocused();
  await hers.getByRole('button', { name: /^Löschen/ }).press('Enter');
  await page.getByRole('button', { name: 'Endgültig löschen' }).press('Enter');
  await expect(page.locator('.told')).toBeFocused();
  await expect(hers).toHaveCount(0);
  await expect(other).toBeVisible();
  await expect
    .poll(async () => JSON.stringify(await callAs(page, plausch, 'POST', '/authors/search', { q: 'nora' })))
    .not.toContain('nora@example.org');
  const { items } = await callAs(page, plausch, 'GET', '/queue?state=any');
  expect(items.map(({ comment }: { comment: { id: string } }) => comment.id)).toContain(lea.comment.id);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'auf Wunsch gelöscht' });
  await expect(entry).toBeVisible();
  await expect(entry.getByRole('button')).toHaveCount(0);
  await expect(entry.getByRole('link')).toHaveCount(0);
});

test('a moderator comes there from a comment, erases several at once, and is told what did not work', async ({
  page,
  plausch,
  browser,
}) => {
  const hostile = '"><img src=x onerror="document.title=1">\u202e';
  for (const body of ['Eins', 'Zwei'])
    await post(plausch, { name: hostile, email: 'h@example.org', body: `${body} ${hostile}` });
  await openDesk(page, plausch);
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await anna.getByRole('link', { name: 'Auskunft und Löschen' }).first().click();
  await expect(anna.locator('.list > li')).toHaveCount(1);
  await find(anna, 'h@example.org');
  await expect(anna.locator('.list > li')).toHaveCount(2);
  await expect(anna.locator('desk-letter img')).toHaveCount(0);
  for (const box of await anna.getByRole('checkbox').all()) await box.check();
  await anna.getByRole('button', { name: 'Die 2 Ausgewählten löschen' }).click();
  await anna.route('**/authors/forget', (route) => route.abort());
  await anna.getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(anna.locator('.sure').getByRole('alert')).toContainText('Server');
  await anna.unroute('**/authors/forget');
  await anna.getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(anna.locator('.told')).toContainText('2 Personen werden gelöscht.');
  // One after the other is erased, in steps.
  await expect(async () => {
    await find(anna, 'h@example.org');
    await expect(anna.locator('h2.found')).toContainText('Niemand wurde gefunden.', { timeout: 1000 });
  }).toPass();

  // Who works on a part of the site has no way there, and the address opens nothing.
  await post(plausch, { name: 'Lea', body: 'Meiner' });
  const ben = await openDeskOf(browser, page, plausch, 'Ben', { scope: ['/wer-zuhoert/'] });
  await expect(ben.getByRole('article', { name: 'Lea' })).toBeVisible();
  await expect(ben.getByRole('link', { name: 'Auskunft und Löschen' })).toHaveCount(0);
  await ben.goto(`${plausch.base}/desk/#/localhost/letter`);
  await expect(ben.getByRole('alert')).toBeVisible();
  await expect(ben.locator('desk-letter')).toHaveCount(0);
});
