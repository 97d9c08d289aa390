import type { Part } from './queue-parts';

/** Whether the browser says what has come near the screen; where it does not, everything counts as near. */
const tellsWhatIsNear = 'ContentVisibilityAutoStateChangeEvent' in globalThis;

/** So many parts are near until the browser tells otherwise. */
const firstParts = 4;

/** What a part of the list shows that is not its comments'. */
export interface Shown {
  now: number;
  selected: ReadonlySet<string>;
}

/** Which parts of a long list are near the screen: far from it they show what they did when they last were. */
export class NearParts {
  /** By key, as the browser has told. */
  readonly #near = new Map<number, boolean>();
  readonly #shown = new Map<number, Shown>();

  /** Notes what the browser says of a part. */
  note(key: number, event: Event): void {
    this.#near.set(key, !(event as ContentVisibilityAutoStateChangeEvent).skipped);
  }

  isFar({ key }: Part, index: number): boolean {
    return !(this.#near.get(key) ?? (index < firstParts || !tellsWhatIsNear));
  }

  /** What a part shows: `now`, or where it stays as it is what it showed before. */
  show(key: number, now: Shown, stays: boolean): Shown {
    const last = this.#shown.get(key);
    if (last && stays) return last;
    this.#shown.set(key, now);
    return now;
  }
}
