import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { complaintsOf, hold, watchShifts } from './page-steps';
import { expect, post, type Running, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';

/** What docs/embed.md tells whoever builds pages to do. */
async function commentsAsDocumented(plausch: Running): Promise<(thread: string) => Promise<string>> {
  const [, example = ''] =
    /```js\n(export async function comments[\s\S]*?)```/.exec(readFileSync('docs/embed.md', 'utf8')) ?? [];
  const script = example
    .replaceAll('https://comments.example.de', plausch.base)
    .replaceAll('blog.example.de', plausch.site);
  return (await import(`data:text/javascript,${encodeURIComponent(script)}`)).comments;
}

/** The demo post as a page that was built with its comments in it, under a policy that allows no more than the documentation says. */
async function build(page: Page, plausch: Running, { thread = '/wer-zuhoert/', inside = '', made = new Date() } = {}) {
  const built = inside || (await (await commentsAsDocumented(plausch))(thread));
  await page.route(plausch.demo, async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replace(/<plausch-comments [^>]*><\/plausch-comments>/, () => `${built}<footer>Impressum</footer>`)
      .replaceAll('{{site}}', plausch.site);
    const policy = response
      .headers()
      ['content-security-policy']?.replace("style-src 'self'", `style-src 'self' ${plausch.base}`);
    await route.fulfill({
      response,
      body,
      headers: { ...response.headers(), 'content-security-policy': policy ?? '', 'last-modified': made.toUTCString() },
    });
  });
  return built;
}

const yesterday = () => new Date(Date.now() - 24 * 60 * 60_000);
const early = (page: Page) => page.locator('plausch-comments .early');
const loads = (requests: string[]) => requests.filter((url) => url.includes('/comments?'));

/** How far down everything stands: the heading, each comment and its text, and what is below the comments. */
const placesOf = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('plausch-comments')?.shadowRoot;
    const tops = [...(root?.querySelectorAll('h2, article, [part=body]') ?? [])];
    return [...tops, document.querySelector('footer') as Element].map((one) =>
      Math.round(one.getBoundingClientRect().top),
    );
  });

/** The addresses of all that is asked for from now on, and the answers' statuses. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('response', (response) => heard.push(`${response.status()} ${response.url()}`));
  return heard;
}

test('comments that were built into the page are read without a script, and answered on the plain page', async ({
  browser,
  plausch,
}) => {
  await publishEverything(plausch);
  const first = await post(plausch, { body: 'Steht schon da' });
  await post(plausch, { body: 'Und die Antwort', parent: first.comment.id, name: 'Anton' });
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 375, height: 700 } });
  const page = await context.newPage();
  await build(page, plausch);
  await page.goto(plausch.demo);
  await expect(page.getByText('Steht schon da')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Und die Antwort' })).toHaveAttribute('aria-level', '2');
  // Its looks have come, too.
  await expect(early(page).locator('article header').first()).toHaveCSS('display', 'flex');
  await page.getByRole('link', { name: 'Antworten' }).first().click();
  await expect(page.getByRole('heading', { name: 'Antwort an Nora' })).toBeVisible();
  await page.goBack();
  await early(page).getByRole('link', { name: 'Kommentar schreiben' }).click();
  await expect(page).toHaveURL(/\/pages\/.*#write$/);
  await context.close();
});

test.describe('on a phone, in the dark', () => {
  test.use({ viewport: { width: 375, height: 2400 }, colorScheme: 'dark' });

  test('the script takes them over: they are not loaded again, nothing moves, and one writes below them', async ({
    page,
    plausch,
  }) => {
    const complaints = complaintsOf(page);
    await publishEverything(plausch);
    const first = await post(plausch, { body: 'Steht schon da.\n\n> Mit Zitat' });
    await post(plausch, { body: 'Und die Antwort', parent: first.comment.id, name: 'Anton' });
    await post(plausch, { body: 'Zuletzt', name: 'Clara' });
    await build(page, plausch);
    const heard = listen(page);
    const shifted = await watchShifts(page);
    const letGo = await hold(page, '**/embed.js');
    await page.goto(plausch.demo, { waitUntil: 'commit' });
    await expect(early(page).getByText('Zuletzt')).toBeVisible();
    await expect(early(page).locator('article header').first()).toHaveCSS('display', 'flex');
    await expectNoViolations(page, 'plausch-comments');
    const before = await placesOf(page);

    letGo();
    await expect(composer(page)).toBeVisible();
    await expect(commentWith(page, 'Zuletzt')).toBeVisible();
    await expect(early(page)).toHaveCount(0);
    await expect(
      commentWith(page, 'Steht schon da').getByRole('button', { name: 'Zustimmen', exact: true }),
    ).toBeVisible();
    expect(await placesOf(page)).toEqual(before);
    expect(await shifted()).toBe(0);
    expect(loads(heard)).toEqual([]);

    await write(composer(page), { body: 'Geschrieben wie immer', name: 'Rita' });
    await expect(commentWith(page, 'Geschrieben wie immer')).toBeFocused();
    expect(complaints).toEqual([]);
  });
});

