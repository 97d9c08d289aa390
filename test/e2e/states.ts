import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startStates } from '../../demo/states/server';

/** Tests that look at the page of all states (`demo/states`). */
export const test = base.extend<object, { states: string }>({
  /** Its address. */
  states: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const { url, close } = await startStates(join(import.meta.dirname, '../../dist'), 0);
      await use(url);
      close();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

/** The state that is on a page of its own. */
export const alone = 'jumped';

/** Opens the page of all states, looking as `chosen` says, and waits until all are reached. Fails where the page has complaints. */
export async function openStates(page: Page, states: string, chosen: Record<string, string> = {}): Promise<void> {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`${states}?${new URLSearchParams(chosen)}`);
  // Where it comes to no end, one sees with which.
  const unreached = () =>
    page.evaluate(() => {
      const { ready, at } = document.documentElement.dataset;
      return ready ?? at ?? 'none';
    });
  await expect.poll(unreached).toBe('');
  expect(complaints).toEqual([]);
}

/** What is too small to be hit (WCAG 2.2, 2.5.8: 24 by 24 pixels), but for what stands in a sentence; by state. */
export const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const least = 24;
    const roots: ParentNode[] = [...document.querySelectorAll('section')];
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    const stateOf = (element: Element): string =>
      element.closest('section')?.id ?? stateOf((element.getRootNode() as ShadowRoot).host);
    return roots.flatMap((root) =>
      [...root.querySelectorAll<HTMLElement>('a, button, input, select, textarea')]
        .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'))
        .filter((element) => element.localName !== 'a' || !element.closest('p, li'))
        .flatMap((element) => {
          const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
          // Laid out in fractions of pixels.
          return Math.min(width, height) > least - 0.01
            ? []
            : [`${stateOf(element)}: ${element.textContent || element.outerHTML} (${width} × ${height})`];
        }),
    );
  });

/** What sticks out of the place of its state, so that one would have to scroll sideways; by state. */
export const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('section > div')].flatMap((place) =>
      place.scrollWidth > place.clientWidth
        ? [`${place.parentElement?.id}: ${place.scrollWidth} > ${place.clientWidth}`]
        : [],
    ),
  );

/** The accessibility tree of a state alone, once all has come; see `treeHere`. */
export async function treeOf(page: Page, states: string, name: string): Promise<string> {
  await openStates(page, states, { state: name });
  // What comes after the comments has come, too.
  await page.waitForLoadState('networkidle');
  return treeHere(page, states, name);
}

/**
 * The accessibility tree of a state that is open, without what differs by chance: the address of the page, the ids of comments, and what stands
 * only in a comment that was pointed at, which may have come after that.
 */
export async function treeHere(page: Page, states: string, name: string): Promise<string> {
  const seen = `${await page.locator(`#${name} > div`).ariaSnapshot()}\n`;
  const tree = seen.replace(/^ *- button "Copy link"\n/gm, '');
  const ids = [...new Set(tree.match(/(?<=#plausch-)\w+/g))];
  return ids.reduce(
    (text, id, at) => text.replaceAll(`#plausch-${id}`, `#plausch-${at + 1}`),
    tree.replaceAll(new URL(states).origin, 'https://blog.example').replaceAll(`/?state=${name}#`, '/?#'),
  );
}

/** Gives every state a place of that width, whatever the page's. */
export const narrow = (page: Page, width: number): Promise<void> =>
  page.evaluate((width) => {
    for (const place of document.querySelectorAll<HTMLElement>('section > div')) place.style.width = `${width}px`;
  }, width);

/** Words that are drawn on top of others, by state; what is moved sideways or cut off by its own place is left out. */
export const overlapping = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const section of document.querySelectorAll('section')) {
      const roots: ParentNode[] = [section];
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      const drawn = roots.flatMap((root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts: { of: HTMLElement; words: string; rects: DOMRect[] }[] = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const of = node.parentElement;
          if (!of?.checkVisibility() || !node.textContent?.trim()) continue;
          if (of.closest('pre, select, [aria-hidden=true], [part=about], [part=headline]')) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          texts.push({ of, words: node.textContent.trim().slice(0, 30), rects: [...range.getClientRects()] });
        }
        return texts;
      });
      const boxes = drawn
        .flatMap(({ of, words, rects }) => rects.map((rect) => ({ of, words, rect })))
        .sort((a, b) => a.rect.top - b.rect.top);
      for (const [at, one] of boxes.entries())
        for (const other of boxes.slice(at + 1)) {
          if (other.rect.top >= one.rect.bottom - 2) break;
          const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
          if (one.of !== other.of && across > 2) found.push(`${section.id}: ${one.words} / ${other.words}`);
        }
    }
    return found;
  });
