import type { Page } from '@playwright/test';
import { runSite, speak } from './desk-steps';
import { expect, openDesk, test } from './plausch';

/** What has the focus, in whichever shadow tree: its tag and what it says. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const named = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return element === document.body ? 'body' : `${element?.localName} ${named.trim().replace(/\s+/g, ' ')}`;
  });

/** Answers the next question of the page, and keeps what it asked. */
function answer(page: Page, agree: boolean): string[] {
  const asked: string[] = [];
  page.once('dialog', async (dialog) => {
    asked.push(dialog.message());
    await (agree ? dialog.accept() : dialog.dismiss());
  });
  return asked;
}

test('settings that are not saved stay until the owner says otherwise', async ({ page, plausch, data }) => {
  await openDesk(page, plausch);
  runSite(data, 'add', 'zweite.example');
  await page.reload();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  const minutes = page.getByLabel('Frist, um eigene Kommentare zu ändern');
  await minutes.fill('77');
  const asked = answer(page, false);
  await page.getByRole('link', { name: 'Regeln' }).click();
  await expect.poll(() => asked).toEqual(['Was Sie eingegeben haben, ist noch nicht gespeichert. Verwerfen?']);
  await expect(minutes).toHaveValue('77');
  expect(page.url()).toContain('/settings');
  const reloaded = answer(page, false);
  await page.reload({ timeout: 3000 }).catch(() => undefined);
  await expect.poll(() => reloaded).toHaveLength(1);
  await expect(minutes).toHaveValue('77');
  answer(page, true);
  await page.getByRole('link', { name: 'Regeln' }).click();
  await expect(page.getByRole('heading', { name: 'Regeln' })).toBeVisible();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(minutes).toHaveValue('15');
  await minutes.fill('20');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert.')).toBeVisible();
  expect(await focused(page)).toBe('button Speichern');
  await page.getByRole('link', { name: 'Regeln' }).click();
  await expect(page.getByRole('heading', { name: 'Regeln' })).toBeVisible();
});

test('a rule and an invitation that are half written are not thrown away unasked', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  for (const [view, open, field] of [
    ['Regeln', 'Neue Regel', 'Name'],
    ['Team', 'Jemanden einladen', 'Name'],
  ] as const) {
    await page.getByRole('link', { name: view }).click();
    await page.getByRole('button', { name: open }).click();
    await page.getByLabel(field, { exact: true }).fill('Halb');
    const asked = answer(page, false);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await expect.poll(() => asked).toHaveLength(1);
    await expect(page.getByLabel(field, { exact: true })).toHaveValue('Halb');
    answer(page, true);
    await page.getByRole('button', { name: 'Abbrechen' }).click();
    await expect.poll(() => focused(page)).toBe(`button ${open}`);
  }
});

test('the focus stays where one looks for it, after each act in the team, the rules and the login', async ({
  page,
  plausch,
}) => {
  await openDesk(page, plausch);
  await expect(page.getByRole('link', { name: 'Team' })).toBeVisible();
  expect(await focused(page)).toMatch(/^main/);

  await page.getByRole('link', { name: 'Team' }).click();
  await page.getByRole('button', { name: 'Jemanden einladen' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Anna');
  await page.getByRole('button', { name: 'Einladung erstellen' }).click();
  await expect.poll(() => focused(page)).toMatch(/^input/);
  await page.getByRole('button', { name: 'Ändern: Anna' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Annette');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect.poll(() => focused(page)).toBe('button Ändern: Annette');
  await page.getByRole('button', { name: 'Neuer Link: Annette' }).click();
  await expect.poll(() => focused(page)).toMatch(/^input/);
  await page.getByRole('button', { name: 'Entfernen: Annette' }).click();
  await expect.poll(() => focused(page)).toMatch(/^p Annette arbeitet hier nicht mehr/);

  await page.getByRole('link', { name: 'Regeln' }).click();
  await page.getByRole('button', { name: 'Neue Regel' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Rat');
  await page.getByLabel('Wörter', { exact: true }).fill('Rat');
  await page.getByRole('button', { name: 'Speichern und einschalten' }).click();
  await expect.poll(() => focused(page)).toBe('button Ändern: Rat');
  await page.getByRole('button', { name: 'Ausschalten: Rat' }).click();
  await expect.poll(() => focused(page)).toMatch(/^button Einschalten/);
  await page.getByRole('button', { name: 'Entfernen: Rat' }).click();
  await expect.poll(() => focused(page)).toMatch(/^p Entfernt: Rat/);

  await page.getByRole('link', { name: 'Entscheidungen' }).click();
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: 'aus dem Team genommen' });
  await entry.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(entry).toContainText('rückgängig gemacht');
  await expect.poll(() => focused(page)).toMatch(/^li/);

  await page.getByRole('button', { name: 'Abmelden' }).click();
  await expect(page.getByText('Sie sind abgemeldet.')).toBeVisible();
  expect(await focused(page)).toMatch(/^main/);
});

for (const sites of [1, 2])
  test(`the navigation shows whole words, with ${sites} of the sites, and a link leads past it`, async ({
    page,
    plausch,
    data,
  }) => {
    await openDesk(page, plausch);
    if (sites === 2) runSite(data, 'add', 'eine-website-mit-einem-sehr-langen-namen.example');
    await page.reload();
    const views = page.getByRole('banner').getByRole('navigation').getByRole('link');
    for (const language of ['Deutsch', 'English'])
      for (const width of [375, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        await speak(page, language);
        const menu = page.getByRole('banner').getByRole('navigation').getByRole('button');
        if (width === 375) await menu.click();
        await expect(views).toHaveCount(8);
        const cut = await views.evaluateAll((all) =>
          all
            .filter((link) => {
              const { left, right, width: wide } = link.getBoundingClientRect();
              const top = document.elementsFromPoint(0, 0).length > 0;
              return !top || wide === 0 || left < 0 || right > innerWidth || link.scrollWidth > link.clientWidth;
            })
            .map((link) => link.textContent),
        );
        expect(cut, `${language}, ${width} px`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        if (width === 375) await page.keyboard.press('Escape');
      }
    await page.goto(`${plausch.base}/desk/#/localhost/outbox`);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Outbox' })).toBeVisible();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('a Skip to content');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toMatch(/^main/);
    expect(page.url()).toContain('/outbox');
  });
