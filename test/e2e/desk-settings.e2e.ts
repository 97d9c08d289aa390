import { readPublished } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test('the owner lets everyone publish, and the next comment is there at once', async ({ page, plausch }) => {
  expect((await post(plausch, { body: 'Vorher.' })).comment.status).toBe('held');
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByLabel('Wer so viele veröffentlichte Kommentare hat')).toBeChecked();
  await page.getByLabel('Alle; Zweifelhaftes wartet weiterhin').check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();
  const after = await post(plausch, { body: 'Nachher.' });
  expect(await readPublished(plausch)).toEqual([after.comment.id]);
  await page.reload();
  await expect(page.getByLabel('Alle; Zweifelhaftes wartet weiterhin')).toBeChecked();
});

test('a wrong origin and a wrong number are told at their fields, and can be put right', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await page.getByRole('button', { name: 'Adresse hinzufügen' }).click();
  const added = page.getByLabel('Adresse 3');
  await expect(added).toBeFocused();
  await added.fill('blog.example.de/pfad');
  await page.getByLabel('Frist, um eigene Kommentare zu ändern').fill('-5');
  await page.getByRole('button', { name: 'Speichern' }).click();

  await expect(added).toBeFocused();
  await expect(added).toHaveAccessibleDescription(/Eine Adresse wie https:\/\/blog\.example\.de/);
  await expect(page.getByLabel('Adresse 1')).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByLabel('Frist, um eigene Kommentare zu ändern')).toHaveAccessibleDescription(/0 bis 10\.080/);
  await expect(page.getByText('Einige Angaben stimmen noch nicht.')).toBeVisible();

  await added.fill('https://blog.example.de');
  await page.getByLabel('Frist, um eigene Kommentare zu ändern').fill('30');
  await page.getByLabel('Diskussionen schließen nach').fill('90');
  await page.getByLabel('Für Kommentare', { exact: true }).check();
  await page.getByLabel('Stand zeigen ab').fill('5');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  const settings = await (await page.request.get(`${plausch.base}/api/sites/${plausch.site}/settings`)).json();
  expect(settings).toMatchObject({ editMinutes: 30, closeAfterDays: 90, votes: 'up', votesFrom: 5 });
  expect(settings.origins).toContain('https://blog.example.de');

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText('Stimmen: für und gegen Kommentare → für Kommentare')).toBeVisible();
  await expect(page.getByText('Stimmen zeigen ab: 0 → 5')).toBeVisible();
});

test('the owner moves the thresholds and sees what they would have done', async ({ page, plausch }) => {
  await post(plausch, { body: 'Ein ganz gewöhnlicher Gedanke' });
  await post(plausch, { body: '[url=http://casino.example]free casino bonus[/url]' });
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByText('Von den letzten 2: 1 unauffällig, 0 warten, 1 Spam.')).toBeVisible();
  await page.getByLabel('Spam ab').fill('20');
  await page.getByLabel('Wartet ab').fill('1');
  await expect(page.getByText('Von den letzten 2: 0 unauffällig, 2 warten, 0 Spam.')).toBeVisible();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  const settings = await (await page.request.get(`${plausch.base}/api/sites/${plausch.site}/settings`)).json();
  expect(settings).toMatchObject({ holdFrom: 1, spamFrom: 20 });
});

test('the owner sets for how long what is kept; the page for readers and the log say so', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  const kept = page.locator('desk-retention');
  await expect(kept.getByLabel('Spam')).toHaveValue('30');
  await kept.getByLabel('Spam').fill('4000');
  await kept.getByLabel('Abgelehnte Kommentare').fill('');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(kept.getByLabel('Spam')).toHaveAccessibleDescription('Eine ganze Zahl von 1 bis 3.650 oder nichts.');
  await expect(kept.getByLabel('Spam')).toBeFocused();
  await kept.getByLabel('Spam').fill('3');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  const readers = await page.request.get(`${plausch.base}/pages/${plausch.site}/privacy`);
  expect(await readers.text()).toContain('was als Spam abgelegt ist: nach 3 Tagen');

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText('Tage aufbewahrt, Spam: 30 → 3')).toBeVisible();
  await expect(page.getByText('Tage aufbewahrt, Abgelehnte Kommentare: 90 → –')).toBeVisible();
});
