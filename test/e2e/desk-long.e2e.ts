import type { Page, WebSocketRoute } from '@playwright/test';
import { expect, openDesk, post, type Running, test } from './plausch';

/** The id of the comment at a place in the long queue. */
const id = (index: number) => String(index).padStart(26, '0');

/** What a long queue was asked for, and how to be a colleague. */
interface LongQueue {
  decided: string[][];
  tell: (event: unknown) => void;
}

/** Opens a tab in which so many wait as nobody would post for a test: copies of one, signed “Nummer 0” and so on. */
async function openLong(page: Page, plausch: Running, state: string, total: number, most: number): Promise<LongQueue> {
  await post(plausch, { body: 'Ein Gedanke.' });
  await openDesk(page, plausch);
  await expect(page.getByRole('article')).toHaveCount(1);
  let model: Record<string, unknown> | undefined;
  let socket: WebSocketRoute | undefined;
  const decided: string[][] = [];
  await page.routeWebSocket('**/live', (opened) => {
    socket = opened;
  });
  await page.route('**/queue?*', async (route) => {
    const query = new URL(route.request().url()).searchParams;
    if (!model) [model] = (await (await route.fetch()).json()).items;
    const left = Array.from({ length: total }, (_, index) => index).filter(
      (index) => state === 'any' || !decided.some((part) => part.includes(id(index))),
    );
    const start = Number(query.get('after') ?? 0);
    const items = left.slice(start, start + most).map((index) => {
      const comment = model?.comment as object;
      return { ...model, comment: { ...comment, id: id(index), author: { name: `Nummer ${index}` } } };
    });
    const waiting = { held: left.length, reported: 0, appealed: 0, spam: 0 };
    const next = start + most < left.length ? String(start + most) : null;
    const rest = { waiting, asked: 0, total: left.length, appealsForOthers: 0, asOf: id(total), unsearched: 0 };
    await route.fulfill({ json: { items, next, among: null, ...rest } });
  });
  await page.route('**/decisions', async (route) => {
    const { comments, action } = route.request().postDataJSON();
    decided.push(comments);
    await route.fulfill({ status: 201, json: { decision: decisionOf(decided.length, action, comments), left: 0 } });
  });
  await page.route('**/decisions/*/undo', async (route) => {
    const [, number = 0] = /decisions\/0*(\d+)\/undo/.exec(route.request().url()) ?? [];
    const [comments = []] = decided.splice(Number(number) - 1, 1);
    await route.fulfill({ json: { decision: decisionOf(Number(number), 'approve', comments), left: 0 } });
  });
  await page.goto(`${plausch.base}/desk/#/localhost/queue/${state}`);
  await page.reload();
  // By then the desk has asked who is there, and for the list.
  await expect(page.locator('desk-queue .part').first()).toBeAttached();
  await expect.poll(() => loaded(page)).toBe(Math.min(most, total));
  return { decided, tell: (event) => socket?.send(JSON.stringify(event)) };
}

const decisionOf = (number: number, action: string, comments: string[]) => ({
  id: id(number),
  action,
  count: comments.length,
  comments: [],
  by: 'Redaktion',
  at: new Date(),
});

/** What is asked of the list itself: to look through ten thousand rows from outside takes longer than anything here. */
const ask = <Answer>(page: Page, work: (list: ShadowRoot, id: string) => Answer, index = 0) =>
  page.evaluate(
    `(${work})(document.querySelector('plausch-desk').shadowRoot.querySelector('desk-queue').shadowRoot, '${id(index)}')`,
  ) as Promise<Answer>;

const loaded = (page: Page) => ask(page, (list) => list.querySelectorAll('desk-queue-item').length);
const focused = (page: Page) => ask(page, (list) => Number(list.activeElement?.id.replace('comment-', '')));
const isThere = (page: Page, index: number) =>
  ask(page, (list, id) => list.getElementById(`comment-${id}`) !== null, index);
const focus = (page: Page, index: number) =>
  ask(page, (list, id) => list.getElementById(`comment-${id}`)?.focus(), index);
const isInView = (page: Page, index: number) =>
  ask(
    page,
    (list, id) => {
      const { top = -1, bottom = -1 } = list.getElementById(`comment-${id}`)?.getBoundingClientRect() ?? {};
      return bottom > 0 && top < innerHeight;
    },
    index,
  );
/** Whether there is something to press for a decision. */
const isWhole = (page: Page, index: number) =>
  ask(
    page,
    (list, id) => list.getElementById(`comment-${id}`)?.shadowRoot?.querySelector('button.approve') != null,
    index,
  );

/** Goes to the foot of the list again and again until all is there. */
async function goThrough(page: Page, total: number): Promise<void> {
  while ((await loaded(page)) < total) {
    const before = await loaded(page);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(() => loaded(page)).toBeGreaterThan(before);
  }
}

