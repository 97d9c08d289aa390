import type { Page } from '@playwright/test';
import { expect, narrow, openStates, stickingOut, test, tooSmall } from './states';

/** What stands outside of the place of its state, to whichever side; by state. What is moved sideways or cut off inside its own box does not. */
const outside = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('section > div')].flatMap((place) => {
      const { left, right } = place.getBoundingClientRect();
      const roots: ParentNode[] = [place];
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      return roots
        .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
        .filter((element) => element.checkVisibility() && !element.closest('pre > *, .trap, [part=about] > *'))
        .flatMap((element) => {
          const box = element.getBoundingClientRect();
          // Laid out in fractions of pixels; a button without an edge begins where its text would.
          return box.width === 0 || (box.left > left - 6 && box.right < right + 6)
            ? []
            : [`${place.parentElement?.id}: ${element.outerHTML.slice(0, 80)} (${box.left} … ${box.right})`];
        });
    }),
  );

const widths = [240, 320, 480, 768, 1200];

test('by the room it has, and not by that of the page: from 240 to 1200 pixels nothing sticks out, and one can write', async ({
  page,
  states,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openStates(page, states);
  const indent = () =>
    page
      .locator('#answers [aria-level="2"]')
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).paddingInlineStart));
  const indents: number[] = [];
  for (const width of widths) {
    await narrow(page, width);
    expect(await stickingOut(page)).toEqual([]);
    expect(await outside(page)).toEqual([]);
    expect(await tooSmall(page)).toEqual([]);
    indents.push(await indent());
    for (const field of await page.locator('#refused').getByRole('textbox').all())
      expect((await field.boundingBox())?.width).toBeGreaterThan(200);
  }
  expect(indents.map((indent) => Math.round(indent))).toEqual([12, 12, 14, 23, 24]);
});

for (const where of ['the page', 'the comments alone'] as const)
  test(`from right to left in ${where}: levels, names, tools and fields are the other way round, and nothing sticks out`, async ({
    page,
    states,
  }) => {
    await openStates(page, states, where === 'the page' ? { dir: 'rtl' } : {});
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('section > div > *')) element.dir = 'rtl';
    });
    for (const width of [240, 768]) {
      await narrow(page, width);
      expect(await outside(page)).toEqual([]);
      expect(await tooSmall(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 500 });
    await narrow(page, 280);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    /** Where something stands; of the first that fits. */
    const box = async (selector: string) => {
      const { x, width } = (await page.locator(selector).first().boundingBox()) ?? { x: 0, width: 0 };
      return { left: x, right: x + width };
    };
    const [first, answer] = [await box('#answers [aria-level="1"]'), await box('#answers [aria-level="2"]')];
    expect(answer.right).toBeLessThan(first.right);
    expect(answer.left).toBeCloseTo(first.left, 0);
    await expect(page.locator('#answers [aria-level="2"]')).toHaveCSS('border-right-width', '2px');
    expect((await box('#initials [part=avatar]')).left).toBeGreaterThan((await box('#initials [part=author]')).right);
    expect((await box('#one [part~=reply]')).left).toBeGreaterThan((await box('#one [part~=report]')).left);
    expect((await box('#writing [part~=send]')).right).toBeGreaterThan((await box('#writing .privacy')).right);
    // What is said in a language from left to right reads so all the same: “2 days ago”, “… not published.”
    const order = await page.locator('#one time').evaluate((element) => {
      const left = (at: number) => {
        const range = document.createRange();
        range.setStart(element.firstElementChild?.firstChild ?? (element.lastChild as Node), at);
        range.setEnd(element.firstElementChild?.firstChild ?? (element.lastChild as Node), at + 1);
        return range.getBoundingClientRect().left;
      };
      return left(0) < left(3);
    });
    expect(order).toBe(true);
  });

test('with forced colours what is pressed differs from what is not, and the comment with the focus is framed', async ({
  page,
  states,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await openStates(page, states, { state: 'votes,one,initials' });
  const looks = (pressed: boolean) =>
    page
      .locator(`#votes [part~=vote][aria-pressed=${pressed}]`)
      .first()
      .evaluate((element) => {
        const { borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(element);
        return [borderTopWidth, borderTopStyle, outlineStyle].join(' ');
      });
  expect(await looks(true)).not.toBe(await looks(false));
  const comment = page.locator('#one article');
  await comment.focus();
  await expect(comment).toHaveCSS('outline-style', 'solid');
  await expect(comment).toHaveCSS('outline-width', '2px');
  await expect(page.locator('#initials [part=avatar]').first()).toHaveCSS('border-top-style', 'solid');
});
