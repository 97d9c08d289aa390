import type { Features } from './features';
import type { Weigh } from './general';

/** Buckets that feature hashes are put into, by their lowest bits: a site's comments have some ten thousand features, 128 kB at most. */
const buckets = 1 << 15;
/** How many lessons of each kind it takes until the site's own experience counts half. */
const halfway = 10;
/** What one feature is worth while few lessons have it: as if half a lesson had been for each side (Robinson 2003). */
const doubt = 0.5;
/** How loud the site's own experience is beside the general model: with this, probabilities were right on new videos. */
const voice = 0.8;

/**
 * What one site has taught: for each feature, in how many lessons for spam and against it it stood. Counts can be taken
 * back one by one and in any order, so undoing a decision leaves nothing of it behind.
 */
export class Learned {
  /** Lessons for spam, and against it. */
  spam = 0;
  ham = 0;
  readonly #counts: Uint16Array;
  readonly #masses: [number, number] = [0, 0];

  constructor(stored?: string) {
    this.#counts = new Uint16Array(2 * buckets);
    if (stored !== undefined) this.#unpack(stored);
  }

  /** Takes a lesson in (`by` 1), or back (-1). */
  teach(features: Iterable<number>, spam: boolean, by: 1 | -1): void {
    const side = spam ? 0 : 1;
    const own = new Set<number>();
    for (const hash of features) own.add(hash & (buckets - 1));
    for (const bucket of own) {
      const at = 2 * bucket + side;
      this.#counts[at] = Math.min(Math.max((this.#counts[at] ?? 0) + by, 0), 0xffff);
    }
    this.#masses[side] = Math.max(this.#masses[side] + by * own.size, 0);
    if (spam) this.spam = Math.max(this.spam + by, 0);
    else this.ham = Math.max(this.ham + by, 0);
  }

  /** How much the site's own experience counts: from 0, untaught, towards 1. */
  get share(): number {
    const lessons = Math.min(this.spam, this.ham);
    return lessons / (lessons + halfway);
  }

  /** What one feature says for spam (or, below 0, against it). */
  readonly weigh: Weigh = (hash) => {
    const at = 2 * (hash & (buckets - 1));
    const [spam, ham] = [this.#counts[at] ?? 0, this.#counts[at + 1] ?? 0];
    if (spam + ham === 0 || this.spam === 0 || this.ham === 0) return 0;
    const [often, seldom] = [spam / this.#masses[0], ham / this.#masses[1]];
    const seen = spam + ham;
    const likely = (doubt / 2 + (seen * often) / (often + seldom)) / (doubt / 2 + doubt / 2 + seen);
    return voice * this.share * Math.log(likely / (1 - likely));
  };

  /** What the site's lessons add to the log-odds that a text is spam. */
  logOdds(features: Features): number {
    return features.sum(this.weigh);
  }

  /** All of it as text, to be stored. */
  pack(): string {
    const filled: number[] = [];
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const [spam, ham] = [this.#counts[2 * bucket] ?? 0, this.#counts[2 * bucket + 1] ?? 0];
      if (spam + ham > 0) filled.push(bucket, spam, ham);
    }
    const bytes = new Uint8Array(Uint16Array.from(filled).buffer);
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x2000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
    return [this.spam, this.ham, ...this.#masses, btoa(binary)].join(' ');
  }

  #unpack(stored: string): void {
    const [spam, ham, spamMass, hamMass, counts = ''] = stored.split(' ');
    [this.spam, this.ham] = [Number(spam), Number(ham)];
    [this.#masses[0], this.#masses[1]] = [Number(spamMass), Number(hamMass)];
    const filled = new Uint16Array(Uint8Array.from(atob(counts), (character) => character.charCodeAt(0)).buffer);
    for (let at = 0; at < filled.length; at += 3) {
      this.#counts[2 * (filled[at] ?? 0)] = filled[at + 1] ?? 0;
      this.#counts[2 * (filled[at] ?? 0) + 1] = filled[at + 2] ?? 0;
    }
  }
}
