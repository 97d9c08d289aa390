import type { Page } from '@playwright/test';
import { callAs, commentBy, openDeskOf, stopClock } from './desk-steps';
import { expect, openDesk, post, signIn, test } from './plausch';

/** Gives a page a device that makes passkeys, as a phone would. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('the owner comes back with a passkey', async ({ page, plausch }) => {
  await addAuthenticator(page);
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Passkey hinzufügen' }).click();
  await page.getByRole('textbox', { name: 'Name dafür' }).fill('Handy');
  await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Handy' })).toContainText('noch nicht benutzt');
  await page.getByRole('link', { name: 'Warteschlange' }).click();
  await expect(page.getByText('Nächstes Mal ohne Link')).toHaveCount(0);

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await stopClock(page);
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await expect(page.getByText('Nichts wartet.')).toBeVisible();
  await page.goto(`${plausch.base}/desk/#/localhost/profile`);
  await expect(page.getByRole('listitem').filter({ hasText: 'Handy' })).toContainText('zuletzt gerade eben benutzt');

  // Taken away here, it opens nothing any more.
  await page.getByRole('button', { name: 'Entfernen: Handy' }).click();
  await expect(page.getByText('Noch keiner.')).toBeVisible();
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
  await expect(page.getByText('Mit diesem Passkey hat es nicht geklappt.')).toBeVisible();
});

test('whoever invites once more after the answer was lost has let in one person', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByRole('button', { name: 'Jemanden einladen' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ben');
  await page.route(
    '**/people',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Einladung erstellen' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Einladung erstellen' }).click();
  await expect(page.getByRole('textbox', { name: /Diesen Link an Ben/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ben' })).toHaveCount(1);
});

test('the owner lets somebody in for a part of the site, and takes them away again', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Unter ihrem Beitrag.', thread: '/2026/auftakt' });
  await post(plausch, { name: 'Ole', body: 'Unter einem anderen.' });
  await page.getByRole('link', { name: 'Team', exact: true }).click();
  await page.getByRole('button', { name: 'Jemanden einladen' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Anna');
  await page.getByRole('textbox', { name: 'Wo' }).fill('2026/');
  await page.getByRole('button', { name: 'Einladung erstellen' }).click();
  await expect(page.getByText('Jeder Pfad beginnt mit einem Schrägstrich')).toBeVisible();
  await page.getByRole('textbox', { name: 'Wo' }).fill('/2026/');
  await page.getByRole('button', { name: 'Einladung erstellen' }).click();
  const link = await page.getByRole('textbox', { name: /Diesen Link an Anna/ }).inputValue();

  const anna = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await anna.goto(link);
  await signIn(anna);
  await expect(commentBy(anna, 'Nora')).toBeVisible();
  await expect(commentBy(anna, 'Ole')).toHaveCount(0);
  await expect(anna.getByRole('link', { name: 'Einstellungen' })).toHaveCount(0);
  await commentBy(anna, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(anna.getByText('Freigegeben: Nora')).toBeVisible();

  await page.getByRole('button', { name: 'Entfernen: Anna' }).click();
  await expect(page.getByText('Anna arbeitet hier nicht mehr mit.')).toBeVisible();
  await anna.reload();
  await expect(anna.getByText('Diese Website moderieren andere.')).toBeVisible();

  // Undone from the log, she is back.
  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: 'Redaktion hat Anna aus dem Team genommen' });
  await entry.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(entry).toContainText('rückgängig gemacht');
  await anna.reload();
  await expect(anna.getByRole('link', { name: 'Warteschlange' })).toBeVisible();
});

test('a site keeps an owner', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await page.goto(`${plausch.base}/desk/#/localhost/people`);
  await page.getByRole('button', { name: 'Entfernen: Redaktion' }).click();
  await expect(page.getByText('Eine Website braucht eine Leitung')).toBeVisible();
});

test('a moderator asks a colleague by name, who answers, and decides all the same', async ({
  page,
  plausch,
  browser,
}) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Stimmt das?' });
  const anna = await openDeskOf(browser, page, plausch, 'Anna');
  await openDeskOf(browser, page, plausch, 'Tom');
  await page.reload();
  await expect(commentBy(page, 'Nora').getByRole('button', { name: 'Fragen …' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect(commentBy(page, 'Nora').getByRole('textbox', { name: 'Frage' })).toBeFocused();
  await page.keyboard.type('@anna, weißt du das?');
  await commentBy(page, 'Nora').getByRole('button', { name: 'Fragen', exact: true }).click();
  await expect(commentBy(page, 'Nora')).toContainText('Redaktion fragt Anna');

  await anna.getByRole('link', { name: 'Fragen an mich 1' }).click();
  await commentBy(anna, 'Nora').getByRole('textbox', { name: 'Ihre Antwort' }).fill('Ja, das stimmt.');
  await anna.keyboard.press('Tab');
  await anna.keyboard.press('Enter');
  await expect(commentBy(page, 'Nora')).toContainText('Ja, das stimmt.');
  await commentBy(page, 'Nora').getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Freigegeben: Nora')).toBeVisible();
});

test('where one is signed in is listed, and ended from there', async ({ page, plausch, browser }) => {
  await openDesk(page, plausch);
  const { people } = await callAs(page, plausch, 'GET', '/people');
  const { link } = await callAs(page, plausch, 'POST', `/people/${people[0].account}/link`);
  const other = await (await browser.newContext({ locale: 'de-DE' })).newPage();
  await other.goto(`${plausch.base}/desk/#link=${link}`);
  await signIn(other);
  await expect(other.getByText('Nichts wartet.')).toBeVisible();
  await page.goto(`${plausch.base}/desk/#/localhost/profile`);
  await page.getByRole('button', { name: /Dort abmelden/ }).click();
  await expect(page.getByRole('button', { name: /Dort abmelden/ })).toHaveCount(0);
  // There it shows at once.
  await expect(other.getByText('Die Sitzung ist beendet.')).toBeVisible({ timeout: 20_000 });
});
