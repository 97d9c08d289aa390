import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * Fails with what axe finds on a page, as it is now: targets that are too small to hit, too (WCAG 2.2, 2.5.8).
 * @param within the part that is looked at, where not all of the page is our own.
 */
export async function expectNoViolations(page: Page, within = 'html'): Promise<void> {
  // It is half a megabyte to send and to read: once for each document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (within) => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const rules = { 'target-size': { enabled: true } };
    const { violations } = await here.run(within, { rules, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }, within);
  expect(found).toEqual([]);
}