test('ten thousand that wait: scrolled through, gone through by key, selected and decided together', async ({
  page,
  plausch,
}) => {
  const total = 10_000;
  // In larger pages than the desk asks for: what is shown here is how the rows behave, not how they come.
  const { decided } = await openLong(page, plausch, 'any', total, 1000);
  await goThrough(page, total);
  await focus(page, 9990);
  for (let step = 0; step < 5; step++) await page.keyboard.press('j');
  await expect.poll(() => focused(page)).toBe(9995);
  await page.keyboard.press('k');
  await expect.poll(() => focused(page)).toBe(9994);
  expect(await isInView(page, 9994)).toBe(true);
  await page.keyboard.press('Shift+X');
  await expect
    .poll(() => ask(page, (list) => list.querySelector('desk-bulk')?.shadowRoot?.querySelector('select')?.textContent))
    .toContain('10000 ausgewählt');
  // Also where nobody has been looking: it is seen to be selected as soon as somebody does.
  await focus(page, 5000);
  await expect
    .poll(() =>
      ask(page, (list, id) => list.getElementById(`comment-${id}`)?.shadowRoot?.querySelector('input')?.checked, 5000),
    )
    .toBe(true);
  await page.keyboard.press('s');
  await expect
    .poll(() => ask(page, (list) => list.querySelector('desk-status')?.shadowRoot?.textContent))
    .toContain('Spam: 10000 Kommentare');
  await expect.poll(() => decided.flat().length).toBe(total);
  expect(new Set(decided.flat()).size).toBe(total);
  expect(Math.max(...decided.map((part) => part.length))).toBe(1000);
});

test('of many cards those near the screen are whole; all are found, by eye, by key and by the browser’s search', async ({
  page,
  plausch,
}) => {
  const total = 400;
  const { decided, tell } = await openLong(page, plausch, 'held', total, 100);
  await goThrough(page, total);
  const whole = () =>
    ask(page, (list) => {
      const cards = [...list.querySelectorAll('desk-queue-item')];
      return cards.filter((card) => card.shadowRoot?.querySelector('desk-why')).length;
    });
  await expect.poll(whole).toBeLessThan(120);
  expect(await whole()).toBeGreaterThan(0);

  // The browser's own search finds what is far away, and there the card is whole.
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => isWhole(page, 0)).toBe(true);
  expect(await isWhole(page, 233)).toBe(false);
  const found = 'find("Nummer 233")';
  expect(await page.evaluate(found)).toBe(true);
  await expect.poll(() => isWhole(page, 233)).toBe(true);
  expect(await isInView(page, 233)).toBe(true);

  // From there on by key: what is decided leaves, the next one takes its place, and it comes back when that is undone.
  await focus(page, 233);
  await page.keyboard.press('j');
  await expect.poll(() => focused(page)).toBe(234);
  await page.keyboard.press('a');
  await expect.poll(() => focused(page)).toBe(235);
  expect(await isThere(page, 234)).toBe(false);
  await page.keyboard.press('u');
  await expect.poll(() => focused(page)).toBe(234);
  expect(await isWhole(page, 234)).toBe(true);

  // A form that was begun stays while one looks elsewhere.
  await page.keyboard.press('w');
  await page.keyboard.type('Dazu gleich mehr');
  await focus(page, 0);
  await expect.poll(() => isInView(page, 0)).toBe(true);
  await expect(page.locator('desk-decide-form').getByRole('textbox').first()).toHaveValue('Dazu gleich mehr');

  // What a colleague decides leaves, also where nobody looks.
  const decision = { kind: 'decided', action: 'approve', by: 'Kollegin', decision: id(77), at: new Date() };
  decided.push([id(350)]);
  tell({ ...decision, comments: [id(350)] });
  await expect.poll(() => isThere(page, 350)).toBe(false);
  await expect.poll(() => loaded(page)).toBe(total - 1);
});

test('what one decides about a whole list is no news of somebody else’s, however long it takes', async ({
  page,
  plausch,
}) => {
  const { decided, tell } = await openLong(page, plausch, 'held', 250, 100);
  const all = Array.from({ length: 250 }, (_, index) => id(index));
  const decision = decisionOf(1, 'approve', all);
  let finish = () => {};
  const carriedOut = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await page.route('**/decisions', async (route) => {
    await carriedOut;
    decided.push(all);
    await route.fulfill({ status: 201, json: { decision, left: 0 } });
  });
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('combobox', { name: 'Worüber' }).selectOption('alle 250 dieser Liste');
  await page.getByRole('region', { name: 'Über mehrere' }).getByRole('button', { name: 'Freigeben' }).click();
  await expect(page.getByText('Freigegeben: 250 Kommentare')).toBeVisible();
  // What the desk has asked for by now is answered before this is.
  await page.evaluate(() => fetch('/queue?after=0').then((answer) => answer.text()));
  for (let step = 0; step < all.length; step += 50)
    tell({ kind: 'decided', ...decision, decision: decision.id, comments: all.slice(step, step + 50) });
  finish();
  await expect(page.getByText('Nichts wartet. Schöne Ruhe.')).toBeVisible();
  await expect(page.getByText('Freigegeben: 250 Kommentare')).toBeVisible();
});

test('whoever stays at the foot of the list gets page after page', async ({ page, plausch }) => {
  await openLong(page, plausch, 'any', 1000, 100);
  // Each frame, as when a key is held down: the foot never leaves the screen for longer than that.
  await page.evaluate(() => {
    const down = () => {
      scrollTo(0, document.documentElement.scrollHeight);
      requestAnimationFrame(down);
    };
    down();
  });
  await expect.poll(() => loaded(page)).toBe(1000);
});
