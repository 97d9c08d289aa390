import { callAs, speak } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the empty queue and the settings show the lines to paste, as they are printed at the start', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  const lines = page.getByRole('region', { name: 'Zeilen zum Einfügen' });
  await expect(lines).toHaveText(plausch.snippet);
  await expect(page.getByText('docs/embed.md')).toBeVisible();
  await page.getByRole('button', { name: 'Kopieren' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Kopiert.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Kopieren' })).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(plausch.snippet);

  // What waits elsewhere comes first.
  const { comment } = await post(plausch, { body: 'Ein Gedanke.' });
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(lines).toHaveCount(0);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(lines).toHaveText(plausch.snippet);
  await page.setViewportSize({ width: 375, height: 700 });
  for (const language of ['English', 'Deutsch']) {
    await speak(page, language);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  }

  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  await page.goto(`${plausch.base}/desk/#/localhost/queue/all`);
  await expect(lines).toHaveText(plausch.snippet);
  await page.goto(`${plausch.base}/desk/#/localhost/queue/reported`);
  await expect(page.getByText('Niemand hat etwas gemeldet.')).toBeVisible();
  await expect(lines).toHaveCount(0);
});

test('where the browser forbids copying, the lines are selected', async ({ page, plausch }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await openDesk(page, plausch);
  await page.getByRole('button', { name: 'Kopieren' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'lassen sich von Hand kopieren' })).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('plausch-comments');
});
