import type { Locator, Page } from '@playwright/test';
import { callAs, commentBy, runSite, speak } from './desk-steps';
import { expect, openDesk, post, test } from './plausch';

/** Of what is shown: what does not fit into its own box, is cut off by a box around it, or sticks out of the window. */
const clipped = (targets: Locator): Promise<string[]> =>
  targets.evaluateAll((all) => {
    const cut = (element: Element, around: { left: number; right: number }) => {
      const { left, right } = element.getBoundingClientRect();
      return left < around.left - 1 || right > around.right + 1;
    };
    const parentOf = (element: Element) =>
      element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? undefined;
    return all
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        if (element.scrollWidth > element.clientWidth || cut(element, { left: 0, right: innerWidth })) return true;
        for (let box = parentOf(element); box; box = parentOf(box))
          if (getComputedStyle(box).overflowX !== 'visible' && cut(element, box.getBoundingClientRect())) return true;
        return false;
      })
      .map((element) => element.textContent?.trim() ?? '');
  });

const tabs = (page: Page) => page.locator('desk-queue nav a');
const menu = (page: Page) => page.locator('desk-queue nav').getByRole('button');

for (const sites of [1, 2])
  test(`whole words on every tab, with ${sites} of the sites: in both languages, on a phone and on wide screens`, async ({
    page,
    plausch,
    data,
  }) => {
    await openDesk(page, plausch);
    if (sites === 2) runSite(data, 'add', 'zweite.example');
    await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
    await page.route('**/queue?*', async (route) => {
      const response = await route.fetch();
      const queue = await response.json();
      // Widest where a lot waits.
      const waiting = { held: 9999, reported: 1234, appealed: 123, spam: 4321 };
      await route.fulfill({ response, json: { ...queue, waiting, asked: 99 } });
    });
    await page.reload();
    await expect(commentBy(page, 'Nora')).toBeVisible();
    for (const language of ['Deutsch', 'English'])
      for (const width of [375, 768, 1280, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        await speak(page, language);
        if (width === 375) {
          expect(await clipped(menu(page))).toEqual([]);
          await menu(page).click();
        }
        await expect(tabs(page).last()).toBeVisible();
        expect(await clipped(tabs(page)), `${language}, ${width} px`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        if (width === 375) await page.keyboard.press('Escape');
      }
  });

test('on a phone the tabs are a menu: it says where one is, opens, leads on, and Escape closes it', async ({
  page,
  plausch,
}) => {
  await page.setViewportSize({ width: 375, height: 740 });
  await openDesk(page, plausch);
  const { comment } = await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await callAs(page, plausch, 'POST', '/decisions', { comments: [comment.id], action: 'spam' });
  await page.reload();
  await expect(menu(page)).toHaveText(/Wartend/);
  await expect(tabs(page).first()).toBeHidden();
  await menu(page).press('Enter');
  await expect(menu(page)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Escape');
  await expect(tabs(page).first()).toBeHidden();
  await expect(menu(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Als Spam abgelegt' }).press('Enter');
  await expect(menu(page)).toHaveText(/Als Spam abgelegt/);
  await expect(menu(page)).toBeFocused();
  await expect(tabs(page).first()).toBeHidden();
  await expect(commentBy(page, 'Nora')).toBeVisible();
});

test('a tab without anything in it has no number', async ({ page, plausch }) => {
  await openDesk(page, plausch);
  await post(plausch, { name: 'Nora', body: 'Ein Gedanke.' });
  await page.reload();
  await expect(page.getByRole('link', { name: 'Wartend 1' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Gemeldet', exact: true })).toBeVisible();
});
