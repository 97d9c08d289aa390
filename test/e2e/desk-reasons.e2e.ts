import type { Page } from '@playwright/test';
import { callAs, commentBy } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

const fields = (page: Page) => page.locator('desk-reasons input');
const values = (page: Page) => fields(page).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
const stored = async (page: Page, plausch: Running) => (await callAs(page, plausch, 'GET', '/settings')).reasons;
const save = async (page: Page) => {
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
};

const german = [
  'Am Thema vorbei',
  'Beleidigt jemanden',
  'Werbung',
  'Persönliche Daten anderer',
  'Verstößt gegen ein Gesetz',
  'Nicht verständlich',
];

test('the reasons that come with the desk stand where they are edited, in the site’s language', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(fields(page)).toHaveCount(6);
  expect(await values(page)).toEqual(german);
  await expect(page.getByText('Das sind die mitgelieferten.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Wieder die mitgelieferten' })).toHaveCount(0);

  await page.getByLabel('Sprache der Website').selectOption('en');
  await expect(fields(page).first()).toHaveValue('Off topic');
  await save(page);
  expect(await stored(page, plausch)).toBeNull();
  await page.reload();
  await expect(fields(page).first()).toHaveValue('Off topic');
});

test('reasons are edited, removed, added and taken over, and moderators choose from them', async ({
  page,
  plausch,
}) => {
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByLabel('Begründung 1').fill('Gehört nicht hierher');
  await expect(page.getByText('Das sind die mitgelieferten.')).toHaveCount(0);
  await page.getByRole('button', { name: '„Werbung“ entfernen' }).click();
  await expect(page.getByLabel('Begründung 3')).toBeFocused();
  await expect(page.getByLabel('Begründung 3')).toHaveValue('Persönliche Daten anderer');
  await page.getByRole('button', { name: 'Begründung hinzufügen' }).click();
  await expect(page.getByLabel('Begründung 6')).toBeFocused();
  await page.keyboard.type('Schon gesagt');
  // What was left empty is no reason.
  await page.getByRole('button', { name: 'Begründung hinzufügen' }).click();
  await save(page);
  const own = ['Gehört nicht hierher', ...german.slice(1, 2), ...german.slice(3), 'Schon gesagt'];
  expect(await stored(page, plausch)).toEqual(own);

  await page.getByRole('button', { name: '„Am Thema vorbei“ übernehmen' }).click();
  await expect(page.getByLabel('Begründung 7')).toBeFocused();
  await expect(page.getByLabel('Begründung 7')).toHaveValue('Am Thema vorbei');
  await expect(page.getByRole('button', { name: '„Werbung“ übernehmen' })).toBeVisible();
  await save(page);
  expect(await stored(page, plausch)).toEqual([...own, 'Am Thema vorbei']);

  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Ablehnen' }).click();
  await expect(commentBy(page, 'Nora').getByText('Schon gesagt')).toBeVisible();

  await page.goto(`${plausch.base}/desk/#/localhost/settings`);
  await page.getByRole('button', { name: 'Wieder die mitgelieferten' }).click();
  await expect(page.getByLabel('Begründung 1')).toBeFocused();
  expect(await values(page)).toEqual(german);
  await save(page);
  expect(await stored(page, plausch)).toBeNull();
});

test('a reason that is too long is told at its field; without any, one writes them', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByLabel('Begründung 2').fill('x'.repeat(201));
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByLabel('Begründung 2')).toBeFocused();
  await expect(page.getByLabel('Begründung 2')).toHaveAccessibleDescription('Höchstens 200 Zeichen.');
  await expect(page.getByLabel('Begründung 1')).toHaveAttribute('aria-invalid', 'false');

  for (let left = 6; left > 0; left--)
    await page
      .getByRole('button', { name: /^(?!Adresse).*entfernen$/ })
      .and(page.locator('desk-reasons button'))
      .first()
      .click();
  await expect(page.getByRole('button', { name: 'Begründung hinzufügen' })).toBeFocused();
  await save(page);
  expect(await stored(page, plausch)).toEqual([]);
  await page.reload();
  await expect(page.getByRole('button', { name: '„Werbung“ übernehmen' })).toBeVisible();
  await expect(fields(page)).toHaveCount(0);
});
