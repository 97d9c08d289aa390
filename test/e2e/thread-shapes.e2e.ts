import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './access';
import { expect, post, type Running, startPlausch, test } from './plausch';
import { commentWith, composer, publishEverything, write } from './reader-steps';
import { grow, growChain } from './threads';

/** Every comment is published, whatever the checks say: here they are many and much alike. */
const open = { holdFrom: 20, spamFrom: 20 };

let plausch: Running;
let data: string;
let set: (settings: object) => Promise<void>;

test.beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'plausch-'));
  plausch = await startPlausch(data, ['--limits', 'off']);
  set = await publishEverything(plausch, open);
});

test.afterAll(async () => {
  await plausch.kill();
  rmSync(data, { recursive: true, force: true });
});

/** Opens the demo post with another thread in place of its own, and with other markup around it. */
async function openThread(
  page: Page,
  thread: string,
  { hash = '', path = '', attributes = '' }: { hash?: string; path?: string; attributes?: string } = {},
): Promise<void> {
  await page.route(plausch.demo + path, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '<plausch-comments ',
      `<plausch-comments thread="${thread}" ${attributes} `,
    );
    await route.fulfill({ response, body });
  });
  await page.goto(plausch.demo + path + hash);
}

/** The numbers of the comments on the page, in their order. */
const numbers = (page: Page) =>
  page
    .locator('plausch-comment')
    .evaluateAll((elements) =>
      elements.map((element) => Number(/(?:Nummer|Glied|Antwort) (\d+)\./.exec(element.textContent ?? '')?.[1])),
    );

const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, index) => index + from);

const button = (page: Page, name: string | RegExp) => page.locator('plausch-comments').getByRole('button', { name });

declare global {
  interface Window {
    /** How many comments came in each task of the browser. */
    steps: number[];
  }
}

/**
 * Runs in the page, and counts. Its clock goes on by a millisecond whenever somebody looks at it: how much is done in one
 * go then depends on no machine.
 */
function countSteps(): void {
  let now = 0;
  performance.now = () => {
    now += 1;
    return now;
  };
  window.steps = [];
  let count = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    window.steps.push(count);
    count = 0;
  };
  const here = new Set<Element>();
  const observer = new MutationObserver(() => {
    const { size } = here;
    const root = document.querySelector('plausch-comments')?.shadowRoot;
    for (const comment of root?.querySelectorAll('plausch-comment') ?? []) here.add(comment);
    // The task that this begins comes before whatever the drawing waits for.
    if (here.size > size && count === 0) port2.postMessage('');
    count += here.size - size;
  });
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, init);
    if (this.localName === 'plausch-comments') observer.observe(root, { childList: true, subtree: true });
    return root;
  };
}

/** The comment that says just this. */
const saying = (page: Page, words: string) =>
  page
    .locator('plausch-comments')
    .getByRole('article')
    .filter({ has: page.getByText(words, { exact: true }) });

/** What the comment says that has the focus. In threads of thousands this is found faster than by role and name. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.querySelector('[part=body]')?.textContent?.trim() ?? '';
  });

/** The button that loads more answers below the first comment. */
const moreAnswers = (page: Page) => page.locator('plausch-comments div[role=listitem] > [part~=more]');

/** Presses it by key: right after a jump to it what comes into sight takes its real height, and the button moves away under a pointer. */
const readOn = (page: Page) => moreAnswers(page).press('Enter');

