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

/** The model that ships with Plausch: what spam looks like in general. */
export class General {
  readonly bias: number;
  /** Hashes at the place that their lowest bits name, or at the next free one after it. */
  readonly #hashes = new Int32Array(tableSize);
  /** The weight of the hash at the same place; 0: none is there. */
  readonly #weights = new Float32Array(tableSize);

  constructor({ bias, unit, hashes, weights }: Weights = stored) {
    this.bias = bias;
    const packed = new Int8Array(bytesOf(weights).buffer);
    const all = new Int32Array(bytesOf(hashes).buffer);
    for (let at = 0; at < all.length; at += 1) {
      const hash = all[at] as number;
      const place = this.#placeOf(hash);
      this.#hashes[place] = hash;
      this.#weights[place] = (packed[at] ?? 0) * unit;
    }
  }

  /** What one feature says. */
  readonly weigh: Weigh = (hash) => this.#weights[this.#placeOf(hash)] ?? 0;

  /** Where a hash stands, or would stand. */
  #placeOf(hash: number): number {
    let place = hash & (tableSize - 1);
    while (this.#weights[place] !== 0 && this.#hashes[place] !== hash) place = (place + 1) & (tableSize - 1);
    return place;
  }

  /** The log-odds that a text is spam, calibrated: 0 means as likely as not. */
  logOdds({ found }: Features): number {
    let sum = this.bias;
    for (const [hash, { value }] of found) sum += this.weigh(hash) * value;
    return sum;
  }

  /** How much of that the links in it make. */
  linkOdds({ found }: Features): number {
    let sum = 0;
    for (const [hash, { value, link }] of found) if (link) sum += this.weigh(hash) * value;
    return sum;
  }
}

/** A copy, so that it begins where its buffer does. */
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

let general: General | undefined;

/** The model that ships. Unpacking it takes a while, so whoever will need it calls this before anybody waits. */
export function shipped(): General {
  general ??= new General();
  return general;
}
