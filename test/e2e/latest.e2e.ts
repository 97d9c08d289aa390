import { readFileSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { complaintsOf, watchShifts } from './page-steps';
import { expect, post, type Running, test } from './plausch';
import { composer, publishEverything, write } from './reader-steps';

/** The demo post with the newest comments in front of it. `only`: without the comments of the post. */
async function show(page: Page, plausch: Running, { attributes = '', only = false } = {}): Promise<string[]> {
  await page.route(`${plausch.demo}**`, async (route) => {
    const response = await route.fetch();
    const latest = `<script type="module" src="${plausch.base}/latest.js"></script><plausch-latest site="${plausch.site}" ${attributes}></plausch-latest>`;
    const body = (await response.text())
      .replace('<section id="comments">', `<aside>${latest}</aside><section id="comments">`)
      .replace(only ? /<script type="module" src="[^"]*embed.js"><\/script>/ : /^$/, '');
    await route.fulfill({ response, body });
  });
  // As the documentation says, its place is kept.
  const [, rule = ''] = /```css\n(plausch-latest [\s\S]*?)```/.exec(readFileSync('docs/embed.md', 'utf8')) ?? [];
  await page.route('**/styles.css', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()) + rule });
  });
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url()));
  return heard;
}

const headlines = (page: Page) => page.locator('plausch-latest').getByRole('listitem');

test.describe('on a phone, in the dark', () => {
  test.use({ viewport: { width: 375, height: 2600 }, colorScheme: 'dark' });

  test('the newest comments of a site lead to where they stand; nothing moves when they come, and nothing of them is run', async ({
    page,
    plausch,
  }) => {
    const complaints = complaintsOf(page);
    await publishEverything(plausch);
    for (let number = 1; number <= 4; number += 1) await post(plausch, { body: `Nummer ${number}.` });
    await post(plausch, {
      body: `<img src=x onerror="document.title = 'hin'"> ${'und noch ein langer Satz '.repeat(12)}`,
      name: '<b>Nora</b>',
      thread: '/"><script>document.title = "hin"</script>/',
    });
    await post(plausch, { body: 'Zuletzt', name: 'Anton' });
    const shifted = await watchShifts(page);
    const heard = await show(page, plausch, { only: true });
    await page.goto(plausch.demo);
    await expect(headlines(page)).toHaveCount(5);
    await expect(headlines(page).first()).toHaveText(/^Zuletzt\s*Anton · gerade eben · \/wer-zuhoert\/$/);
    await expect(headlines(page).nth(1)).toContainText('<img src=x onerror=');
    await expect(headlines(page).nth(1)).toContainText('<b>Nora</b>');
    await expectNoViolations(page, 'plausch-latest');
    expect(await shifted()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await expect(page).not.toHaveTitle('hin');
    expect(complaints).toEqual([]);
    // No more than its own script, its words, what fits colours to a dark page, and one call.
    const asked = heard.filter((url) => url.startsWith(plausch.base)).map((url) => new URL(url).pathname);
    expect(asked.filter((path) => !/^\/chunks\/(reading-\w+\/de|contrast-\w+)\.js$/.test(path))).toEqual([
      '/latest.js',
      `/api/sites/${plausch.site}/latest`,
    ]);
    expect(statSync('dist/assets/latest.js.br').size).toBeLessThan(3000);
    await headlines(page).getByRole('link', { name: 'Zuletzt' }).click();
    await expect(page.locator('article:target')).toContainText('Zuletzt');
  });
});

test('it shows as many as the page wants, in its language, hears of what is written here, and stays still where nothing comes', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await show(page, plausch, { attributes: 'count="2" lang="en"' });
  await page.goto(plausch.demo);
  await expect(page.locator('plausch-latest')).toHaveText('Nobody has written here yet.');
  await write(composer(page), { body: 'Hier geschrieben', name: 'Rita' });
  await expect(headlines(page)).toHaveText([/Hier geschrieben.*Rita · just now/s]);
  await expect(page.locator('plausch-latest')).not.toContainText('Nobody');
  for (const body of ['Eins', 'Zwei']) await post(plausch, { body });
  await page.reload();
  await expect(headlines(page)).toHaveText([/^Zwei/, /^Eins/]);
  await page.locator('plausch-latest').evaluate((element) => element.setAttribute('count', '3'));
  await expect(headlines(page)).toHaveCount(3);

  await page.route('**/latest?*', (route) => route.abort());
  const failed = page
    .locator('plausch-latest')
    .evaluate(
      (element) =>
        new Promise((resolve) =>
          element.addEventListener('plausch-error', (event) => resolve((event as CustomEvent).detail)),
        ),
    );
  await page.locator('plausch-latest').evaluate((element) => element.setAttribute('count', '1'));
  expect(await failed).toEqual({ code: 'network' });
  await expect(headlines(page)).toHaveCount(3);
});
