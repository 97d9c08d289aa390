import type { Locator } from '@playwright/test';
import { expectNoViolations } from './access';
import { callAs, commentBy } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

const titleOf = async (plausch: Running) =>
  /<h1[^>]*>(.*)<\/h1>/.exec(
    await (await fetch(`${plausch.base}/pages/${plausch.site}?thread=/wer-zuhoert/`)).text(),
  )?.[1];

test('the team says how a thread is called, and takes it back in the log', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wartet.' });
  await openDesk(page, plausch);
  await page.goto(
    `${page.url().split('#')[0]}#/${plausch.site}/queue/all?thread=${encodeURIComponent('/wer-zuhoert/')}`,
  );
  await page.getByText('Angaben zum Beitrag ändern').click();
  await page.getByLabel('Titel des Beitrags').fill('Wer zuhört, <entscheidet>');
  await page.getByLabel('Adresse des Beitrags').fill('https://evil.example/');
  await page.getByLabel('Grund, für das Protokoll (freiwillig)').fill('Stand falsch da');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByLabel('Adresse des Beitrags')).toBeFocused();
  await expect(page.getByLabel('Adresse des Beitrags')).toHaveAccessibleDescription(
    /Eine Adresse auf einer Seite dieser Website/,
  );
  await expectNoViolations(page);
  await page.getByLabel('Adresse des Beitrags').fill('');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: 'Gespeichert. Unter „Entscheidungen“ lässt sich das rückgängig machen.' }),
  ).toBeVisible();
  await expectNoViolations(page);
  expect(await titleOf(plausch)).toBe('Wer zuhört, &lt;entscheidet&gt;');

  await page.goto(`${plausch.base}/desk/#/${plausch.site}/decisions`);
  const entry = page.getByRole('listitem').filter({ hasText: 'Wer zuhört, <entscheidet>' });
  await expect(entry).toContainText('Stand falsch da');
  await entry.getByRole('button', { name: /^Rückgängig/ }).click();
  await expect(entry.getByRole('button')).toHaveCount(0);
  expect(await titleOf(plausch)).toBe('/wer-zuhoert/');
});

test('what was entered about a thread does not go unasked', async ({ page, plausch }) => {
  await post(plausch, { body: 'Wartet.' });
  await openDesk(page, plausch);
  await page.goto(
    `${page.url().split('#')[0]}#/${plausch.site}/queue/all?thread=${encodeURIComponent('/wer-zuhoert/')}`,
  );
  await page.getByText('Angaben zum Beitrag ändern').click();
  await page.getByLabel('Titel des Beitrags').fill('Halb geschrie');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect.poll(() => asked.length).toBe(1);
  await expect(page.getByLabel('Titel des Beitrags')).toHaveValue('Halb geschrie');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible();
  expect(asked.length).toBe(1);
});

test('a card leads to where its comment stands: to the post, and where that is not known to the plain page', async ({
  page,
  plausch,
  context,
}) => {
  await openDesk(page, plausch);
  const mine = await post(plausch, { body: 'Das steht noch nirgends.', thread: '/anderswo/' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [mine.comment.id], action: 'approve' });
  await post(plausch, { name: 'Ole', body: 'Finde ich auch.', thread: '/anderswo/', parent: mine.comment.id });
  const card = commentBy(page, 'Ole');
  await expect(card).toBeVisible();

  const follow = async (link: Locator) => {
    const opened = context.waitForEvent('page');
    await link.click();
    const there = await opened;
    await there.waitForLoadState();
    return there;
  };
  const thread = await follow(card.getByRole('link', { name: '/anderswo/', exact: true }));
  await expect(thread.getByRole('article')).toContainText('Das steht noch nirgends.');
  const answered = await follow(card.getByRole('link', { name: /^Antwort auf Nora/ }));
  await expect(answered.locator('article:target')).toContainText('Das steht noch nirgends.');
});

test('an address on an origin that was taken away is told at the desk, and nothing leads there', async ({
  page,
  plausch,
}) => {
  await post(plausch, { body: 'Wartet.' });
  await openDesk(page, plausch);
  const { origins } = await callAs(page, plausch, 'GET', '/settings');
  await callAs(page, plausch, 'PATCH', '/settings', { origins: [...origins, 'https://alt.example'] });
  const url = 'https://alt.example/beitrag/';
  await callAs(page, plausch, 'PATCH', '/thread', { thread: '/wer-zuhoert/', url });
  await callAs(page, plausch, 'PATCH', '/settings', { origins });
  await page.reload();
  await expect(commentBy(page, 'Nora')).toContainText('Adresse gilt nicht mehr');
  await expect(page.locator('a[href*="alt.example"]')).toHaveCount(0);
  await page.goto(`${plausch.base}/desk/#/${plausch.site}/queue/all?thread=${encodeURIComponent('/wer-zuhoert/')}`);
  await expect(page.getByText(`Der Beitrag steht unter ${url}`)).toBeVisible();
  await expect(page.locator('a[href*="alt.example"]')).toHaveCount(0);
  await expectNoViolations(page);

  // Emptied, it is forgotten.
  await page.getByText('Angaben zum Beitrag ändern').click();
  await expect(page.getByLabel('Adresse des Beitrags')).toHaveValue(url);
  await page.getByLabel('Adresse des Beitrags').fill('');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Gespeichert.' })).toBeVisible();
  await expect(page.getByText(`Der Beitrag steht unter ${url}`)).toHaveCount(0);
});
