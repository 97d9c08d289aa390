import type { Page } from '@playwright/test';
import { expectNoViolationsInStates } from './access';
import { hold, watchShifts } from './page-steps';
import { expect, narrow, openStates, overlapping, stickingOut, test, tooSmall } from './states';

/** The files with rules of themes that a page has loaded, by theme. */
function themesLoaded(page: Page): string[] {
  const loaded: string[] = [];
  page.on('request', (request) => {
    const name = /\/chunks\/(card|dense|large)-/.exec(request.url())?.[1];
    if (name) loaded.push(name);
  });
  return loaded;
}

const article = (page: Page) => page.locator('#answers').getByRole('article').first();

for (const [theme, colorScheme] of [
  ['plain', 'dark'],
  ['card', 'dark'],
  ['card', 'light'],
  ['dense', 'dark'],
  ['large', 'light'],
] as const)
  test.describe(`${theme}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('everyone can use every state in this theme, where there is little room, too; no other is loaded', async ({
      page,
      states,
    }) => {
      const loaded = themesLoaded(page);
      await openStates(page, states, { theme });
      // The others have the colours of the plain one.
      if (theme === 'card') await expectNoViolationsInStates(page);
      for (const width of [240, 320, 480, 768, 1200]) {
        await narrow(page, width);
        expect.soft(await stickingOut(page), `${width}`).toEqual([]);
        expect.soft(await overlapping(page), `${width}`).toEqual([]);
        expect.soft(await tooSmall(page), `${width}`).toEqual([]);
      }
      expect([...new Set(loaded)]).toEqual(theme === 'plain' ? [] : [theme]);
    });
  });

test('who names no theme loads none; words that name none change nothing, and light and dark stand beside any', async ({
  page,
  states,
}) => {
  const loaded = themesLoaded(page);
  await openStates(page, states, { state: 'answers' });
  const plain = await article(page).evaluate((element) => getComputedStyle(element).cssText);
  await openStates(page, states, { state: 'answers', theme: 'plain auto cards dark-ish' });
  expect(await article(page).evaluate((element) => getComputedStyle(element).cssText)).toBe(plain);
  expect(loaded).toEqual([]);
  await openStates(page, states, { state: 'answers', theme: 'card  dark' });
  await expect(article(page)).toHaveCSS('border-inline-start-style', 'solid');
  await expect(article(page)).toHaveCSS('color-scheme', 'dark');
  expect(loaded).toEqual(['card']);
});

test('a theme is there before anything is drawn, and nothing jumps; another takes its place while one reads', async ({
  page,
  states,
}) => {
  const shifted = await watchShifts(page);
  const goOn = await hold(page, '**/chunks/card-*.js');
  const asked = page.waitForRequest('**/chunks/card-*.js');
  const opened = openStates(page, states, { state: 'answers', theme: 'card' });
  await asked;
  await expect(page.locator('#answers .reserved')).toBeAttached();
  await expect(page.locator('#answers h2')).not.toBeAttached();
  goOn();
  await opened;
  await expect(article(page)).toHaveCSS('border-inline-start-style', 'solid');
  expect(await shifted()).toBeLessThanOrEqual(0.05);
  const element = page.locator('#answers plausch-comments');
  await element.evaluate((element) => element.setAttribute('theme', 'large'));
  await expect(page.locator('#answers h2')).toHaveCSS('font-size', '26.125px');
  await expect(article(page)).toHaveCSS('border-inline-start-style', 'none');
  await element.evaluate((element) => element.removeAttribute('theme'));
  await expect(page.locator('#answers h2')).toHaveCSS('font-size', '20px');
});

test('where a theme does not arrive, the comments are there all the same', async ({ page, states }) => {
  await page.route('**/chunks/card-*.js', (route) => route.abort());
  await openStates(page, states, { state: 'answers', theme: 'card' });
  await expect(article(page)).toBeVisible();
});
