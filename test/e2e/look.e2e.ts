import { expectNoViolations } from './access';
import { watchShifts } from './page-steps';
import { expect, post, type Running, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';

/** A thread with replies three deep, a quote and code, and one comment whose author took it back. */
async function fillThread(plausch: Running): Promise<void> {
  await publishEverything(plausch);
  let parent: string | undefined;
  for (const body of [
    '> Zitat\n\nUnd `Code` und **fett** sind in diesem Kommentar auch noch, und was ich dazu gelesen habe: https://example.de',
    'Eine Antwort',
    'Darauf noch eine',
    'Ganz tief',
  ])
    parent = (await post(plausch, { body, parent })).comment.id;
  const gone = await post(plausch, { body: 'Geht wieder' });
  await post(plausch, { body: 'Schade', parent: gone.comment.id });
  await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${gone.comment.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${gone.token}` },
  });
}

// No colour is seen in one language alone.
for (const [path, language, colorScheme] of [
  ['', 'de', 'light'],
  ['en/', 'en', 'dark'],
] as const)
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('everyone can read and write: axe finds nothing, and no policy is broken', async ({ page, plausch }) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // The browser itself notes the answer to a form that is not filled in.
        if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
      });
      await page.goto(plausch.demo + path);
      await expect(composer(page)).toBeVisible();
      await expectNoViolations(page);
      await fillThread(plausch);
      await page.reload();
      await expect(commentWith(page, 'Ganz tief')).toBeVisible();
      await write(composer(page), { body: 'Ohne Namen' });
      await expect(composer(page).getByLabel('Name')).toBeFocused();
      await expectNoViolations(page);
      await write(composer(page), { body: '[url=x]wartet[/url]', name: 'Nora' });
      await expect(commentWith(page, 'wartet')).toBeFocused();
      await expectNoViolations(page);
      expect(complaints).toEqual([]);
    });
  });

test('on a phone nothing sticks out, and what is touched is large enough', async ({ page, plausch }) => {
  await page.setViewportSize({ width: 375, height: 700 });
  await fillThread(plausch);
  await page.goto(plausch.demo);
  await composer(page)
    .getByRole('textbox')
    .first()
    .fill(`${'lang'.repeat(80)}`);
  await expect(commentWith(page, 'Ganz tief')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  for (const button of await page.getByRole('button').all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  for (const field of await page.getByRole('textbox').all()) {
    const box = await field.boundingBox();
    if (box && box.x >= 0) expect(box.height).toBeGreaterThanOrEqual(44);
  }
});

test('while comments are loading nothing on the page jumps', async ({ page, plausch }) => {
  await fillThread(plausch);
  const shifted = await watchShifts(page);
  await page.goto(`${plausch.demo}#comments`);
  await expect(commentWith(page, 'Ganz tief')).toBeVisible();
  expect(await shifted()).toBeLessThanOrEqual(0.05);
});

test('the page’s styles do not reach in, and the widget’s do not reach out', async ({ page, plausch }) => {
  const titleSize = () => page.locator('h1').evaluate((element) => getComputedStyle(element).fontSize);
  await page.route(`${plausch.base}/embed.js`, (route) => route.abort(), { times: 1 });
  await page.goto(plausch.demo);
  const before = await titleSize();
  await page.reload();
  await expect(composer(page)).toBeVisible();
  expect(await titleSize()).toBe(before);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('button, p, h2, textarea { display: none !important }');
    document.adoptedStyleSheets = [sheet];
  });
  await expect(composer(page).getByRole('textbox').first()).toBeVisible();
});

test('theme="dark" makes the widget dark on a page that does not say', async ({ page, plausch }) => {
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('<plausch-comments ', '<plausch-comments theme="dark" ');
    await route.fulfill({ response, body });
  });
  await page.goto(plausch.demo);
  await expect(composer(page).getByRole('textbox').first()).toHaveCSS('color-scheme', 'dark');
});