test('what was built in has its looks before any script, avatars are kept room for, and nothing moves when they come', async ({
  page,
  plausch,
}) => {
  await page.setViewportSize({ width: 900, height: 2400 });
  await publishEverything(plausch);
  const first = await post(plausch, { body: 'Steht schon da.\n\n> Mit Zitat' });
  await post(plausch, { body: 'Und die Antwort', parent: first.comment.id, name: 'Anton' });
  const plain = await (await commentsAsDocumented(plausch))('/wer-zuhoert/');
  for (const look of ['theme="card"', 'theme="dense"', 'theme="large"', 'avatars="initials"', 'avatars="pattern"']) {
    const inside = plain.replace('<plausch-comments ', `<plausch-comments ${look} `);
    await page.unroute(plausch.demo);
    await build(page, plausch, { inside });
    await page.unroute('**/embed.js');
    const letGo = await hold(page, '**/embed.js');
    await page.goto(plausch.demo, { waitUntil: 'commit' });
    await expect(early(page).getByText('Und die Antwort')).toBeVisible();
    // Its looks have come.
    await expect(early(page).locator('article header').first()).toHaveCSS('display', 'flex');
    const before = await placesOf(page);
    letGo();
    await expect(early(page)).toHaveCount(0);
    expect(await placesOf(page), look).toEqual(before);
  }
});

test('in a page that was built yesterday the element shows at once what was there, and then what has changed', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  const gone = await post(plausch, { body: 'Wird zurückgenommen' });
  await post(plausch, { body: 'Bleibt' });
  await build(page, plausch, { made: yesterday() });
  const heard = listen(page);
  await page.goto(plausch.demo);
  await expect(commentWith(page, 'Bleibt')).toBeVisible();
  await expect.poll(() => loads(heard)).toEqual([expect.stringMatching(/^304 /)]);

  await post(plausch, { body: 'Kam heute dazu' });
  await fetch(`${plausch.base}/api/sites/${plausch.site}/comments/${gone.comment.id}`, {
    method: 'DELETE',
    headers: { Authorization: `Bearer ${gone.token}` },
  });
  heard.length = 0;
  await page.reload();
  await expect(commentWith(page, 'Kam heute dazu')).toBeVisible();
  await expect(page.getByText('Wird zurückgenommen')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Kommentare: 2' })).toBeVisible();
  expect(loads(heard)).toEqual([expect.stringMatching(/^200 /)]);

  // Where nobody answers, what was built in is there all the same.
  await page.route('**/comments?*', (route) => route.abort());
  await page.reload();
  await expect(commentWith(page, 'Wird zurückgenommen')).toBeVisible();
});

test('what was built in for another thread, or is damaged, gives way to the comments of this one', async ({
  page,
  plausch,
}) => {
  await publishEverything(plausch);
  await post(plausch, { body: 'Von hier' });
  await post(plausch, { body: 'Von dort', thread: '/dort/' });
  const other = await (await commentsAsDocumented(plausch))('/dort/');
  const own = await (await commentsAsDocumented(plausch))('/wer-zuhoert/');
  for (const inside of [
    other.replace('thread="/dort/"', 'thread="/wer-zuhoert/"'),
    own.replace('{"site"', '{"sit'),
    own.replace('"comments":[', '"commen":['),
    own.replace('<plausch-comments ', '<plausch-comments sort="newest" '),
  ]) {
    await page.unrouteAll();
    await build(page, plausch, { inside });
    const heard = listen(page);
    await page.goto(plausch.demo);
    // Drawn by the element, not built in.
    await expect(page.locator('plausch-comment').filter({ hasText: 'Von hier' })).toBeVisible();
    await expect(early(page)).toHaveCount(0);
    await expect(page.getByText('Von dort')).toHaveCount(0);
    expect(loads(heard)).toHaveLength(1);
  }
});
