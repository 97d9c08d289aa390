import { expect, openDesk, post, test } from './plausch';

test('ten thousand that wait: scrolled through, gone through by key, selected and decided together', async ({
  page,
  plausch,
}) => {
  await post(plausch, { body: 'Ein Gedanke.' });
  await openDesk(page, plausch);
  await expect(page.getByRole('article')).toHaveCount(1);
  const total = 10_000;
  const id = (index: number) => String(index).padStart(26, '0');
  let model: Record<string, unknown> | undefined;
  const decided: string[][] = [];
  await page.routeWebSocket('**/live', () => {});
  await page.route('**/queue?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    if (!model) {
      const response = await route.fetch();
      [model] = (await response.json()).items;
    }
    const start = Number(query.get('after') ?? 0);
    // In few large pages: what is shown here is how the rows behave, not how they come.
    const end = Math.min(start + 2500, total);
    const items = Array.from({ length: end - start }, (_, index) => {
      const item = structuredClone(model) as { comment: { id: string; author: { name: string } } };
      item.comment.id = id(start + index);
      item.comment.author.name = `Nummer ${start + index}`;
      return item;
    });
    const waiting = { held: total, reported: 0, appealed: 0, spam: 0 };
    const next = end < total ? String(end) : null;
    const rest = { waiting, asked: 0, total, appealsForOthers: 0, asOf: id(total), unsearched: 0 };
    await route.fulfill({ json: { items, next, ...rest } });
  });
  await page.route('**/decisions', async (route) => {
    const { comments } = route.request().postDataJSON();
    decided.push(comments);
    const decision = {
      id: id(0),
      action: 'spam',
      count: comments.length,
      comments: [],
      by: 'Redaktion',
      at: new Date(),
    };
    await route.fulfill({ status: 201, json: { decision, left: 0 } });
  });
  await page.goto(`${plausch.base}/desk/#/localhost/queue/any`);
  await expect(page.locator('desk-queue-item')).toHaveCount(2500);

  // All of it, a page at a time, as somebody scrolls.
  // By its id: to ask ten thousand rows for their names takes longer than anything here.
  const row = (index: number) => page.locator(`#comment-\\3${id(index).charAt(0)} ${id(index).slice(1)} article`);
  const loaded = () => page.locator('desk-queue-item').count();
  while ((await loaded()) < total) {
    const before = await loaded();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(loaded).toBeGreaterThan(before);
  }
  await expect(row(9999)).toBeVisible();
  await row(9990).focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('j');
  await expect(row(9995)).toBeFocused();
  await page.keyboard.press('k');
  await expect(row(9994)).toBeFocused();
  await page.keyboard.press('Shift+X');
  await expect(page.locator('desk-bulk select')).toContainText('10000 ausgewählt');
  await page.keyboard.press('s');
  await expect(page.getByText('Spam: 10000 Kommentare')).toBeVisible();
  await expect.poll(() => decided.flat().length).toBe(total);
  expect(new Set(decided.flat()).size).toBe(total);
  expect(Math.max(...decided.map((part) => part.length))).toBe(1000);
});
