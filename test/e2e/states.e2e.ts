import { expectNoViolationsInStates } from './access';
import { alone, expect, openStates, stickingOut, test, tooSmall, treeOf } from './states';

for (const [colorScheme, lang] of [
  ['light', 'de'],
  ['dark', 'en'],
] as const)
  test.describe(`in ${lang}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('everyone can use every state of every element: axe finds nothing, and all is large enough to hit', async ({
      page,
      states,
    }) => {
      await openStates(page, states, { lang });
      await expectNoViolationsInStates(page);
      expect(await tooSmall(page)).toEqual([]);
      // At 320 pixels, which is also what 1280 pixels are at 400 % (WCAG 2.2, 1.4.10).
      await page.setViewportSize({ width: 320, height: 256 });
      expect(await stickingOut(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await tooSmall(page)).toEqual([]);

      await openStates(page, states, { lang, state: alone });
      await expectNoViolationsInStates(page);
      expect(await tooSmall(page)).toEqual([]);
    });
  });

/** What somebody who does not see is told of the main states: a file each in `trees`. */
const told = [
  ...['empty', 'one', 'closed', 'origin', 'answers', 'more', 'people', 'votes', 'own', 'why', 'appealed', 'changing'],
  ...['taking-back', 'reporting', 'noticing', 'writing', 'preview', 'refused', 'unsent', 'sent', 'answering'],
];

test('what is told without being seen stands in files, a state each', async ({ page, states }) => {
  for (const name of told) expect.soft(await treeOf(page, states, name)).toMatchSnapshot(`${name}.yml`);
});
