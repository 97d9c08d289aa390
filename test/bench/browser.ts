import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';
import { Tracer } from './trace.ts';

/** What a reader does, and the longest task of the browser meanwhile, in milliseconds. */
export interface Task {
  what: string;
  ms: number;
  /** Whether it is the widget's, so that its bar holds: the page alone, and the browser's own work, are there to compare. */
  ours: boolean;
}

/** A phone of a few years ago beside the machine that measures. */
const slower = 4;

/** All of it is done this many times, each time in another browser; the medians count. */
const rounds = 3;

/**
 * Opens the demo post with the thread `key` in place of its own, in Chromium, loads all of it, and writes into it.
 *
 * What counts is the processor's time on a task, four times as much as it takes here. DevTools can slow the processor down
 * themselves; but then whatever else this machine does meanwhile is slowed down with it, and is counted as the page's. The
 * page's clock runs four times as fast, so that work which ends by the clock ends after as little of it as it would there.
 */
export async function measureBrowser(demo: string, key: string): Promise<Task[]> {
  const executablePath = await findChromium({ withWindow: true });
  if (!executablePath) return [];
  const measured: Task[][] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measureOnce(executablePath, demo, key));
  const [first = []] = measured;
  return first.map((task, at) => {
    const all = measured.map((tasks) => tasks[at]?.ms ?? 0).sort((a, b) => a - b);
    return { ...task, ms: all[Math.floor(all.length / 2)] ?? 0 };
  });
}

async function measureOnce(executablePath: string, demo: string, key: string): Promise<Task[]> {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-features=LocalNetworkAccessChecks'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.addInitScript(prepare, slower);
    const post = await (await fetch(demo)).text();
    const serve = (body: string) => page.route(demo, (route) => route.fulfill({ contentType: 'text/html', body }));
    const tracer = await Tracer.of(browser, page);
    const tasks: Task[] = [];
    let forms = 0;
    const measure = async (what: string, act: () => Promise<unknown>, from?: string) => {
      const longest = await tracer.longestTask(act, from);
      tasks.push({ what, ms: slower * longest.page, ours: what !== alone });
      forms = Math.max(forms, slower * longest.forms);
    };

    await serve(post.replace(/<script.*?<\/script>/, ''));
    // Whatever a browser does once, such as finding its fonts.
    await page.goto(demo);
    await idle(page);
    await measure(alone, async () => {
      await page.goto(demo);
      await idle(page);
    });
    await serve(post.replace('<plausch-comments', `<plausch-comments thread="${key}"`));
    const first = async () => {
      await page.goto(demo);
      await page.evaluate(() => window.reader.loaded);
      await idle(page);
    };
    await measure('the first page', first, 'embed.js');
    await measure('all pages, one after another', () => page.evaluate(() => window.reader.readAll()));
    await measure('the first key in the form', async () => {
      await page.evaluate(() => window.reader.begin());
      await page.keyboard.press('D');
      await page.evaluate(() => window.reader.unfolded());
      await idle(page);
    });
    await measure('a sentence typed', async () => {
      await page.keyboard.type('as kenne ich gut, und es klettert jede Frage hinauf.');
      await idle(page);
    });
    tasks.push({ what: 'the browser, looking for forms to fill in', ms: forms, ours: false });
    return tasks;
  } finally {
    await browser.close();
  }
}

const alone = 'the page without the widget';

const idle = (page: Page) => page.evaluate(() => window.reader.idle());

/** What a reader does in the page, without the tools that drive it: they would be at work between its tasks. */
interface Reader {
  /** Until the comments are there. */
  loaded: Promise<unknown>;
  /** Until the browser has nothing else to do, and two frames more: what was set off is done. */
  idle(): Promise<void>;
  /** Asks for more until all comments are there. */
  readAll(): Promise<void>;
  /** Puts the cursor into the form. */
  begin(): Promise<void>;
  /** Until the form is there that unfolds around the text. */
  unfolded(): Promise<void>;
}

declare global {
  interface Window {
    reader: Reader;
  }
}

/** Runs in the page before everything else. */
function prepare(faster: number): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() * faster;
  const task = () => new Promise((resolve) => setTimeout(resolve));
  const frame = () => new Promise(requestAnimationFrame);
  const thread = () => document.querySelector('plausch-comments') as HTMLElement & { rows: unknown[] };
  const composer = () => thread().shadowRoot?.querySelector('plausch-composer')?.shadowRoot;
  const idle = async () => {
    await new Promise((resolve) => requestIdleCallback(resolve));
    await frame();
    await frame();
    await task();
  };
  window.reader = {
    loaded: new Promise((resolve) => document.addEventListener('plausch-load', resolve)),
    idle,
    async readAll() {
      // No task of whoever has called this.
      await task();
      // Not by a selector: the browser would try it on each row.
      const list = thread().shadowRoot?.querySelector('[part=list]');
      const button = () => {
        let next = list?.nextElementSibling;
        while (next && next.localName !== 'button') next = next.nextElementSibling;
        return next as HTMLElement | null | undefined;
      };
      for (let more = button(); more; more = button()) {
        const before = thread().rows;
        more.scrollIntoView({ block: 'center' });
        await idle();
        more.click();
        while (thread().rows === before || more.ariaDisabled) await frame();
        await idle();
      }
    },
    async begin() {
      await task();
      composer()?.querySelector('textarea')?.focus();
    },
    async unfolded() {
      while (!composer()?.querySelector('[name=name]')) await frame();
    },
  };
}
