import { copied } from './copied';

/**
 * What is kept of each comment while a file is read: which it is, what it answers, where it stands. Some fifty bytes and its id: half a
 * million comments take some 60 MB.
 */
export class KnownComments {
  readonly #places = new Map<string, number>();
  #parents = new Int32Array(1024).fill(-1);
  #threads = new Int32Array(1024).fill(-1);
  #prints = new Float64Array(1024);
  #flags = new Uint8Array(1024);

  get size(): number {
    return this.#places.size;
  }

  /** The place of an id, which may not have come yet. */
  placeOf(id: string): number {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(copied(id), place);
    if (place >= this.#flags.length) this.#grow();
    return place;
  }

  /** null: it has not come. */
  printAt(place: number): number | null {
    return this.#flags[place] ? (this.#prints[place] ?? null) : null;
  }

  /** A comment has come. `parent`: -1 where it answers nothing. */
  keep(
    place: number,
    kept: { print: number; parent: number; thread: number; status: number; isOldSpam: boolean },
  ): void {
    this.#prints[place] = kept.print;
    this.#parents[place] = kept.parent;
    this.#threads[place] = kept.thread;
    this.#flags[place] = came | (kept.isOldSpam ? oldSpam : 0) | (kept.status << 4);
  }

  /**
   * What can be said when all have come, at most one thing of each comment.
   * @param threadOf What the thread of that number becomes; -1: nothing. Several may become one.
   */
  *findings(
    threadOf: (thread: number) => number,
  ): Generator<{ what: PlaceFinding; id: string; status: number; thread: number }> {
    const answered = this.#answered();
    const inCircle = this.#inCircle();
    const find = (place: number): PlaceFinding | null => {
      const flags = this.#flags[place] ?? 0;
      const parent = this.#parents[place] ?? -1;
      const thread = threadOf(this.#threads[place] ?? -1);
      if (!flags) return null;
      if (thread < 0) return 'no-thread';
      if (flags >> 4 === gone && !answered[place]) return 'gone-unanswered';
      if (flags & oldSpam && !answered[place]) return 'old-spam';
      if (inCircle[place]) return 'cycle';
      if (parent < 0 || (this.#flags[parent] && threadOf(this.#threads[parent] ?? -1) === thread)) return null;
      return 'no-parent';
    };
    for (const [id, place] of this.#places) {
      const what = find(place);
      if (what) yield { what, id, status: (this.#flags[place] ?? 0) >> 4, thread: this.#threads[place] ?? -1 };
    }
  }

  /** Which are answered by anything. */
  #answered(): Uint8Array {
    const answered = new Uint8Array(this.#places.size);
    for (let place = 0; place < this.#places.size; place++) {
      const parent = this.#parents[place] ?? -1;
      if (this.#flags[place] && parent >= 0) answered[parent] = 1;
    }
    return answered;
  }

  /** Which answer themselves by way of others. Each is passed once. */
  #inCircle(): Uint8Array {
    const inCircle = new Uint8Array(this.#places.size);
    const passed = new Int32Array(this.#places.size);
    for (let start = 0; start < this.#places.size; start++) {
      let place = start;
      while (place >= 0 && passed[place] === 0) {
        passed[place] = start + 1;
        place = this.#parents[place] ?? -1;
      }
      if (place < 0 || passed[place] !== start + 1) continue;
      for (let at = place; !inCircle[at]; at = this.#parents[at] ?? -1) inCircle[at] = 1;
    }
    return inCircle;
  }

  #grow(): void {
    const length = this.#flags.length * 2;
    const enlarged = <Numbers extends Int32Array | Float64Array | Uint8Array>(
      numbers: Numbers,
      larger: Numbers,
    ): Numbers => {
      larger.set(numbers);
      return larger;
    };
    this.#parents = enlarged(this.#parents, new Int32Array(length).fill(-1));
    this.#threads = enlarged(this.#threads, new Int32Array(length).fill(-1));
    this.#prints = enlarged(this.#prints, new Float64Array(length));
    this.#flags = enlarged(this.#flags, new Uint8Array(length));
  }
}

const came = 1;
const oldSpam = 2;
/** The number of that status. */
const gone = 4;

/** What is found about a comment when all have come. */
export type PlaceFinding =
  /** Nothing says where it stands. */
  | 'no-thread'
  /** Its text was deleted, and nothing answers it. */
  | 'gone-unanswered'
  /** Filed as spam longer ago than the site keeps spam, and nothing answers it. */
  | 'old-spam'
  /** It answers itself by way of others. */
  | 'cycle'
  /** What it answers never came, or stands in another thread. */
  | 'no-parent';

/** A number for a text; two texts have the same once in 2^53 (cyrb53, public domain). */
export function printOf(text: string): number {
  let [first, second] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 2654435761);
    second = Math.imul(second ^ code, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 4294967296 * (2097151 & second) + (first >>> 0);
}
