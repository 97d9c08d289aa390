import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, test } from './plausch';
import { asOwner, commentWith, composer, keptToken, readThread, write } from './reader-steps';
import { grow } from './threads';

// Here one machine writes more than any reader would.
test.use({ args: ['--limits', 'off'] });

/** The numbers of the comments on the page, in their order. */
const numbers = (page: Page) =>
  page
    .locator('plausch-comment')
    .evaluateAll((elements) =>
      elements.map((element) => Number(/Nummer (\d+)\./.exec(element.textContent ?? '')?.[1] ?? Number.NaN)),
    );

const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, index) => index + from);

test('what is pinned stands first under its mark, each comment once, however one reads on and whatever is pinned meanwhile', async ({
  page,
  plausch,
}) => {
  const call = await asOwner(plausch);
  await call('PATCH', '/settings', { publish: 'everyone', holdFrom: 20, spamFrom: 20, editMinutes: 60 });
  const ids = await grow(plausch, '/wer-zuhoert/', 130);
  await post(plausch, { name: 'Berta', body: 'Danke für siebzig.', parent: ids[69] ?? '' });
  const pin = async (number: number, pinned = true) => {
    const { status } = await call('PUT', `/comments/${ids[number - 1]}/pin`, { pinned });
    expect(status).toBe(200);
  };
  for (const number of [2, 70]) await pin(number);
  const more = page.getByRole('button', { name: 'Weitere Kommentare' });
  const pinned = page.locator('plausch-comment').filter({ has: page.locator('[part=pinned]') });

  await page.goto(plausch.demo);
  // Fifty beside those that are pinned, and the answer.
  await expect(page.locator('plausch-comment')).toHaveCount(53);
  expect(await numbers(page)).toEqual([70, Number.NaN, 2, 1, ...upTo(51, 3)]);
  await expect(pinned).toHaveCount(2);
  await expect(pinned.first().getByText('angeheftet')).toBeVisible();
  await expectNoViolations(page, 'plausch-comments');

  // While the page is open the team takes one down, and pins one that would come next and one that is here.
  await pin(70, false);
  await pin(60);
  await pin(5);
  await more.click();
  await expect(commentWith(page, 'Nummer 52.')).toBeFocused();
  await expect(page.locator('plausch-comment')).toHaveCount(103);
  await more.click();
  await expect(page.locator('plausch-comment')).toHaveCount(131);
  expect(await numbers(page)).toEqual([
    60,
    70,
    Number.NaN,
    2,
    1,
    ...upTo(130, 3).filter((number) => number !== 60 && number !== 70),
  ]);
  // Its mark is gone where it has come again.
  await expect(pinned.filter({ hasText: 'Nummer 70.' })).toHaveCount(0);
  await expect(pinned.filter({ hasText: 'Nummer 60.' })).toHaveCount(1);

  // A link leads to one that is pinned; and from the middle of the thread one comes to those at its beginning.
  await page.goto(`${plausch.demo}?again#plausch-${ids[59]}`);
  await expect(commentWith(page, 'Nummer 60.')).toBeFocused();
  expect((await numbers(page)).slice(0, 4)).toEqual([5, 60, 2, 1]);
  await page.goto(`${plausch.demo}?middle#plausch-${ids[119]}`);
  await expect(commentWith(page, 'Nummer 120.')).toBeFocused();
  await expect(pinned).toHaveCount(0);
  const earlier = page.getByRole('button', { name: 'Frühere Kommentare' });
  for (let [first = 0] = await numbers(page); !(await pinned.count()); [first = 0] = await numbers(page)) {
    await earlier.click();
    await expect.poll(async () => (await numbers(page))[0] !== first).toBe(true);
  }
  await expect(earlier).toHaveCount(0);
  expect((await numbers(page)).slice(0, 4)).toEqual([5, 60, 2, 1]);
  expect(new Set(await numbers(page)).size).toBe((await numbers(page)).length);
});

test('one’s own pinned comment stands at the top once, also while it may be changed; what waits stands below, newest first', async ({
  page,
  plausch,
}) => {
  const call = await asOwner(plausch);
  await call('PATCH', '/settings', { publish: 'everyone', editMinutes: 60 });
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<plausch-comments ', '<plausch-comments sort="newest" ');
    await route.fulfill({ response, body });
  });
  await page.goto(plausch.demo);
  await write(composer(page), { name: 'Nora', body: 'Nummer 1.' });
  await expect(commentWith(page, 'Nummer 1.')).toBeFocused();
  const { comment } = await post(plausch, { name: 'Ole', body: 'Nummer 2.' });
  await post(plausch, { name: 'Pia', body: 'Nummer 3.' });
  await post(plausch, { name: 'Pia', body: 'Nummer 4.', parent: comment.id });
  const [own] = await readThread(plausch, await keptToken(page));
  for (const id of [comment.id, own?.id]) await call('PUT', `/comments/${id}/pin`, { pinned: true });
  await page.reload();
  await expect(commentWith(page, 'Nummer 1.').getByText('angeheftet')).toBeVisible();
  await expect(commentWith(page, 'Nummer 1.').getByRole('button', { name: 'Ändern' })).toBeVisible();
  expect(await numbers(page)).toEqual([1, 2, 4, 3]);
  await call('PATCH', '/settings', { publish: 'nobody' });
  await write(composer(page), { body: 'Nummer 5.' });
  await expect(commentWith(page, 'Nummer 5.')).toBeFocused();
  await page.reload();
  await expect(commentWith(page, 'Nummer 5.')).toContainText('wartet');
  expect(await numbers(page)).toEqual([1, 2, 4, 5, 3]);
});
