import { newOwnerLink, runSite } from './desk-steps';
import { expect, openDesk, test } from './plausch';

test('the owner signs in with the link, which then stands in no address any more', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Warteschlange' })).toHaveAttribute('aria-current', 'page');
  expect(page.url()).toBe(`${plausch.base}/desk/#/localhost/queue`);
});

test('someone who opens a used link elsewhere is told so, and how to get another', async ({
  page,
  plausch,
  data,
  browser,
}) => {
  await openDesk(page, plausch);
  await expect(page.getByRole('heading', { name: 'Warteschlange' })).toBeAttached();

  const elsewhere = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await elsewhere.goto(plausch.desk);
  await expect(elsewhere.getByText('Dieser Link wurde schon benutzt oder ist abgelaufen.')).toBeVisible();
  await expect(elsewhere.getByText('npm run site -- owner-link')).toBeVisible();
  expect(elsewhere.url()).toBe(`${plausch.base}/desk/`);

  await elsewhere.goto(newOwnerLink(plausch, data));
  await expect(elsewhere.getByRole('link', { name: 'Warteschlange' })).toBeVisible();
});

test('a link is not lost when the server does not answer', async ({ page, plausch }) => {
  await page.route('**/api/session', (route) => route.abort(), { times: 1 });
  await page.goto(plausch.desk);
  await expect(page.getByText('Der Server antwortet nicht.')).toBeVisible();
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect(page.getByRole('link', { name: 'Warteschlange' })).toBeVisible();
});

test('someone without a link is told how to get one', async ({ page, plausch }) => {
  await page.goto(`${plausch.base}/desk/#/localhost/decisions`);
  await expect(page.getByText('npm run site -- owner-link localhost')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('a moderator comes back to the same place after a reload, until they sign out', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText('Noch hat niemand etwas entschieden.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Noch hat niemand etwas entschieden.')).toBeVisible();

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByText('Sie sind abgemeldet.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Anmelden zur Moderation' })).toBeVisible();
});

test('a moderator whose session ends in the middle of work is asked to sign in again', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  await expect(page.getByText('Die Sitzung ist beendet.')).toBeVisible();
  await expect(page.getByText('npm run site -- owner-link localhost')).toBeVisible();
});

test('a moderator reads the desk in English, and finds it in English again', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByText('Nothing is held. Enjoy the quiet.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByText('Nothing is held. Enjoy the quiet.')).toBeVisible();
});

test('an owner of two sites goes from one queue to the other', async ({ page, plausch, data }) => {
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Warteschlange' })).toBeVisible();
  runSite(data, 'add', 'zweite.example.de');
  await page.reload();
  await page.getByRole('combobox', { name: 'Website' }).selectOption('zweite.example.de');
  await expect(page).toHaveURL(`${plausch.base}/desk/#/zweite.example.de/queue`);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByLabel('Adresse 1')).toHaveValue('https://zweite.example.de');
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('combobox', { name: 'Website' })).toHaveValue('localhost');
});
