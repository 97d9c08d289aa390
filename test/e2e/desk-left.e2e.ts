import type { Page } from '@playwright/test';
import { callAs, commentBy, newOwnerLink, runSite } from './desk-steps';
import { expect, openDesk, post, signIn, test } from './plausch';

const minutes = (page: Page) => page.getByLabel('Frist, um eigene Kommentare zu ändern');

/** Ends the session under the settings, and saves. Not by the button: the desk may have noticed by itself before. */
async function endSession(page: Page): Promise<void> {
  await minutes(page).blur();
  await page.context().clearCookies();
  await page.locator('desk-settings form').evaluate((form: HTMLFormElement) => form.requestSubmit());
  await expect(page.getByText('Die Sitzung ist beendet.')).toBeVisible();
}

/** Lets the next decision hang until it is told to fail. */
async function holdDecision(page: Page): Promise<() => void> {
  let fail = () => {};
  const failed = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await page.route(
    '**/api/sites/*/decisions',
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await failed;
      await route.abort();
    },
    { times: 1 },
  );
  return fail;
}

test('a decision that fails after one has gone elsewhere is told there, with the way back', async ({
  page,
  plausch,
}) => {
  await post(plausch, { body: 'Kauft!' });
  await openDesk(page, plausch);
  const fail = await holdDecision(page);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Spam' }).click();
  await expect(page.getByText('Spam: Nora')).toBeVisible();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(minutes(page)).toBeVisible();
  fail();
  const told = page.getByRole('alert').filter({ hasText: 'Wieder in der Liste: der Kommentar von Nora' });
  await expect(told).toContainText('Der Server antwortet nicht.');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nora' })).toContainText('The server does not answer.');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await told.getByRole('link', { name: 'Zur Warteschlange' }).click();
  await expect(commentBy(page, 'Nora')).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('a decision on one site that fails while another is open changes nothing there', async ({
  page,
  plausch,
  data,
}) => {
  await post(plausch, { body: 'Kauft!' });
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Nora')).toBeVisible();
  runSite(data, 'add', 'zweite.example');
  await page.reload();
  const fail = await holdDecision(page);
  await commentBy(page, 'Nora').getByRole('button', { name: 'Spam' }).click();
  await page.getByRole('combobox', { name: 'Website' }).selectOption('zweite.example');
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
  fail();
  const told = page.getByRole('alert').filter({ hasText: 'Wieder in der Liste: der Kommentar von Nora' });
  await expect(told).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
  await told.getByRole('link', { name: 'Zur Warteschlange' }).click();
  await expect(page).toHaveURL(`${plausch.base}/desk/#/localhost/queue`);
  await expect(commentBy(page, 'Nora')).toBeVisible();
});

test('settings that are not saved when the session ends are there again for whoever signs in again', async ({
  page,
  plausch,
  data,
}) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await minutes(page).fill('77');
  await endSession(page);
  await expect(page.getByText('ist noch da')).toBeVisible();
  await expect(minutes(page)).toBeHidden();

  await page.goto(newOwnerLink(plausch, data));
  await signIn(page);
  await expect(minutes(page)).toHaveValue('77');
  await expect(page).toHaveURL(`${plausch.base}/desk/#/localhost/settings`);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  expect(await callAs(page, plausch, 'GET', '/settings')).toMatchObject({ editMinutes: 77 });
});

test('what was not saved is for nobody else; who signs in elsewhere goes on where they were', async ({
  page,
  plausch,
  data,
}) => {
  await openDesk(page, plausch);
  const { link } = await callAs(page, plausch, 'POST', '/people', { name: 'Ben', role: 'owner' });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await minutes(page).fill('77');
  await endSession(page);
  const other = await page.context().newPage();
  await other.goto(newOwnerLink(plausch, data));
  await signIn(other);
  await expect(other.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(minutes(page)).toHaveValue('77');

  await endSession(page);
  await page.goto(`${plausch.base}/desk/#link=${link}`);
  await signIn(page);
  await expect(page.getByRole('link', { name: 'Ben' })).toBeVisible();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(minutes(page)).toHaveValue('15');
});
