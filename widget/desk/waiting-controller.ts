import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Queue } from '../../worker/contract/desk';
import type { DeskClient } from './ground/desk-client';
import { noteWaiting } from './ground/kept';
import { LiveController } from './ground/live-controller';
import { closeNotices } from './ground/notices';

/** Browsers wake a page that nobody looks at once a minute, not more often. */
const pollEvery = 60_000;
/** Events that come together are answered with one question. */
const pause = 250;

/** How many comments wait on a site, heard of in every view of the desk and also while nobody looks at it. */
export class WaitingController implements ReactiveController {
  /** undefined: not known yet. */
  count: number | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #live: LiveController;
  #client: DeskClient | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** Grows with everything that is heard, so that an answer from before it is not taken for news. */
  #heard = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#live = new LiveController(host, this.#askSoon, this.#askSoon);
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#ask, pollEvery);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
  }

  /** Counts on another site, or on none. */
  watch(client: DeskClient | undefined): void {
    if (client === this.#client) return;
    this.#client = client;
    this.#heard += 1;
    this.count = undefined;
    this.#live.listen(client);
    void this.#ask();
  }

  /** Takes the count that a view has heard, or knows from what was just decided in it. */
  note(waiting: Queue['waiting']): void {
    this.#heard += 1;
    const count = Object.values(waiting).reduce((all, one) => all + one, 0);
    if (count === this.count) return;
    this.count = count;
    this.#host.requestUpdate();
    this.#tellIcon(count);
  }

  /** The icon of the installed desk counts what waits, too; notices of a site on which nothing does any more are out of date. */
  #tellIcon(count: number): void {
    const { site } = this.#client ?? {};
    if (site === undefined) return;
    void noteWaiting(site, count);
    if (count === 0) void closeNotices(site);
  }

  readonly #askSoon = () => {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(this.#ask, pause);
  };

  readonly #ask = async (): Promise<void> => {
    const heard = this.#heard;
    try {
      const answer = await this.#client?.call('GET /queue', { query: { state: 'all', limit: 1 } });
      if (answer && heard === this.#heard) this.note(answer.waiting);
    } catch {
      // Asked again in a minute, or with what happens next.
    }
  };
}
