import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with what axe finds on a page, as it is now: targets that are too small to hit, too (WCAG 2.2, 2.5.8). */
export async function expectNoViolations(page: Page): Promise<void> {
  const rules = { 'target-size': { enabled: true } };
  const axe = new AxeBuilder({ page }).options({ rules, resultTypes: ['violations'] });
  // The other mode opens a page of its own each time, for frames of other origins. Here are none.
  const { violations } = await axe.setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
