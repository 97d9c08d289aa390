import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/**
 * Fails with what axe finds on a page, as it is now: targets that are too small to hit, too (WCAG 2.2, 2.5.8).
 * @param within the part that is looked at, where not all of the page is our own.
 */
export async function expectNoViolations(page: Page, within = 'html'): Promise<void> {
  expect(await violations(page, within, { 'target-size': { enabled: true } })).toEqual([]);
}

/** The same on the page of all states: there are as many forms of one name as threads, and each thread is looked at for itself. */
export async function expectNoViolationsInStates(page: Page): Promise<void> {
  const rules = { 'target-size': { enabled: true }, 'landmark-unique': { enabled: false } };
  expect(await violations(page, 'main', rules)).toEqual([]);
  const found = await page.evaluate(async () => {
    const { axe: here } = window as unknown as { axe: typeof axe };
    const found = [];
    for (const { id } of document.querySelectorAll('section')) {
      const { violations } = await here.run(`#${id}`, { runOnly: ['landmark-unique'], resultTypes: ['violations'] });
      if (violations.length > 0) found.push(`${id}: landmark-unique`);
    }
    return found;
  });
  expect(found).toEqual([]);
}

async function violations(page: Page, within: string, rules: Record<string, { enabled: boolean }>): Promise<string[]> {
  // It is half a megabyte to send and to read: once for each document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([within, rules]) => {
      const { axe: here } = window as unknown as { axe: typeof axe };
      const { violations } = await here.run(within, { rules, resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    },
    [within, rules] as const,
  );
}
