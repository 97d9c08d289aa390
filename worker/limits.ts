import { Refusal } from './errors';

/** How many writes of a kind one network may make in a time. */
export interface Limit {
  count: number;
  seconds: number;
}

/** Kinds of writes that are limited, and how far. Chosen so that a household or an office never meets them. */
export const defaultLimits = {
  comment: { count: 30, seconds: 600 },
  change: { count: 60, seconds: 600 },
  challenge: { count: 120, seconds: 600 },
  vote: { count: 120, seconds: 600 },
  report: { count: 20, seconds: 600 },
  preview: { count: 120, seconds: 600 },
  session: { count: 20, seconds: 600 },
  decision: { count: 600, seconds: 60 },
  operator: { count: 600, seconds: 60 },
  chores: { count: 10, seconds: 60 },
} as const satisfies Record<string, Limit>;

export type LimitKind = keyof typeof defaultLimits;

/** Networks remembered at once; past that those whose window has ended are forgotten, then the oldest. */
const capacity = 20_000;

interface Window {
  ends: number;
  count: number;
}

/** Counts the writes of each network in fixed windows, in memory: what is lost with it is at most one window. */
export class Limiter {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Counts one write of `kind` by `network` (a hash).
   * @throws Refusal `too-many`, with the seconds until the window ends.
   */
  admit(network: string, kind: LimitKind): void {
    const now = this.#now();
    const key = `${kind}\n${network}`;
    const limit = defaultLimits[kind];
    let window = this.#windows.get(key);
    if (!window || window.ends <= now) {
      this.#windows.delete(key);
      window = { ends: now + limit.seconds * 1000, count: 0 };
      this.#windows.set(key, window);
      if (this.#windows.size > capacity) this.#forget(now);
    }
    window.count += 1;
    if (window.count > limit.count) {
      const retryAfter = Math.ceil((window.ends - now) / 1000);
      throw new Refusal('too-many', { detail: `Try again in ${retryAfter} seconds.`, retryAfter });
    }
  }

  #forget(now: number): void {
    for (const [key, window] of this.#windows) if (window.ends <= now) this.#windows.delete(key);
    for (const key of this.#windows.keys()) {
      if (this.#windows.size <= capacity) break;
      this.#windows.delete(key);
    }
  }
}
