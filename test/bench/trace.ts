import type { Browser, CDPSession, Page } from '@playwright/test';

/** An event of Chromium's trace with a beginning and an end (times in microseconds). */
interface Event {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur: number;
  /** How long the processor was at work on it; what other processes took in between does not count. */
  tdur?: number;
  args: { src_file?: string; chrome_mojo_event_info?: { mojo_interface_tag?: string } };
}

/** Tells how long the tasks of a page are, by Chromium's own trace. */
export class Tracer {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(browser: Browser, page: Page): Promise<Tracer> {
    return new Tracer(page, await browser.newBrowserCDPSession());
  }

  /**
   * The processor's time on the longest task of the page's main thread while `act` runs, in milliseconds. What the tools
   * that drive the browser run in the page is none of its tasks. `forms`: the longest of those in which the browser looks through
   * the whole page for forms that it could fill in, as it does a tenth of a second after any button was added anywhere. `from`: only
   * from the task on that compiles this script.
   */
  async longestTask(act: () => Promise<unknown>, from?: string): Promise<{ page: number; forms: number }> {
    const events: Event[] = [];
    const collect = ({ value }: { value: unknown[] }) => events.push(...(value as Event[]));
    this.#session.on('Tracing.dataCollected', collect);
    await this.#session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'v8'], excludedCategories: ['*'] },
    });
    await act();
    const complete = new Promise((resolve) => this.#session.once('Tracing.tracingComplete', resolve));
    await this.#session.send('Tracing.end');
    await complete;
    this.#session.off('Tracing.dataCollected', collect);

    const frame = await this.#frame();
    const main = events.find(({ ph, args }) => ph === 'X' && JSON.stringify(args).includes(frame));
    const own = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === main?.pid && tid === main?.tid);
    const during = (task: Event, { ts }: Event) => ts >= task.ts && ts <= task.ts + task.dur;
    const tools = own.filter(({ args }) => args.chrome_mojo_event_info?.mojo_interface_tag?.includes('DevTools'));
    const compiled =
      from && own.find(({ name, args }) => name === 'v8.compileModule' && JSON.stringify(args).includes(from));
    if (!main || (from && !compiled)) throw new Error('The trace does not show the page.');
    const tasks = own
      .filter(({ name, ts, dur }) => name.endsWith('RunTask') && (!compiled || ts + dur >= compiled.ts))
      .filter((task) => !tools.some((tool) => during(task, tool)));
    const longest = (some: Event[]) => Math.max(0, ...some.map(({ tdur = 0 }) => tdur / 1000));
    const isForms = ({ args }: Event) => args.src_file?.startsWith('components/autofill/') === true;
    return { page: longest(tasks.filter((task) => !isForms(task))), forms: longest(tasks.filter(isForms)) };
  }

  /** The id of the page's frame, as the trace has it. */
  async #frame(): Promise<string> {
    const session = await this.#page.context().newCDPSession(this.#page);
    const { frameTree } = await session.send('Page.getFrameTree');
    await session.detach();
    return frameTree.frame.id;
  }
}
