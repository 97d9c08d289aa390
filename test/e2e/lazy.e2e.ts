import type { Page } from '@playwright/test';
import { twoFrames, watchShifts } from './page-steps';
import { expect, post, type Running, test } from './plausch';
import { commentWith, composer, publishEverything } from './reader-steps';

/** The demo post, some screens longer, with comments that wait below it. Returns what is asked for from now on. */
async function lengthen(page: Page, plausch: Running): Promise<string[]> {
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace('<section id="comments">', `${'<p>Noch ein Absatz.</p>'.repeat(200)}<section id="comments">`)
      .replace('<plausch-comments ', '<plausch-comments loading="lazy" ')
      .replace('</plausch-comments>', '</plausch-comments><footer>Impressum</footer>');
    await route.fulfill({ response, body });
  });
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url()));
  return heard;
}

const loads = (heard: string[]) => heard.filter((url) => url.includes('/comments?'));

/** Waits until somebody watches over the comments: from then on nothing else but a reader brings them. */
async function watched(page: Page, heard: string[]): Promise<void> {
  await expect.poll(() => heard.some((url) => url.includes('/waiting-'))).toBe(true);
  await twoFrames(page);
}

test('comments that wait are loaded when the reader comes near to them, and move nothing', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Weit unten' });
  const shifted = await watchShifts(page);
  const heard = await lengthen(page, plausch);
  await page.goto(plausch.demo);
  await watched(page, heard);
  expect(loads(heard)).toEqual([]);
  expect(await page.locator('plausch-comments').evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(200);

  // Another thread, and back: it still waits.
  await page.locator('plausch-comments').evaluate((element) => element.setAttribute('thread', '/dort/'));
  await page.locator('plausch-comments').evaluate((element) => element.setAttribute('thread', '/wer-zuhoert/'));
  await watched(page, heard);
  expect(loads(heard)).toEqual([]);

  // One screen above them.
  await page.evaluate(() => {
    const { top } = (document.querySelector('plausch-comments') as Element).getBoundingClientRect();
    scrollTo({ top: scrollY + top - 1.8 * innerHeight, behavior: 'instant' });
  });
  await expect(commentWith(page, 'Weit unten')).toBeAttached();
  await expect(commentWith(page, 'Weit unten')).not.toBeInViewport();
  await composer(page).scrollIntoViewIfNeeded();
  await expect(composer(page)).toBeInViewport();
  expect(await shifted()).toBe(0);
  expect(loads(heard)).toHaveLength(1);
});

test('they are loaded at once by a link to one of them, by a link to all, and to be printed', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  const { comment } = await post(plausch, { body: 'Weit unten' });
  const heard = await lengthen(page, plausch);
  await page.goto(`${plausch.demo}#plausch-${comment.id}`);
  await expect(commentWith(page, 'Weit unten')).toBeFocused();

  for (const bring of [
    () => page.evaluate((id) => (location.hash = `#plausch-${id}`), comment.id),
    () => page.getByRole('link', { name: 'Kommentar schreiben' }).first().click(),
    () => page.pdf(),
  ]) {
    await page.goto('about:blank');
    heard.length = 0;
    await page.goto(plausch.demo);
    await watched(page, heard);
    expect(loads(heard)).toEqual([]);
    await bring();
    await expect(commentWith(page, 'Weit unten')).toBeVisible();
  }
});

test('where what watches over them does not arrive, they are loaded as ever', async ({ page, plausch }) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Weit unten' });
  await lengthen(page, plausch);
  await page.route('**/waiting-*.js', (route) => route.abort());
  await page.goto(plausch.demo);
  await expect(commentWith(page, 'Weit unten')).toBeVisible();
});
