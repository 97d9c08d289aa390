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
  /** Feature hashes in ascending order: 32 bits each, little-endian, in base64. */
  hashes: string;
  /** The weight of each: 8 bits, signed, in base64. */
  weights: string;
}

/** The model that ships with Plausch: what spam looks like in general. */
export class General {
  readonly bias: number;
  readonly #unit: number;
  readonly #hashes: Uint32Array;
  readonly #weights: Int8Array;

  constructor({ bias, unit, hashes, weights }: Weights = stored) {
    this.bias = bias;
    this.#unit = unit;
    this.#hashes = new Uint32Array(bytesOf(hashes).buffer);
    this.#weights = new Int8Array(bytesOf(weights).buffer);
  }

  /** What one feature says. */
  readonly weigh: Weigh = (hash) => {
    let [from, to] = [0, this.#hashes.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#hashes[middle] ?? 0) < hash) from = middle + 1;
      else to = middle;
    }
    return this.#hashes[from] === hash ? (this.#weights[from] ?? 0) * this.#unit : 0;
  };

  /** The log-odds that a text is spam, calibrated: 0 means as likely as not. */
  logOdds({ found }: Features): number {
    let sum = this.bias;
    for (const [hash, { value }] of found) sum += this.weigh(hash) * value;
    return sum;
  }
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

let general: General | undefined;

/** The model that ships, unpacked when it is first needed. */
export function shipped(): General {
  general ??= new General();
  return general;
}
