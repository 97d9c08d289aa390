import type { Page } from '@playwright/test';
import { commentBy, readPublished } from './desk-steps';
import { expect, openDesk, post, type Running, test } from './plausch';

const undos = '**/decisions/*/undo';
const told = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });

/** Two comments, both approved: Anton's first, then Berta's. */
async function approveTwo(page: Page, plausch: Running): Promise<{ anton: string; berta: string }> {
  const anton = (await post(plausch, { name: 'Anton', body: 'Der erste.' })).comment.id;
  const berta = (await post(plausch, { name: 'Berta', body: 'Der zweite.' })).comment.id;
  await openDesk(page, plausch);
  await expect(commentBy(page, 'Berta')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.keyboard.press('a');
  await expect.poll(async () => (await readPublished(plausch)).length).toBe(2);
  return { anton, berta };
}

test('an undo that found no network stays the next one, and the desk says so', async ({ page, plausch }) => {
  const { anton } = await approveTwo(page, plausch);
  await page.context().setOffline(true);
  // Pressed again and again, it is still the same one.
  for (let press = 0; press < 3; press += 1) {
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/undo'));
    await page.keyboard.press('u');
    await failed;
    await expect(
      told(page, 'Der Server antwortet nicht. Noch nicht rückgängig gemacht: der Kommentar von Berta.'),
    ).toBeVisible();
  }
  await page.context().setOffline(false);
  await page.keyboard.press('u');
  await expect(told(page, 'Rückgängig gemacht: der Kommentar von Berta.')).toBeVisible();
  await expect(commentBy(page, 'Berta')).toBeFocused();
  await expect(commentBy(page, 'Anton')).toHaveCount(0);
  expect(await readPublished(plausch)).toEqual([anton]);
  await page.keyboard.press('u');
  await expect(commentBy(page, 'Anton')).toBeFocused();
});

test('two quick presses without a network do not reach an older decision', async ({ page, plausch }) => {
  const { anton } = await approveTwo(page, plausch);
  let lost = 0;
  await page.route(undos, (route) => {
    lost += 1;
    return lost > 2 ? route.continue() : route.abort();
  });
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await page.keyboard.press('u');
  await expect(commentBy(page, 'Berta')).toBeFocused();
  await expect(told(page, 'Rückgängig gemacht: der Kommentar von Berta.')).toBeVisible();
  expect(await readPublished(plausch)).toEqual([anton]);
});

test('whoever prefers the mouse tries it again with a button in the same place', async ({ page, plausch }) => {
  const { anton } = await approveTwo(page, plausch);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  const again = page.getByRole('button', { name: 'Noch einmal versuchen' });
  await expect(again).toBeFocused();
  await page.context().setOffline(false);
  await again.click();
  await expect(commentBy(page, 'Berta')).toBeFocused();
  expect(await readPublished(plausch)).toEqual([anton]);
});

test('an undo whose answer was lost is done: tried again, the comment is back', async ({ page, plausch }) => {
  const { anton } = await approveTwo(page, plausch);
  await page.route(
    undos,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.keyboard.press('u');
  await expect(told(page, 'Noch nicht rückgängig gemacht: der Kommentar von Berta.')).toBeVisible();
  await page.keyboard.press('u');
  await expect(told(page, 'Rückgängig gemacht: der Kommentar von Berta.')).toBeVisible();
  await expect(commentBy(page, 'Berta')).toBeFocused();
  expect(await readPublished(plausch)).toEqual([anton]);
});

test('what a colleague has undone already stands in nobody’s way: the next press reaches the one before', async ({
  page,
  plausch,
}) => {
  // The desk has not heard of it when somebody presses `u`.
  let deaf = 0;
  await page.routeWebSocket('**/live', () => {
    deaf += 1;
  });
  const { anton } = await approveTwo(page, plausch);
  const base = `${plausch.base}/api/sites/${plausch.site}/decisions`;
  const { decisions } = await (await page.request.get(base)).json();
  expect(deaf).toBeGreaterThan(0);
  await page.request.post(`${base}/${decisions[0].id}/undo`);
  await page.keyboard.press('u');
  await expect(told(page, 'Das wurde schon rückgängig gemacht.')).toBeVisible();
  expect(await readPublished(plausch)).toEqual([anton]);
  await page.keyboard.press('u');
  await expect(commentBy(page, 'Anton')).toBeFocused();
});
