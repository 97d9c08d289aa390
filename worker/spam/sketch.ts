import { hashOfWords } from './classifier/features';
import { plain } from './classifier/plain';

/** So many of a text's smallest hashes of three words in a row stand for it (a bottom-k sketch: Broder, SEQUENCES 1997). */
export const sketchSize = 12;
/** Fewer words than these are "Great post!", which people write too. */
const fewest = 5;
/** From this share of common hashes on, two texts are taken for the same. */
const alike = 0.6;

/** What stands for a text when it is looked for elsewhere; empty for texts too short to tell. */
export function sketchOf(text: string): number[] {
  const words = plain(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length < fewest) return [];
  const hashes = new Set<number>();
  for (let at = 0; at + 3 <= words.length; at += 1)
    hashes.add(hashOfWords('shingle', words[at] ?? '', words[at + 1] ?? '', words[at + 2] ?? ''));
  return [...hashes].sort((a, b) => a - b).slice(0, sketchSize);
}

/** Whether two sketches are of nearly the same text: the share of common ones among the smallest of both. */
export function areAlike(one: readonly number[], other: readonly number[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  let [at, otherAt, seen, common] = [0, 0, 0, 0];
  for (; seen < sketchSize && (at < one.length || otherAt < other.length); seen += 1) {
    const hash = one[at] ?? Number.POSITIVE_INFINITY;
    const otherHash = other[otherAt] ?? Number.POSITIVE_INFINITY;
    if (hash === otherHash) common += 1;
    if (hash <= otherHash) at += 1;
    if (otherHash <= hash) otherAt += 1;
  }
  return common / seen >= alike;
}