test.describe('a chain of 2 000', () => {
  let ids: string[];

  test.beforeAll(async () => {
    ids = await growChain(plausch, '/chain/', 2000);
  });

  test('stands in one list, its levels told, indented three times and no further', async ({ page }) => {
    const crashes: string[] = [];
    page.on('crash', () => crashes.push('crashed'));
    page.on('pageerror', (error) => crashes.push(error.message));
    await openThread(page, '/chain/');
    await expect(page.getByRole('heading', { name: 'Kommentare: 2000' })).toBeVisible();
    await expect(saying(page, 'Glied 150.')).toBeVisible();
    const list = page.locator('plausch-comments').getByRole('list').first();
    const measure = () =>
      list.evaluate((element) =>
        [...element.querySelectorAll('[role=listitem]')].map((row) => ({
          role: row.getAttribute('role'),
          level: row.getAttribute('aria-level'),
          left: row.getBoundingClientRect().left,
          inside: row.querySelectorAll('[role=listitem], plausch-comment').length,
          tree: !!row.shadowRoot,
        })),
      );
    // A block that was never in sight may have no layout for a moment.
    await expect.poll(async () => (await measure()).every(({ left }) => left > 0)).toBe(true);
    const rows = await measure();
    const comments = rows.slice(0, 150);
    expect(comments.map(({ level }) => Number(level))).toEqual(upTo(150));
    expect(rows.every(({ role, inside, tree }) => role === 'listitem' && inside === 0 && !tree)).toBe(true);
    const lefts = comments.map(({ left }) => left);
    expect(new Set(lefts).size).toBe(4);
    expect(lefts.slice(0, 4)).toEqual(lefts.slice(0, 4).toSorted((a, b) => a - b));
    expect(new Set(lefts.slice(3)).size).toBe(1);

    // What stands right below what it answers needs no words; what is deeper says whom it answers.
    await expect(saying(page, 'Glied 4.').getByRole('link', { name: /^Antwort an/ })).toHaveCount(0);
    await expect(saying(page, 'Glied 100.').getByRole('link', { name: 'Antwort an Leserin 99' })).toBeVisible();
    await expect(saying(page, 'Glied 100.')).toHaveAccessibleName('Leserin 100, Antwort an Leserin 99');
    expect(crashes).toEqual([]);
  });

  test('“answers” leads to what is answered, and the button to more answers, as far as there are any', async ({
    page,
  }) => {
    await openThread(page, '/chain/');
    await saying(page, 'Glied 100.').getByRole('link', { name: 'Antwort an Leserin 99' }).click();
    await expect(saying(page, 'Glied 99.')).toBeFocused();
    await saying(page, 'Glied 100.').getByRole('link', { name: 'Antwort an Leserin 99' }).click();
    await expect(saying(page, 'Glied 99.')).toBeFocused();
    await expect(button(page, 'Weitere Antworten an Leserin 1')).toBeVisible();
    for (let before = await page.locator('plausch-comment').count(); before < 2000; ) {
      await readOn(page);
      await expect.poll(() => focused(page)).toBe(`Glied ${before + 1}.`);
      const now = await page.locator('plausch-comment').count();
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    await expect(moreAnswers(page)).toHaveCount(0);
    expect(await numbers(page)).toEqual(upTo(2000));
  });

  test('a link into its middle shows it, and from there one reads on in both directions', async ({ page }) => {
    await openThread(page, '/chain/', { hash: `#plausch-${ids[999]}` });
    await expect(saying(page, 'Glied 1000.')).toBeFocused();
    await expect(saying(page, 'Glied 1000.')).toBeInViewport();
    const [top, first = 0] = await numbers(page);
    expect(top).toBe(1);
    expect(first).toBeGreaterThan(2);
    expect((await numbers(page)).slice(1)).toEqual(upTo(first + (await numbers(page)).length - 2, first));
    // What its first answer answers is not here; the link leads there all the same.
    const earlier = button(page, 'Frühere Antworten an Leserin 1');
    await earlier.click();
    await expect(saying(page, `Glied ${first - 1}.`)).toBeFocused();
    const more = button(page, 'Weitere Antworten an Leserin 1');
    const last = (await numbers(page)).at(-1) ?? 0;
    await more.click();
    await expect(saying(page, `Glied ${last + 1}.`)).toBeFocused();
    const here = (await numbers(page)).slice(1);
    expect(here).toEqual(upTo((here[0] ?? 0) + here.length - 1, here[0]));
  });

  test('an answer whose question is not here leads to it, and loads it', async ({ page }) => {
    await openThread(page, '/chain/', { hash: `#plausch-${ids[1500]}` });
    await expect(saying(page, 'Glied 1501.')).toBeFocused();
    const [, first = 0] = await numbers(page);
    await saying(page, `Glied ${first}.`)
      .getByRole('link', { name: `Antwort an Leserin ${first - 1}` })
      .click();
    await expect(saying(page, `Glied ${first - 1}.`)).toBeFocused();
    await page.goBack();
    await expect(saying(page, 'Glied 1501.')).toBeFocused();
  });

  for (const [width, path, name] of [
    [375, '', 'Antwort an'],
    [1280, 'en/', 'Reply to'],
  ] as const)
    test(`nothing sticks out at ${width} px, and on the phone axe finds nothing: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height: 700 });
      await openThread(page, '/chain/', { path, hash: `#plausch-${ids[299]}` });
      await expect(saying(page, 'Glied 300.')).toBeFocused();
      await expect(saying(page, 'Glied 300.').getByRole('link', { name: `${name} Leserin 299` })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      // On a screen it is the same, with more room.
      if (width === 375) await expectNoViolations(page, 'plausch-comments');
    });
});

test.describe('a comment with 5 000 answers', () => {
  test.beforeAll(async () => {
    const [top] = await grow(plausch, '/wide/', 1);
    await grow(plausch, '/wide/', 5000, { parent: top, word: 'Antwort' });
  });

  test('all of them can be loaded; then one types, answers, and finds any of them', async ({ page }) => {
    test.slow();
    await openThread(page, '/wide/');
    const comments = page.locator('plausch-comment');
    await expect(button(page, 'Weitere Antworten an Leserin 1')).toBeVisible();
    for (let before = await comments.count(); before < 5001; ) {
      const last = await focused(page);
      await readOn(page);
      await expect.poll(async () => !['', last].includes(await focused(page))).toBe(true);
      const now = await comments.count();
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    await expect(moreAnswers(page)).toHaveCount(0);
    expect(new Set(await numbers(page)).size).toBe(5000);
    // What is far from what one sees is on the page, and costs nothing.
    const laidOut = () =>
      comments.evaluateAll(
        (elements) => elements.filter((element) => element.checkVisibility({ contentVisibilityAuto: true })).length,
      );
    await expect.poll(laidOut).toBeLessThan(100);
    expect(await laidOut()).toBeGreaterThan(0);

    const text = composer(page).getByRole('textbox').first();
    await text.click();
    await page.keyboard.type('Bei so vielen Stimmen');
    await expect(text).toHaveValue('Bei so vielen Stimmen');

    // The browser's own search, as Ctrl+F does it.
    const found = await page.evaluate(() => {
      getSelection()?.removeAllRanges();
      return (window as unknown as { find(words: string): boolean }).find('Antwort 4321.');
    });
    expect(found).toBe(true);
    const its = comments.filter({ hasText: 'Antwort 4321.' });
    await expect(its).toBeInViewport();
    await its.locator('[part~=reply]').click();
    const form = its.locator('plausch-composer');
    await form.locator('textarea').fill('Ganz meine Meinung.');
    await form.locator('[name=name]').fill('Nora');
    await form.locator('[part~=send]').click();
    await expect.poll(() => focused(page)).toBe('Ganz meine Meinung.');
    await expect(comments.filter({ hasText: 'Ganz meine Meinung.' })).toBeInViewport();
    const order = await comments.evaluateAll((elements) => {
      const at = elements.findIndex((element) => element.textContent?.includes('Ganz meine Meinung.'));
      return elements[at - 1]?.textContent?.includes('Antwort 4321.');
    });
    expect(order).toBe(true);
  });
});

test.describe('200 comments side by side', () => {
  let ids: string[];

  test.beforeAll(async () => {
    ids = await grow(plausch, '/many/', 200);
  });

  test('they come a few at a time, and one can type and scroll in between', async ({ page }) => {
    await page.addInitScript(countSteps);
    await openThread(page, '/many/');
    await expect(saying(page, 'Nummer 50.')).toBeVisible();
    const steps = () => page.evaluate(() => window.steps);
    const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
    await expect.poll(async () => sum(await steps())).toBe(50);
    await button(page, 'Weitere Kommentare').click();
    await expect(saying(page, 'Nummer 51.')).toBeFocused();
    const all = await steps();
    expect(sum(all)).toBe(await page.locator('plausch-comment').count());
    expect(sum(all)).toBeGreaterThan(50);
    expect(Math.max(...all)).toBeLessThanOrEqual(8);
  });

  test('a link to one of them shows it, and both buttons lead to all the others in their order', async ({ page }) => {
    await openThread(page, '/many/', { hash: `#plausch-${ids[119]}` });
    await expect(saying(page, 'Nummer 120.')).toBeFocused();
    await expect(saying(page, 'Nummer 120.')).toBeInViewport();
    for (let [first = 0] = await numbers(page); first > 1; [first = 0] = await numbers(page)) {
      await button(page, 'Frühere Kommentare').click();
      await expect(saying(page, `Nummer ${first - 1}.`)).toBeFocused();
    }
    await expect(button(page, 'Frühere Kommentare')).toBeHidden();
    for (let last = (await numbers(page)).length; last < 200; last = (await numbers(page)).length) {
      await button(page, 'Weitere Kommentare').click();
      await expect(saying(page, `Nummer ${last + 1}.`)).toBeFocused();
    }
    await expect(button(page, 'Weitere Kommentare')).toBeHidden();
    expect(await numbers(page)).toEqual(upTo(200));
  });

  test('when the address changes, it is found wherever it stands', async ({ page }) => {
    await openThread(page, '/many/');
    await expect(saying(page, 'Nummer 50.')).toBeVisible();
    await page.evaluate((id) => (location.hash = `#plausch-${id}`), ids[179]);
    await expect(saying(page, 'Nummer 180.')).toBeFocused();
    await page.evaluate((id) => (location.hash = `#plausch-${id}`), ids[2]);
    await expect(saying(page, 'Nummer 3.')).toBeFocused();
    await page.goBack();
    await expect(saying(page, 'Nummer 180.')).toBeFocused();
  });

  for (const [path, gone] of [
    ['', 'Diesen Kommentar gibt es hier nicht mehr.'],
    ['en/', 'This comment is not here any more.'],
  ] as const)
    test(`one that is gone: ${gone}`, async ({ page }) => {
      const { comment } = await post(plausch, { body: 'Woanders', thread: '/elsewhere/' });
      await openThread(page, '/many/', { hash: `#plausch-${comment.id}`, path });
      await expect(page.getByRole('status').filter({ hasText: gone })).toBeVisible();
      await expect(saying(page, 'Nummer 50.')).toBeVisible();
      await page.evaluate((id) => (location.hash = `#plausch-${id}`), ids[2]);
      await expect(saying(page, 'Nummer 3.')).toBeFocused();
      await expect(page.getByText(gone)).toBeHidden();
      await page.evaluate(() => (location.hash = '#plausch-nothing'));
      await expect(page.getByRole('status').filter({ hasText: gone })).toBeVisible();
    });

  test('two threads on one page: what one of them has is not gone', async ({ page }) => {
    const there = await post(plausch, { body: 'Im zweiten Gespräch', thread: '/second/' });
    await page.route(plausch.demo, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        /<plausch-comments [^>]*><\/plausch-comments>/,
        ['/many/', '/second/']
          .map((thread) => `<plausch-comments site="${plausch.site}" thread="${thread}"></plausch-comments>`)
          .join(''),
      );
      await route.fulfill({ response, body });
    });
    await page.goto(`${plausch.demo}#plausch-${there.comment.id}`);
    await expect(saying(page, 'Im zweiten Gespräch')).toBeFocused();
    await page.evaluate((id) => (location.hash = `#plausch-${id}`), ids[150]);
    await expect(saying(page, 'Nummer 151.')).toBeFocused();
    await expect(page.getByText('Diesen Kommentar gibt es hier nicht mehr.')).toBeHidden();
    await page.evaluate(() => (location.hash = '#plausch-nothing'));
    await expect(page.getByText('Diesen Kommentar gibt es hier nicht mehr.')).toHaveCount(2);
  });

  test('more that does not come is said, the focus stays on the button, and it works again', async ({ page }) => {
    await openThread(page, '/many/');
    await expect(saying(page, 'Nummer 50.')).toBeVisible();
    await page.route('**/comments?*after=*', (route) => route.abort(), { times: 1 });
    await button(page, 'Weitere Kommentare').click();
    await expect(page.getByRole('status').filter({ hasText: 'Die Kommentare lassen sich nicht laden.' })).toBeVisible();
    await expect(button(page, 'Weitere Kommentare')).toBeFocused();
    await button(page, 'Weitere Kommentare').click();
    await expect(saying(page, 'Nummer 51.')).toBeFocused();
  });

  test('another thread is shown while more of this one is on its way: they do not mix', async ({ page }) => {
    await post(plausch, { body: 'Drüben', thread: '/beyond/' });
    await openThread(page, '/many/');
    await expect(saying(page, 'Nummer 50.')).toBeVisible();
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const done = page.waitForResponse('**/comments?*after=*');
    await page.route('**/comments?*after=*', async (route) => {
      await held;
      await route.continue();
    });
    await button(page, 'Weitere Kommentare').click();
    await page.locator('plausch-comments').evaluate((element) => element.setAttribute('thread', '/beyond/'));
    await expect(saying(page, 'Drüben')).toBeVisible();
    go();
    await done;
    await expect(page.locator('plausch-comment')).toHaveCount(1);
    await expect(saying(page, 'Drüben')).toBeVisible();
  });

  test('they are drawn a few each frame where the processor is slow', async ({ page }) => {
    await page.addInitScript(() => {
      const frames: number[] = [];
      Object.assign(window, { frames });
      const look = () => {
        frames.push(
          document.querySelector('plausch-comments')?.shadowRoot?.querySelectorAll('plausch-comment').length ?? 0,
        );
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    await openThread(page, '/many/');
    await expect(page.locator('plausch-comment')).toHaveCount(50);
    const steps = await page.evaluate(() => new Set((window as unknown as { frames: number[] }).frames).size);
    expect(steps).toBeGreaterThan(4);
  });
});

test.describe('what is mine', () => {
  /** Writes with this browser: the token is kept as the widget keeps it. */
  async function keepToken(page: Page, token: string): Promise<void> {
    await page.addInitScript(
      ([site, token]) => {
        localStorage[`plausch ${site} token`] = JSON.stringify(token);
      },
      [plausch.site, token] as const,
    );
  }

  test('comes apart and only where there is a token; what is everyone’s is asked without it', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/\/(own|comments)$/.test(pathname))
        asked.push(`${pathname.split('/').at(-1)} ${request.headers().authorization ? 'token' : ''}`.trim());
    });
    await post(plausch, { body: 'Für alle', thread: '/mine/' });
    await openThread(page, '/mine/');
    await expect(saying(page, 'Für alle')).toBeVisible();
    expect(asked).toEqual(['comments']);
    await write(composer(page), { body: 'Von mir', name: 'Nora' });
    await expect(saying(page, 'Von mir')).toBeFocused();
    asked.length = 0;
    await page.reload();
    await expect(saying(page, 'Von mir')).toBeVisible();
    await expect.poll(() => asked.toSorted()).toEqual(['comments', 'own token']);
  });

  test('what waits stands where it belongs, and a link leads to it', async ({ page }) => {
    const ids = await grow(plausch, '/waits/', 60);
    await set({ publish: 'nobody' });
    const top = await post(plausch, { name: 'Mara', body: 'wartet oben', thread: '/waits/' });
    const below = await post(plausch, {
      name: 'Mara',
      body: 'wartet unten',
      thread: '/waits/',
      parent: ids[2],
      token: top.token,
    });
    const far = await post(plausch, {
      name: 'Mara',
      body: 'wartet weit weg',
      thread: '/waits/',
      parent: ids[58],
      token: top.token,
    });
    expect([top.status, below.status, far.status]).toEqual(['held', 'held', 'held']);
    await set({ publish: 'everyone' });
    await keepToken(page, top.token);
    await openThread(page, '/waits/', { hash: `#plausch-${below.comment.id}` });
    await expect(commentWith(page, 'wartet unten')).toBeFocused();
    await expect(commentWith(page, 'wartet unten')).toContainText('wartet auf Freigabe, nur für Sie sichtbar');
    const texts = await page.locator('plausch-comment').allTextContents();
    const at = (words: string) => texts.findIndex((text) => text.includes(words));
    expect(at('wartet unten')).toBe(at('Nummer 3.') + 1);
    expect([at('wartet oben'), at('wartet weit weg')]).toEqual([51, 52]);
    // What it answers is not here yet: the link says whom, and loads that.
    await commentWith(page, 'wartet weit weg').getByRole('link', { name: 'Antwort an Leserin 59' }).click();
    await expect(saying(page, 'Nummer 59.')).toBeFocused();
    const now = await page.locator('plausch-comment').allTextContents();
    expect(now.findIndex((text) => text.includes('wartet weit weg'))).toBe(
      now.findIndex((text) => text.includes('Nummer 59.')) + 1,
    );
    await expect(commentWith(page, 'wartet weit weg')).toHaveCount(1);
  });
});
