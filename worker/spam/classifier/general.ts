import type { Features } from './features';
import stored from './weights.json' with { type: 'json' };

/** What a feature says for spam (or, below 0, against it), as log-odds for a value of 1. */
export type Weigh = (hash: number) => number;

/** A linear model as `npm run spam:train` writes it. */
export interface Weights {
  /** Whose data it was made from, and under which licence. */
  sources: string[];
  /** The log-odds of a text without any known feature. */
  bias: number;
  /** What a weight of 1 stands for. */
  unit: number;
  /** Feature hashes: 32 bits each, signed, little-endian, in base64. */
  hashes: string;
  /** The weight of each: 8 bits, signed, in base64. */
  weights: string;
}

/** Places in the table of hashes: a power of two, twice as many as a model has features. */
const tableSize = 1 << 16;

/** Bits that tell most hashes without a weight from those that have one: a power of two, many times as many as a model has features. */
const filterSize = 1 << 18;

/** The model that ships with Plausch: what spam looks like in general. */
export class General {
  readonly bias: number;
  /** Of each place its hash and, after it, its weight in units: side by side, since what is looked for is in no cache. */
  readonly #table = new Int32Array(2 * tableSize);
  readonly #unit: number;
  /** Whether any hash with a weight has these lowest bits. It is small enough to stay near the processor, and the table is not. */
  readonly #filter = new Uint8Array(filterSize / 8);

  constructor({ bias, unit, hashes, weights }: Weights = stored) {
    this.bias = bias;
    this.#unit = unit;
    const packed = new Int8Array(bytesOf(weights).buffer);
    const all = new Int32Array(bytesOf(hashes).buffer);
    for (let at = 0; at < all.length; at += 1) {
      const hash = all[at] as number;
      const place = this.#placeOf(hash);
      this.#table[place] = hash;
      this.#table[place + 1] = packed[at] ?? 0;
      this.#filter[byteOf(hash)] = (this.#filter[byteOf(hash)] as number) | bitOf(hash);
    }
  }

  /** What one feature says. */
  readonly weigh: Weigh = (hash) => {
    if (((this.#filter[byteOf(hash)] as number) & bitOf(hash)) === 0) return 0;
    return Math.fround((this.#table[this.#placeOf(hash) + 1] as number) * this.#unit);
  };

  /** Where a hash stands, or would stand: at the place that its lowest bits name, or at the next free one after it. */
  #placeOf(hash: number): number {
    let place = 2 * (hash & (tableSize - 1));
    while (this.#table[place + 1] !== 0 && this.#table[place] !== hash) place = (place + 2) & (2 * tableSize - 1);
    return place;
  }

  /** The log-odds that a text is spam, calibrated: 0 means as likely as not. */
  logOdds(features: Features): number {
    return this.bias + features.sum(this.weigh);
  }

  /** How much of that the links in it make. */
  linkOdds(features: Features): number {
    return features.linked ? features.sum(this.weigh, { linked: true }) : 0;
  }
}

const byteOf = (hash: number) => (hash & (filterSize - 1)) >> 3;
const bitOf = (hash: number) => 1 << (hash & 7);

/** A copy, so that it begins where its buffer does. */
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

let general: General | undefined;

/** The model that ships. Unpacking it takes a while, so whoever will need it calls this before anybody waits. */
export function shipped(): General {
  general ??= new General();
  return general;
}
