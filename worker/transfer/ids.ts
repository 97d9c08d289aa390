/** Bits, a power of two: four megabytes. */
const size = 2 ** 25;

/**
 * So many bits stand for an id. Of ids that were never added, one in ninety thousand is taken for known among half a million, one in four
 * among ten million.
 */
const each = 4;

/**
 * Remembers which ids a file has, in a memory that does not grow with them. What was added is always known again; that something else is
 * taken for known happens, rarely (a Bloom filter).
 */
export class Ids {
  readonly #bits = new Uint32Array(size / 32);

  add(id: string): void {
    for (const bit of bitsOf(id)) this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  has(id: string): boolean {
    return bitsOf(id).every((bit) => ((this.#bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1);
  }

  /** What a comment answers: `parent`, where the file has it; otherwise the first of its conversation, where the file has that. */
  parentOf(parent: string | null, first: string | null): string | null {
    if (parent === null || this.has(parent)) return parent ?? first;
    return first !== null && this.has(first) ? first : parent;
  }
}

/** Two digests of an id (FNV-1a, mixed as in MurmurHash3), and steps from the one by the other. */
function bitsOf(id: string): number[] {
  let digest = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) digest = Math.imul(digest ^ id.charCodeAt(at), 0x01000193);
  const step = mixed(digest ^ 0x5bd1e995) | 1;
  const start = mixed(digest);
  return Array.from({ length: each }, (_, count) => (start + Math.imul(count, step)) & (size - 1));
}

function mixed(value: number): number {
  let result = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35);
  return result ^ (result >>> 16);
}
