import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

/** What a reader sees of the speed of a page, as web-vitals calls it: milliseconds, but for the shift, which has no unit. */
export interface Vitals {
  /** Largest contentful paint of the post: without the widget, and with it. */
  alone: number;
  with: number;
  /** The median of the differences, round by round. */
  delay: number;
  /** Cumulative layout shift while the thread comes and is used. */
  shift: number;
  /** Interaction to next paint: the longest of each act, in the round between the others. */
  interactions: { what: string; ms: number }[];
}

/** A phone of a few years ago beside the machine that measures. */
const slower = 4;
/** The pages are opened in turn so many times; the medians count. */
const rounds = 5;

/** Opens the demo post with the thread `key` in Chromium at a fourth of the speed, without the widget and with it, and uses that as a reader does. */
export async function measureVitals(demo: string, key: string): Promise<Vitals | undefined> {
  const executablePath = await findChromium({ withWindow: true });
  if (!executablePath) return undefined;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-features=LocalNetworkAccessChecks'],
  });
  const post = await (await fetch(demo)).text();
  const without = post.replace(/<script.*?<\/script>/, '');
  const withThread = post.replace('<plausch-comments', `<plausch-comments thread="${key}"`);
  /** Each in a browser context of its own: nothing is cached, nothing is stored. */
  const open = async <Result>(body: string, look: (page: Page) => Promise<Result>) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
    try {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await page.addInitScript(observe);
      await page.route(demo, (route) => route.fulfill({ contentType: 'text/html', body }));
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
      await page.goto(demo);
      return await look(page);
    } finally {
      await context.close();
    }
  };
  try {
    const measured: { alone: number; with: number; shift: number; interactions: Map<string, number> }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const alone = await open(without, async (page) => {
        await idle(page);
        return page.evaluate(() => window.vitals.paint);
      });
      measured.push(await open(withThread, async (page) => ({ alone, ...(await use(page)) })));
    }
    const of = (value: (one: (typeof measured)[number]) => number) => median(measured.map(value));
    const acts = [...(measured[0]?.interactions.keys() ?? [])];
    return {
      alone: of((one) => one.alone),
      with: of((one) => one.with),
      delay: of((one) => one.with - one.alone),
      shift: Math.max(...measured.map((one) => one.shift)),
      interactions: acts.map((what) => ({ what, ms: of(({ interactions }) => interactions.get(what) ?? Infinity) })),
    };
  } finally {
    await browser.close();
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Reads, votes, answers, asks for more and writes; each act once, and the first of its kind on the page. */
async function use(page: Page) {
  await page.locator('plausch-comments article').first().waitFor();
  await page.locator('plausch-comment [part~=vote]').first().waitFor();
  await idle(page);
  const paint = await page.evaluate(() => window.vitals.paint);
  const interactions = new Map<string, number>();
  const act = async (what: string, doIt: () => Promise<void>, done: () => Promise<void>) => {
    await idle(page);
    await page.evaluate(() => window.vitals.forget());
    await doIt();
    await done();
    await idle(page);
    interactions.set(what, await page.evaluate(() => window.vitals.longest));
  };
  const form = page.locator('plausch-composer').first();
  await form.getByRole('textbox').first().click();
  await act(
    'the first key in the form',
    () => page.keyboard.press('D'),
    () => form.locator('[name=name]').waitFor(),
  );
  const comment = page.locator('plausch-comment').nth(10);
  const press = async (button: ReturnType<Page['locator']>) => {
    await button.scrollIntoViewIfNeeded();
    await idle(page);
    return () => button.click();
  };
  await act('a vote', await press(comment.locator('[part~=vote]').first()), () =>
    comment.locator('[aria-pressed=true]').waitFor(),
  );
  await act('opening an answer', await press(comment.locator('[part~=reply]')), () =>
    comment.locator('plausch-composer textarea').waitFor(),
  );
  const more = page.locator('plausch-comments button.more').last();
  const before = await page.locator('plausch-comment').count();
  await act('more comments', await press(more), async () => {
    await page.waitForFunction((count) => {
      const list = document.querySelector('plausch-comments')?.shadowRoot?.querySelector('[part=list]');
      return (list?.querySelectorAll('plausch-comment').length ?? 0) > count;
    }, before);
  });
  return { with: paint, shift: await page.evaluate(() => window.vitals.shift), interactions };
}

/** Until the browser has nothing else to do, and has told what it has seen. */
const idle = (page: Page) => page.evaluate(() => window.vitals.idle());

interface Observed {
  /** The largest contentful paint of the post so far (milliseconds after the page was asked for). */
  paint: number;
  shift: number;
  /** The longest interaction since `forget` (milliseconds from the input to the next paint; under 16: 0). */
  longest: number;
  forget(): void;
  idle(): Promise<void>;
}

declare global {
  interface Window {
    vitals: Observed;
  }
}

/** Runs in the page before everything else. */
function observe(): void {
  const seen = (type: string, take: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true, ...more });
  const frame = () => new Promise(requestAnimationFrame);
  window.vitals = {
    paint: 0,
    shift: 0,
    longest: 0,
    forget() {
      this.longest = 0;
    },
    async idle() {
      for (let twice = 0; twice < 2; twice += 1) {
        await new Promise((resolve) => requestIdleCallback(resolve));
        await frame();
        await frame();
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
  };
  seen('largest-contentful-paint', (entry) => {
    // Of the post: what a widget paints stands in a shadow tree, which the browser does not tell of.
    if ((entry as PerformanceEntry & { element: Element | null }).element) window.vitals.paint = entry.startTime;
  });
  seen('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) window.vitals.shift += value;
  });
  seen(
    'event',
    (entry) => {
      const { duration, interactionId } = entry as PerformanceEventTiming;
      if (interactionId) window.vitals.longest = Math.max(window.vitals.longest, duration);
    },
    { durationThreshold: 16 },
  );
}
