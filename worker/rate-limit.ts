import { defaultLimits, type LimitKind } from './contract/limits';
import { Refusal } from './errors';

/** How many times as much a wider network may write: it can be a whole company, or one rented server. */
const widerFactor = 16;
/** Windows remembered at once, of all kinds. Those who come on top share: one with each whose hash begins the same. */
const capacity = 20_000;
/** How many times as much may be written in a shared window. */
const sharedFactor = 2;
const sharedPrefix = 2;

interface Window {
  since: number;
  count: number;
  shared: boolean;
}

/**
 * Counts the writes of each network in fixed windows, in memory: what is lost with it is at most one window. No window
 * is forgotten before it ends, however many others there are.
 */
export class Limiter {
  /** By kind; within one the oldest window first, which is the first to end. */
  readonly #kinds = new Map<LimitKind, Map<string, Window>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many windows are remembered. */
  get size(): number {
    return [...this.#kinds.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * Counts one write of `kind` by a network (hashes: its own, then those of the wider ones that it is in).
   * @throws Refusal `too-many`, with the seconds until the window ends; what is refused is not counted.
   */
  admit(networks: readonly string[], kind: LimitKind): void {
    const now = this.#now();
    const { count, seconds } = defaultLimits[kind];
    const open: Window[] = [];
    // The widest first: nobody gets a window of their own within a network that is over its limit.
    for (const [wider, network] of [...networks.entries()].toReversed()) {
      const window = this.#window(kind, network, now);
      if (window.count >= count * widerFactor ** wider * (window.shared ? sharedFactor : 1)) {
        const retryAfter = Math.ceil((window.since + seconds * 1000 - now) / 1000);
        throw new Refusal('too-many', { detail: `Try again in ${retryAfter} seconds.`, retryAfter });
      }
      open.push(window);
    }
    for (const window of open) window.count += 1;
  }

  /** The window that a network is counted in now. */
  #window(kind: LimitKind, network: string, now: number): Window {
    const windows = this.#kinds.get(kind) ?? new Map<string, Window>();
    this.#kinds.set(kind, windows);
    forgetEnded(windows, kind, now);
    const known = windows.get(network);
    if (known && isOpen(known, kind, now)) return known;
    const shared = this.#isFull(now);
    const key = shared ? network.slice(0, sharedPrefix) : network;
    const together = shared ? windows.get(key) : undefined;
    if (together && isOpen(together, kind, now)) return together;
    const window = { since: now, count: 0, shared };
    windows.delete(key);
    windows.set(key, window);
    return window;
  }

  #isFull(now: number): boolean {
    if (this.size < capacity) return false;
    for (const [kind, windows] of this.#kinds) forgetEnded(windows, kind, now);
    return this.size >= capacity;
  }
}

/** A window from the future is one from before the clock was put right. */
const isOpen = ({ since }: Window, kind: LimitKind, now: number) =>
  since <= now && now < since + defaultLimits[kind].seconds * 1000;

function forgetEnded(windows: Map<string, Window>, kind: LimitKind, now: number): void {
  for (const [key, window] of windows) {
    if (isOpen(window, kind, now)) return;
    windows.delete(key);
  }
}
