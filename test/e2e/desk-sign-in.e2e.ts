import { callAs, newOwnerLink, runSite } from './desk-steps';
import { expect, openDesk, signIn, test } from './plausch';

test('the owner signs in with the link, which then stands in no address any more', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Warteschlange' })).toHaveAttribute('aria-current', 'page');
  expect(page.url()).toBe(`${plausch.base}/desk/#/localhost/queue`);
});

test('a link says whom it signs in where, and is spent only by who says yes', async ({ page, plausch, browser }) => {
  await page.goto(plausch.desk);
  await expect(page.getByText('Dieser Link meldet Sie als Redaktion an, für localhost.')).toBeVisible();
  expect((await page.request.get(`${plausch.base}/api/session`)).status()).toBe(401);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Als Redaktion anmelden' })).toBeVisible();

  const elsewhere = await (await browser.newContext({ locale: 'en' })).newPage();
  await elsewhere.goto(plausch.desk);
  await expect(elsewhere.getByText('This link signs you in as Redaktion, for localhost.')).toBeVisible();
  await signIn(elsewhere);
  await expect(elsewhere.getByText('Nothing is held. Enjoy the quiet.')).toBeVisible();

  await page.getByRole('button', { name: 'Als Redaktion anmelden' }).click();
  await expect(page.getByText('Dieser Link wurde schon benutzt oder ist abgelaufen.')).toBeVisible();
});

test('a foreign page that sends somebody to the desk with a link of its own changes nothing unasked', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  const { link } = await callAs(page, plausch, 'POST', '/people', { name: 'Ben', role: 'moderator', scope: [] });
  const address = `${plausch.base}/desk/#link=${link}`;
  await page.route('https://foreign.example/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<script>location = ${JSON.stringify(address)}</script>` }),
  );
  await page.goto('https://foreign.example/');
  await expect(page.getByText('Sie sind als Redaktion angemeldet.')).toBeVisible();
  await page.getByRole('button', { name: 'Redaktion bleiben' }).click();
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Redaktion' })).toBeVisible();
  expect(page.url()).toBe(`${plausch.base}/desk/#/localhost/queue`);

  // The same within the open page.
  await page.evaluate((link) => {
    location.hash = `#link=${link}`;
  }, link);
  await page.getByRole('button', { name: 'Redaktion bleiben' }).click();
  await expect(page.getByRole('link', { name: 'Redaktion' })).toBeVisible();

  // Nobody has used it: it is Ben's.
  const ben = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await ben.goto(address);
  await signIn(ben);
  await expect(ben.getByRole('link', { name: 'Ben' })).toBeVisible();
});

test('who says yes is somebody else from then on, and no longer who they were', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  const { link } = await callAs(page, plausch, 'POST', '/people', { name: 'Ben', role: 'moderator', scope: [] });
  const [before] = await page.context().cookies();
  await page.goto(`${plausch.base}/desk/#link=${link}`);
  await page.getByRole('button', { name: 'Als Ben anmelden' }).click();
  await expect(page.getByRole('link', { name: 'Ben' })).toBeVisible();
  const headers = { Cookie: `${before?.name}=${before?.value}` };
  expect((await fetch(`${plausch.base}/api/session`, { headers })).status).toBe(401);
});

test('who is signed in already goes on with their own link, and keeps it for another device', async ({
  page,
  plausch,
  data,
  browser,
}) => {
  await openDesk(page, plausch);
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  const link = newOwnerLink(plausch, data);
  await page.goto(link);
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  expect(page.url()).toBe(`${plausch.base}/desk/#/localhost/queue`);
  const phone = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await phone.goto(link);
  await signIn(phone);
  await expect(phone.getByText('Nichts wartet.')).toBeVisible();
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
  await signIn(elsewhere);
  await expect(elsewhere.getByRole('link', { name: 'Warteschlange' })).toBeVisible();
});

test('a link is not lost when the server does not answer', async ({ page, plausch }) => {
  for (const call of ['session/link', 'session']) {
    await page.route(`**/api/${call}`, (route) => route.abort(), { times: 1 });
    if (call === 'session') await signIn(page);
    else await page.goto(plausch.desk);
    await expect(page.getByText('Der Server antwortet nicht.')).toBeVisible();
    await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  }
  await signIn(page);
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
  // Not by the link: what the desk asks in the meantime may end the view that the link stands in.
  await page.evaluate(() => {
    location.hash = '#/localhost/decisions';
  });
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
