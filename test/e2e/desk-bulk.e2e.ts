import { devices } from '@playwright/test';
import { callAs, commentBy, readPublished } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

test.describe('many readers', () => {
  test.use({ args: ['--proxies', '1'] });

  test('500 comments are approved at once and taken back at once', async ({ page, plausch }) => {
    await openDesk(page, plausch);
    for (let group = 0; group < 50; group += 1) {
      const network = `198.51.100.${group}`;
      const posts = Array.from({ length: 10 }, (_, index) =>
        post(plausch, { body: `Gedanke ${group}, Satz ${index}`, network }),
      );
      await Promise.all(posts);
    }
    await page.reload();
    await expect(page.getByRole('link', { name: 'Wartend 500' })).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('combobox', { name: 'Worüber' }).selectOption('alle 500 dieser Liste');
    await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Freigeben' }).click();
    await expect(page.getByText('Freigegeben: 500 Kommentare')).toBeVisible();
    await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
    const count = async () => {
      const response = await fetch(
        `${plausch.base}/api/sites/${plausch.site}/counts?thread=${encodeURIComponent('/wer-zuhoert/')}`,
      );
      return (await response.json()).counts['/wer-zuhoert/'];
    };
    await expect.poll(count).toBe(500);

    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await expect(page.getByText('Rückgängig gemacht: 500 Kommentare.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Wartend 500' })).toBeVisible();
    expect(await count()).toBe(0);
    await page.getByRole('link', { name: 'Entscheidungen' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: 'Redaktion hat 500 Kommentare freigegeben' });
    await expect(entry).toContainText('rückgängig gemacht');
  });
});

test('selected comments are turned down together, with a reason their authors read', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  for (const name of ['Anton', 'Berta', 'Clara']) await post(plausch, { name, body: 'Kauft!' });
  await page.reload();
  await expect(commentBy(page, 'Clara')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByRole('combobox', { name: 'Worüber' })).toHaveText(/2 ausgewählt/);
  await page.keyboard.press('r');
  await page.keyboard.type('Nur Werbung');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Abgelehnt: 2 Kommentare')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(commentBy(page, 'Clara')).toBeVisible();
  await expect
    .poll(async () => (await callAs(page, plausch, 'GET', '/decisions')).decisions[0])
    .toMatchObject({ action: 'reject', reason: 'Nur Werbung', count: 2 });
  await page.keyboard.press('u');
  await expect(page.getByRole('article')).toHaveCount(3);
});

test('everything that waits by one author goes at once', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  const { token } = await post(plausch, { name: 'Viel', body: 'Der erste.' });
  for (const body of ['Der zweite.', 'Der dritte.', 'Der vierte.', 'Der fünfte.'])
    await post(plausch, { name: 'Viel', body, token });
  await post(plausch, { name: 'Nora', body: 'Etwas anderes.' });
  await page.reload();
  await commentBy(page, 'Viel').first().getByRole('checkbox').check();
  await page.getByRole('combobox', { name: 'Worüber' }).selectOption('alles Wartende von Viel');
  await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Spam' }).click();
  await expect(page.getByText('Spam: 5 Kommentare')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(commentBy(page, 'Nora')).toBeVisible();
});

test('one of the selected was decided meanwhile: nothing is decided, and the desk says why', async ({
  page,
  plausch,
}) => {
  await page.routeWebSocket('**/live', (socket) => void socket.close());
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Anton', body: 'Der erste.' });
  await post(plausch, { name: 'Berta', body: 'Der zweite.' });
  await page.reload();
  await commentBy(page, 'Anton').getByRole('checkbox').check();
  await commentBy(page, 'Berta').getByRole('checkbox').check();
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'approve' });
  await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Spam' }).click();
  await expect(page.getByText(/Über einen davon ist schon entschieden. Redaktion hat das/)).toBeVisible();
  await expect(commentBy(page, 'Berta')).toBeVisible();
  expect(await readPublished(plausch)).toEqual([comment.id]);
});

test('answer and approve in one step: readers see both, and who is the team', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Wie geht das?' });
  await page.reload();
  await commentBy(page, 'Nora').getByRole('button', { name: 'Antworten' }).click();
  await page.getByRole('textbox', { name: 'Ihre Antwort als Team' }).fill('So geht das.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Freigegeben: Nora')).toBeVisible();
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
  await page.goto(plausch.demo);
  const answer = page.getByRole('article').filter({ hasText: 'So geht das.' }).last();
  await expect(answer.getByText('Team', { exact: true })).toBeVisible();
});

test.describe('on a phone, by touch', () => {
  const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 7'];
  test.use({ viewport, userAgent, deviceScaleFactor, isMobile, hasTouch });

  test('a moderator selects, turns down with a reason, and takes it back', async ({ page, plausch }) => {
    await openDesk(page, plausch);
    for (const name of ['Anton', 'Berta']) await post(plausch, { name, body: 'Kauft!' });
    await page.reload();
    await commentBy(page, 'Anton').getByRole('button', { name: 'Ablehnen' }).tap();
    await page.getByRole('button', { name: 'Werbung' }).tap();
    await page.getByRole('button', { name: 'Ablehnen', exact: true }).first().tap();
    await expect(commentBy(page, 'Anton')).toHaveCount(0);
    await page.getByRole('button', { name: 'Rückgängig' }).tap();
    await expect(commentBy(page, 'Anton')).toBeVisible();

    await commentBy(page, 'Anton').getByRole('checkbox').tap();
    await commentBy(page, 'Berta').getByRole('checkbox').tap();
    const bar = page.getByRole('region', { name: 'Über mehrere' });
    for (const target of await bar.getByRole('button').all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await bar.getByRole('button', { name: 'Freigeben' }).tap();
    await expect(page.getByText('Freigegeben: 2 Kommentare')).toBeVisible();
    await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  });
});
