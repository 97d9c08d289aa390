import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { expectNoViolations } from './access';

const folder = 'test/fixtures/mails';
const mails = readdirSync(folder).filter((name) => name.endsWith('.html'));

// No colour is seen at one width alone.
for (const [width, colorScheme] of [
  [375, 'dark'],
  [1280, 'light'],
] as const)
  test(`mails, ${width} px, ${colorScheme}: axe finds nothing, nothing is wider than the screen, nothing is loaded`, async ({
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    expect(mails.length).toBeGreaterThan(3);
    for (const name of mails) {
      await page.setContent(readFileSync(`${folder}/${name}`, 'utf8'));
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const [left, under] = await Promise.all(['main', 'footer'].map((part) => page.locator(part).boundingBox()));
      expect([under?.x, under?.width]).toEqual([left?.x, left?.width]);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(23, 24, 26)' : 'rgb(255, 255, 255)');
      await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });
    }
    expect(asked).toEqual([]);
  });
