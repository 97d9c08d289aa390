import { areAlike, sketchSize } from '../../spam/sketch';

/** A comment of the last days, as far as others are compared with it. */
export interface RecentComment {
  created: number;
  thread: number;
  author: string;
  /** The sender's network, hashed with the day's key; empty: not told apart. */
  network: string;
  sketch: number[];
}

/** So many of the newest comments are looked at… */
export const mostRecent = 1000;
/** …that came in the last minutes, when it is about a crowd, and in the last days, when it is about copies. */
const minutes = 10 * 60_000;
const days = 3 * 24 * 60 * 60_000;

/** Marks for the hashes of a sketch, by their lowest bits: a power of two, many times the size of a sketch. */
const marks = 1024;

/** The newest comments of a site. A new one takes the place of the oldest. */
export class Recent {
  readonly #comments: RecentComment[] = [];
  /** All sketches, one behind the other, and all times: most are told apart by these numbers alone. */
  readonly #sketches = new Int32Array(mostRecent * sketchSize);
  readonly #created = new Float64Array(mostRecent);
  /** Where the next one goes. */
  #next = 0;

  add(comment: RecentComment): void {
    this.#comments[this.#next] = comment;
    this.#created[this.#next] = comment.created;
    const from = this.#next * sketchSize;
    this.#sketches.fill(0, from, from + sketchSize);
    this.#sketches.set(comment.sketch, from);
    this.#next = (this.#next + 1) % mostRecent;
  }

  /** How many came in the last minutes before `now`: from this network, and to the whole site. */
  crowd(network: string, now: number): { network: number; site: number } {
    const counts = { network: 0, site: 0 };
    const count = this.#comments.length;
    for (let back = 1; back <= count; back += 1) {
      const at = (this.#next - back + count) % count;
      const created = this.#created[at] ?? 0;
      // It came while the clock was ahead.
      if (created > now) continue;
      if (created <= now - minutes) break;
      counts.site += 1;
      if (network !== '' && this.#comments[at]?.network === network) counts.network += 1;
    }
    return counts;
  }

  /** How many of the last days before `now` are nearly the same, by others or elsewhere. */
  copies(sketch: number[], author: string, thread: number | undefined, now: number): number {
    if (sketch.length === 0) return 0;
    const marked = new Uint8Array(marks);
    for (const hash of sketch) marked[hash & (marks - 1)] = 1;
    let copies = 0;
    for (let at = 0, place = 0; at < this.#comments.length; at += 1) {
      let common = 0;
      for (const end = place + sketchSize; place < end; place += 1)
        common += marked[(this.#sketches[place] as number) & (marks - 1)] as number;
      // Two that are alike have more than half in common.
      if (common <= sketch.length / 2) continue;
      const one = this.#comments[at] as RecentComment;
      const elsewhere = one.author !== author || one.thread !== thread;
      if (one.created > now - days && elsewhere && areAlike(sketch, one.sketch)) copies += 1;
    }
    return copies;
  }
}
