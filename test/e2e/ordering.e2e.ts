import type { Page, Route } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, test } from './plausch';
import { asOwner, commentWith, composer, write } from './reader-steps';
import { grow } from './threads';

// Here one machine writes more than any reader would.
test.use({ args: ['--limits', 'off'] });

/** The numbers of the comments on the page, in their order. */
const numbers = (page: Page) =>
  page
    .locator('plausch-comment')
    .evaluateAll((elements) =>
      elements.map((element) => Number(/Nummer (\d+)\./.exec(element.textContent ?? '')?.[1])),
    );

const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, index) => index + from);

const order = (page: Page) => page.getByRole('combobox', { name: 'Zuerst' });

/** What the widget keeps of the order. */
const kept = (page: Page) => page.evaluate(() => localStorage['plausch localhost sort'] as string | undefined);

/** Lets no answer to this pass until it is told which. */
async function hold(page: Page, address: string): Promise<(index: number) => Promise<void>> {
  const held: Route[] = [];
  await page.route(address, (route) => void held.push(route));
  return async (index) => {
    await expect.poll(() => held.length).toBeGreaterThan(index);
    const response = page.waitForResponse((each) => each.request() === held[index]?.request());
    await held[index]?.continue();
    await (await response).finished();
  };
}

test('a reader chooses the order, and finds it again; nothing moves, and nothing is kept of whoever chose none', async ({
  page,
  plausch,
}) => {
  const call = await asOwner(plausch);
  const set = (settings: object) => call('PATCH', '/settings', settings);
  await set({ publish: 'everyone', holdFrom: 20, spamFrom: 20, editMinutes: 60, votes: 'up' });
  const { comment: one } = await post(plausch, { name: 'Ole', body: 'Nummer 1.' });
  await page.goto(plausch.demo);
  await expect(commentWith(page, 'Nummer 1.').getByRole('button', { name: 'Zustimmen' })).toBeVisible();
  // There is nothing to order.
  await expect(order(page)).toHaveCount(0);
  const ids = [one.id, ...(await grow(plausch, '/wer-zuhoert/', 2, { word: 'Auch Nummer' }))];
  const { comment: last } = await post(plausch, { name: 'Pia', body: 'Nummer 3.' });
  await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${ids[2]}/vote`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ value: 1 }),
  });
  expect(last.status).toBe('published');

  for (const width of [1280, 375, 300]) {
    await page.setViewportSize({ width, height: 700 });
    const pass = await hold(page, '**/chunks/ordering-*/de.js');
    await page.goto(`${plausch.demo}?${width}`);
    await expect(commentWith(page, 'Nummer 3.')).toBeVisible();
    const places = () =>
      page
        .locator('plausch-comments')
        .locator('h2, plausch-composer, [part=list]')
        .evaluateAll((elements) => elements.map((element) => JSON.stringify(element.getBoundingClientRect())));
    await expect(order(page)).toHaveCount(0);
    const before = await places();
    await pass(0);
    await page.unroute('**/chunks/ordering-*/de.js');
    await expect(order(page)).toBeVisible();
    expect([width, await places()]).toEqual([width, before]);
    const { height = 0 } = (await order(page).boundingBox()) ?? {};
    expect(height).toBeGreaterThanOrEqual(24);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await expectNoViolations(page, 'plausch-comments');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);

  await expect(order(page).getByRole('option')).toHaveText(['älteste', 'neueste', 'beste']);
  await expect(order(page)).toHaveValue('oldest');
  await order(page).focus();
  await page.keyboard.press('n');
  await expect(
    page.getByRole('status').filter({ hasText: 'Die neuesten Kommentare stehen jetzt oben.' }),
  ).toBeVisible();
  expect(await numbers(page)).toEqual([3, 2, 1, 1]);
  await expect(order(page)).toBeFocused();
  await expect(order(page)).toHaveValue('newest');
  expect(await kept(page)).toBe('"newest"');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => numbers(page)).toEqual([2, 3, 1, 1]);

  // The first request of the next visit has it already.
  const asked: (string | null)[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/comments')) asked.push(searchParams.get('sort'));
  });
  await page.reload();
  await expect(order(page)).toHaveValue('best');
  expect(await numbers(page)).toEqual([2, 3, 1, 1]);
  expect(asked).toEqual(['best']);

  // One's own that waits: on top among the newest, at the end otherwise.
  await set({ publish: 'nobody' });
  await write(composer(page), { name: 'Nora', body: 'Nummer 4.' });
  await expect(commentWith(page, 'Nummer 4.')).toBeFocused();
  expect(await numbers(page)).toEqual([2, 3, 1, 1, 4]);
  await order(page).selectOption('newest');
  await expect.poll(() => numbers(page)).toEqual([4, 3, 2, 1, 1]);
  await order(page).selectOption('oldest');
  await expect.poll(() => numbers(page)).toEqual([1, 1, 2, 3, 4]);
  // That is the page's own, of which nothing needs to be kept.
  expect(await kept(page)).toBeUndefined();

  // Where no votes are taken none is the best, whatever was chosen before.
  await order(page).selectOption('best');
  await expect.poll(() => kept(page)).toBe('"best"');
  await set({ votes: 'off' });
  await page.reload();
  await expect(order(page).getByRole('option')).toHaveText(['älteste', 'neueste']);
  await expect(order(page)).toHaveValue('oldest');
  for (const nonsense of ['"hottest"', '{"a":1}', '17', 'null', '"']) {
    await page.evaluate((value) => {
      localStorage['plausch localhost sort'] = value;
    }, nonsense);
    asked.length = 0;
    await page.reload();
    await expect(order(page)).toHaveValue('oldest');
    expect([nonsense, asked]).toEqual([nonsense, ['oldest']]);
  }
});

test('where the browser keeps nothing a reader chooses all the same, and what does not come is said', async ({
  page,
  plausch,
}) => {
  await (await asOwner(plausch))('PATCH', '/settings', { publish: 'everyone', holdFrom: 20, spamFrom: 20 });
  await grow(plausch, '/wer-zuhoert/', 2);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(plausch.demo);
  await page.route('**/comments?*sort=newest*', (route) => route.abort(), { times: 1 });
  await order(page).selectOption('newest');
  await expect(page.getByRole('status').filter({ hasText: 'Die Kommentare lassen sich nicht laden.' })).toBeVisible();
  await expect(order(page)).toHaveValue('oldest');
  expect(await numbers(page)).toEqual([1, 2]);
  await order(page).selectOption('newest');
  await expect.poll(() => numbers(page)).toEqual([2, 1]);
});

test('what somebody writes survives another order, the last one chosen counts, and what was on its way does not mix in', async ({
  page,
  plausch,
}) => {
  await (await asOwner(plausch))('PATCH', '/settings', { publish: 'everyone', holdFrom: 20, spamFrom: 20 });
  const ids = await grow(plausch, '/wer-zuhoert/', 160);
  await page.goto(plausch.demo);
  await expect(order(page)).toBeVisible();
  await composer(page).getByRole('textbox').first().fill('Ein angefangener Satz');
  const answer = async (words: string, text: string) => {
    await commentWith(page, words).getByRole('button', { name: 'Antworten' }).click();
    const form = page.locator('plausch-comment').filter({ hasText: words }).getByRole('form');
    await form.getByRole('textbox').first().fill(text);
    return form;
  };
  await answer('Nummer 7.', 'Zur siebten');

  // Twenty choices, whose answers come in any order.
  const pass = await hold(page, '**/comments?*');
  for (let turn = 0; turn < 10; turn += 1) for (const sort of ['newest', 'best']) await order(page).selectOption(sort);
  await pass(19);
  await expect.poll(async () => (await numbers(page)).slice(0, 2)).toEqual([160, 159]);
  for (const late of upTo(18, 0)) await pass(late);
  await page.unroute('**/comments?*');
  await expect(order(page)).toHaveValue('best');
  expect(await kept(page)).toBe('"best"');

  // More of one order comes after another was chosen.
  const passMore = await hold(page, '**/comments?*after=*');
  await page.getByRole('button', { name: 'Weitere Kommentare' }).click();
  await order(page).selectOption('oldest');
  await expect.poll(async () => (await numbers(page))[0]).toBe(1);
  await passMore(0);
  await page.unroute('**/comments?*after=*');
  await page.getByRole('button', { name: 'Weitere Kommentare' }).click();
  await expect(commentWith(page, 'Nummer 51.')).toBeFocused();
  expect(await numbers(page)).toEqual(upTo(100));

  // What was being written is there again, with its comment.
  await expect(composer(page).getByRole('textbox').first()).toHaveValue('Ein angefangener Satz');
  const form = page.locator('plausch-comment').filter({ hasText: 'Nummer 7.' }).getByRole('form');
  await expect(form.getByRole('textbox').first()).toHaveValue('Zur siebten');

  // An answer is on its way when its comment leaves the page: it is taken in, counted, and stands there later.
  const events = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('plausch-submit', (event) => resolve((event as CustomEvent).detail.comment.parent));
      }),
  );
  const passSending = await hold(page, '**/api/sites/*/comments');
  await form.getByLabel('Name').fill('Nora');
  await form.getByRole('button', { name: 'Absenden' }).click();
  await order(page).selectOption('newest');
  await expect.poll(async () => (await numbers(page))[0]).toBe(160);
  await passSending(0);
  expect(await events).toBe(ids[6]);
  await expect(page.getByRole('heading', { name: 'Kommentare: 161' })).toBeVisible();
  await order(page).selectOption('oldest');
  await expect(page.locator('plausch-comments').getByText('Zur siebten')).toBeVisible();
  await expect(form).toHaveCount(0);
});

test('an address that changes while what hears of it is on its way leads there all the same', async ({
  page,
  plausch,
}) => {
  await (await asOwner(plausch))('PATCH', '/settings', { publish: 'everyone', holdFrom: 20, spamFrom: 20 });
  const ids = await grow(plausch, '/wer-zuhoert/', 60);
  const pass = await hold(page, '**/chunks/reading-*.js');
  await page.goto(plausch.demo);
  await expect(commentWith(page, 'Nummer 50.')).toBeVisible();
  await page.evaluate((id) => {
    location.hash = `#plausch-${id}`;
  }, ids[57]);
  await pass(0);
  await expect(commentWith(page, 'Nummer 58.')).toBeFocused();
});
