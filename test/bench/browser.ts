import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/chromium.mjs';

/** What a reader does, and the longest task of the browser meanwhile, in milliseconds. */
export interface Task {
  what: string;
  ms: number;
}

/** A phone of a few years ago beside the machine that measures. */
const slower = 4;

/**
 * Opens the demo post with the thread `key` in place of its own, in Chromium with the processor slowed four times, loads
 * all of it, and writes into it. The platform calls a task long from 50 ms on; shorter ones are told as 0.
 */
export async function measureBrowser(demo: string, key: string): Promise<Task[]> {
  const executablePath = await findChromium();
  if (!executablePath) return [];
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-features=LocalNetworkAccessChecks'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.route(demo, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('<plausch-comments', `<plausch-comments thread="${key}"`);
      await route.fulfill({ response, body });
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });

    const measured: Task[] = [];
    const longest = async (what: string, act: () => Promise<unknown>) => {
      await page.evaluate(() => ((window as unknown as Tasks).tasks.length = 0)).catch(() => {});
      await act();
      await idle(page);
      const tasks = await page.evaluate(() => (window as unknown as Tasks).tasks);
      measured.push({ what, ms: Math.max(0, ...tasks) });
    };
    const comments = page.locator('plausch-comment');
    const more = page.locator('plausch-comments').locator('[part~=more]').last();
    await longest('the first page', async () => {
      await page.goto(demo);
      await comments.first().waitFor();
    });
    await longest('all pages of the thread', async () => {
      while (await more.isVisible()) {
        const before = await comments.count();
        await more.click();
        await page.waitForFunction(
          (count) =>
            document.querySelector('plausch-comments')?.shadowRoot?.querySelectorAll('plausch-comment').length !==
            count,
          before,
        );
        await idle(page);
      }
    });
    const field = page.locator('plausch-composer textarea').first();
    await longest('the first key', async () => {
      await field.focus();
      await page.keyboard.press('D');
    });
    await longest('a sentence', () => page.keyboard.type('as kenne ich gut, und es klettert jede Frage hinauf.'));
    return measured;
  } finally {
    await browser.close();
  }
}

interface Tasks {
  tasks: number[];
}

/** Two frames after the browser has nothing else to do: what the act has set off is done and observed. */
const idle = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
      ),
  );
