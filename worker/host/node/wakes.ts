import type { Wake } from '../../directory/directory';
import { Refusal } from '../../errors';

/** The clock may jump: it is looked at so often (milliseconds), however far away the next wake is. */
const longestSleep = 15 * 60_000;
/** So much a clock is put right by now and then, without having been wrong (milliseconds). */
const slack = 5 * 60_000;
/** A site that could not be woken is tried again after this, and one with more to do than it may do at once (milliseconds). */
const afterFailure = 15 * 60_000;
const afterMuch = 1000;
/** So many sites are at work at once. */
const mostAtOnce = 4;

/** What wakes need of the platform. */
export interface Waking {
  /** Keeps in the directory when sites have to be woken; resolves when that is on disk. */
  note: (wakes: Wake[]) => Promise<void>;
  /** Does what is due on a site. */
  work: (site: string) => Promise<unknown>;
}

/**
 * One timer over all sites of a machine, for what is due on them. While a site is written to, the directory says that it has
 * to be asked: from before the first write until it is closed. So a kill loses nothing.
 */
export class Wakes {
  readonly #waking: Waking;
  /** When each site has to be woken. */
  readonly #at = new Map<string, number>();
  /** Sites of which the directory says that they have to be asked; a promise: it is about to. */
  readonly #unsettled = new Map<string, Promise<void> | 'noted'>();
  /** Who is at work, and who comes next, the last first. */
  readonly #working = new Map<string, Promise<void>>();
  #queue: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** When the timer rings. */
  #rings = Number.POSITIVE_INFINITY;
  #awake = false;
  /** What the clock said last. */
  #seen = 0;

  constructor(waking: Waking) {
    this.#waking = waking;
  }

  /** Begins to wake sites, at first those that were noted before. */
  start(noted: { site: string; at: number }[]): void {
    this.#awake = true;
    for (const { site, at } of noted) if (!this.#at.has(site)) this.#at.set(site, at);
    this.#ring();
  }

  /** Wakes nobody any more; resolves when nobody is at work, and what was written to is noted, if it can be. */
  async stop(): Promise<void> {
    this.#awake = false;
    clearTimeout(this.#timer);
    await Promise.all(this.#working.values());
    // Where it cannot be, these sites are asked after the next start.
    await this.settle([...this.#unsettled.keys()]).catch(() => {});
  }

  /** Whether a site may be written to: the directory says that it has to be asked. */
  isNoted(site: string): boolean {
    return this.#unsettled.get(site) === 'noted';
  }

  /** Resolves when a site may be written to. @throws Refusal where the directory cannot be written. */
  async beforeWrite(site: string): Promise<void> {
    const known = this.#unsettled.get(site);
    if (known) return known === 'noted' ? undefined : known;
    const noting = this.#waking.note([{ site, at: 0 }]);
    this.#unsettled.set(site, noting);
    try {
      await noting;
      if (this.#unsettled.get(site) === noting) this.#unsettled.set(site, 'noted');
    } catch (error) {
      if (this.#unsettled.get(site) === noting) this.#unsettled.delete(site);
      throw error;
    }
  }

  /** Takes in when the first work is due on an open site; null: none is. */
  heard(site: string, at: number | null): void {
    if (at === null) this.#at.delete(site);
    else if (this.#at.get(site) !== at) {
      this.#at.set(site, at);
      if (at < this.#rings) this.#sleepUntil(at);
    }
  }

  /** Notes when sites have to be woken that are closed now. Until that is on disk, the directory says that they have to be asked. */
  async settle(sites: readonly string[]): Promise<void> {
    const written = sites.filter((site) => this.#unsettled.delete(site));
    if (written.length > 0) await this.#waking.note(written.map((site) => ({ site, at: this.#at.get(site) ?? null })));
  }

  #sleepUntil(at: number): void {
    if (!this.#awake) return;
    clearTimeout(this.#timer);
    this.#rings = at;
    this.#timer = setTimeout(() => this.#ring(), Math.max(0, at - Date.now())).unref();
  }

  /** Finds out who is due, and when the next will be. */
  #ring(): void {
    const now = Date.now();
    // Whoever was put off while the clock was ahead is asked, and puts that right.
    if (now < this.#seen - slack) for (const site of this.#at.keys()) this.#at.set(site, now);
    this.#seen = now;
    const waiting = [...this.#at].filter(([site]) => !this.#working.has(site));
    const due = waiting.filter(([, at]) => at <= now);
    this.#queue = due.toSorted(([, one], [, other]) => other - one).map(([site]) => site);
    this.#sleepUntil(waiting.reduce((next, [, at]) => (at > now ? Math.min(next, at) : next), now + longestSleep));
    this.#goOn();
  }

  #goOn(): void {
    while (this.#awake && this.#working.size < mostAtOnce) {
      const site = this.#queue.pop();
      if (site === undefined) return;
      if (!this.#working.has(site)) this.#working.set(site, this.#wake(site));
    }
  }

  async #wake(site: string): Promise<void> {
    let pause = afterMuch;
    try {
      await this.#waking.work(site);
    } catch (error) {
      pause = afterFailure;
      // What is refused has been logged by whoever refuses it.
      if (!(error instanceof Refusal)) console.error(`What is due on ${site} was not done.`, error);
    }
    this.#working.delete(site);
    const at = this.#at.get(site);
    if (at !== undefined) {
      const next = Math.max(at, Date.now() + (at <= Date.now() ? pause : 0));
      this.#at.set(site, next);
      if (next < this.#rings) this.#sleepUntil(next);
    }
    this.#goOn();
  }
}
