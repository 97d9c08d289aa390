import { textLanguageOf } from '../text-language';
import { conceptOf } from './concepts';
import { plain } from './plain';

/** What features are made of. Each kind has a number. */
const word = 0;
const pair = 1;
const gap = 2;
const stem = 3;
const letters = 4;
const concept = 5;
const shape = 6;
/** How much each kind of feature counts beside the others: what was best on videos that training had not seen. */
const loudness = [1, 1, 0.5, 0.3, 0.6, 1.3, 0.7];

/** Room for the features of a text of the usual length: a power of two. */
const firstRoom = 1024;
/** In the number that is kept of a feature: 1 when a link is a part of it, its kind, and from here on how often it is there. */
const one = 16;
/** The logarithm damps repetition. */
const damp = (count: number) => 1 + Math.log(count);
const damped = Float64Array.from({ length: 256 }, (_, count) => damp(count));

/**
 * What a text is made of, as the classifier sees it: features by their hashes, in the order in which they are met. A text of
 * 340 characters has about a thousand of them, so they are numbers in arrays and not objects.
 */
export class Features {
  /** The words as they are counted; links, names and numbers stand as `@url`, `@name`, `#3`. */
  readonly words: string[];
  /** Whether a link is a part of any feature. */
  linked = false;
  /** How many features there are. */
  #size = 0;
  /** Of each its hash, and after it the number that is kept of it. */
  #found = new Int32Array(2 * firstRoom);
  /** Where in `#found` a hash stands, plus two, at the place that its lowest bits name, or at the next free one after it. */
  #places = new Int32Array(2 * firstRoom);
  /** What a feature of each kind counts with: the same length for each kind in any text. */
  #scales: number[] = [];

  constructor(words: string[]) {
    this.words = words;
  }

  /** Counts a feature once more. Returns how often it was met so far. */
  see(kind: number, hash: number, link: boolean): number {
    const mask = this.#places.length - 1;
    let place = hash & mask;
    for (let known = this.#places[place] as number; known !== 0; known = this.#places[place] as number) {
      if (this.#found[known - 2] === hash) {
        this.#found[known - 1] = (this.#found[known - 1] as number) + one;
        return Math.floor((this.#found[known - 1] as number) / one);
      }
      place = (place + 1) & mask;
    }
    const at = 2 * this.#size;
    this.#found[at] = hash;
    this.#found[at + 1] = one + 2 * kind + Number(link);
    this.#places[place] = at + 2;
    this.#size += 1;
    if (link) this.linked = true;
    if (at + 2 === this.#found.length) this.#grow();
    return 1;
  }

  /** Works out what each counts with, when all are seen. */
  weigh(): void {
    const squares = loudness.map(() => 0);
    for (let at = 1; at < 2 * this.#size; at += 2) {
      const kept = this.#found[at] as number;
      const value = dampedOf(kept);
      squares[kindOf(kept)] = (squares[kindOf(kept)] as number) + value * value;
    }
    this.#scales = loudness.map((loud, kind) => loud / (kind === shape ? 1 : Math.sqrt(squares[kind] as number)));
  }

  /** The sum of what each feature says, as much as it counts; `linked`: of those alone that a link is a part of. */
  sum(weigh: (hash: number) => number, { linked = false } = {}): number {
    let sum = 0;
    for (let at = 0; at < 2 * this.#size; at += 2) {
      const kept = this.#found[at + 1] as number;
      if (!linked || (kept & 1) === 1) sum += weigh(this.#found[at] as number) * this.#valueOf(kept);
    }
    return sum;
  }

  /** Each feature's hash, and what it counts with: more than nothing, less than its kind. */
  *entries(): Generator<[hash: number, value: number]> {
    for (let at = 0; at < 2 * this.#size; at += 2)
      yield [this.#found[at] as number, this.#valueOf(this.#found[at + 1] as number)];
  }

  #valueOf = (kept: number) => dampedOf(kept) * (this.#scales[kindOf(kept)] as number);

  #grow(): void {
    const found = new Int32Array(2 * this.#found.length);
    found.set(this.#found);
    this.#found = found;
    this.#places = new Int32Array(found.length);
    const mask = this.#places.length - 1;
    for (let at = 0; at < 2 * this.#size; at += 2) {
      let place = (found[at] as number) & mask;
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = at + 2;
    }
  }
}

const kindOf = (kept: number) => (kept >> 1) & 7;
const dampedOf = (kept: number) => {
  const count = Math.floor(kept / one);
  return count < damped.length ? (damped[count] as number) : damp(count);
};

/** Told which words make a feature; the same one as often as it is there, and at most some times. */
export type NotePlaces = (hash: number, word: number, other: number | undefined) => void;

/** Concepts are looked for within so many words. */
const near = 5;
const longestWord = 24;
/** Where one feature is seen more often than this, the first places tell enough. */
const mostPlaces = 16;

const link =
  /(?:https?:\/\/|www\.)\S+|\b[\w-]{2,63}\s?\.\s?(?:com|net|org)\b(?:\/\S*)?|\b[\w-]{2,63}\.(?:de|at|ch|ru|ly|info|biz|co|uk|tk|pl|tv|io|eu|fr|nl|xyz|top|shop|online|site|club|cc)\b(?:\/\S*)?|\b[\w-]{2,63}\.[a-z]{2,3}\/\S+|\/watch\?v=\S+/g;
/** What each of these has, and most texts have not. */
const mayLink = /https?:\/\/|www\.|\.\s?(?:com|net|org)|\.[a-z]|\/watch\?v=/;
/** What sharing a video writes, and links to a moment in one. */
const video = /youtu\.be|youtu.*[?&;]t=/;
const token = /@url|@video|@\w+|[\p{L}\p{M}]+(?:'\p{L}+)?|\p{N}+\p{L}{0,2}(?!\p{L})|\p{N}+|[!?$€£%]+/gu;

/** Takes a text apart. The same for training and for judging. */
export function featuresOf(text: string, notePlaces?: NotePlaces): Features {
  let links = 0;
  const read = plain(text);
  const words = wordsOf(
    mayLink.test(read)
      ? read.replace(link, (url) => {
          if (video.test(url)) return ' @video ';
          links += 1;
          return ' @url ';
        })
      : read,
  );
  const features = new Features(words);
  const isLink = (place: number) => links > 0 && words[place] === '@url';
  const see: See = (kind, hash, place, other) => {
    const times = features.see(kind, hash, isLink(place) || (other !== undefined && isLink(other)));
    if (notePlaces && times <= mostPlaces) notePlaces(hash, place, other);
  };
  seeWords(words, see);
  seeConcepts(words, see);
  const language = textLanguageOf(text) ?? 'unknown';
  for (const one of shapesOf(text, words.length, links))
    features.see(shape, hashOf('shape', `${language} ${one}`), one.startsWith('link'));
  features.weigh();
  return features;
}

/** Notes a feature, and the place of the word, or of two, that it is made of. */
type See = (kind: number, hash: number, place: number, other?: number) => void;

/** Words, two in a row, two with one between, beginnings of longer ones, and three to five letters in a row. */
function seeWords(words: string[], see: See): void {
  for (const [index, one] of words.entries()) {
    see(word, hashOf('word', one), index);
    if (index > 0) see(pair, hashOfWords('pair', words[index - 1] ?? '', one), index - 1, index);
    if (index > 1) see(gap, hashOfWords('gap', words[index - 2] ?? '', one), index - 2, index);
    if (one.length > 5) see(stem, hashOf('stem', one.slice(0, 5)), index);
    const end = one.length + 1;
    for (let from = 0; from + 2 <= end; from += 1) {
      let hash = lettersStart;
      for (let at = from; at < from + 5 && at <= end; at += 1) {
        hash = mix(hash, at === 0 || at === end ? edge : one.charCodeAt(at - 1));
        if (at >= from + 2) see(letters, hash, index);
      }
    }
  }
}

/** What words are about, and two such words near each other: "check … channel". */
function seeConcepts(words: string[], see: See): void {
  const concepts = words.map(conceptOf);
  for (const [index, about] of concepts.entries()) {
    if (about === undefined) continue;
    see(concept, hashOf('concept', about), index);
    for (let other = index + 1; other < Math.min(concepts.length, index + near); other += 1)
      if (concepts[other] !== undefined)
        see(concept, hashOfWords('concept', about, concepts[other] ?? ''), index, other);
  }
}

/** A feature's hash: FNV-1a, 32 bits, signed (draft-eastlake-fnv), of its kind's first letters and its name. */
export const hashOf = (kind: string, name: string): number => further(startOf(kind), name);

/** The hash of words with spaces between them. */
export function hashOfWords(kind: string, first: string, ...more: string[]): number {
  let hash = hashOf(kind, first);
  for (const next of more) hash = further(mix(hash, space), next);
  return hash;
}

function further(before: number, name: string): number {
  let hash = before;
  for (let at = 0; at < name.length; at += 1) hash = mix(hash, name.charCodeAt(at));
  return hash;
}

const space = 0x20;
/** Before and after a word's letters: an underline. */
const edge = 0x5f;
const mix = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);
const startOf = (kind: string) => mix(0x811c9dc5 ^ kind.charCodeAt(0), kind.charCodeAt(1) << 8);
const lettersStart = startOf('letters');

function wordsOf(text: string): string[] {
  return (text.match(token) ?? []).map((found) => {
    if (found === '@url' || found === '@video') return found;
    if (found.startsWith('@')) return '@name';
    if (/^[a-zäöüß]{1,24}$/.test(found)) return shortened(found);
    const digits = /^\p{N}+/u.exec(found)?.[0].length ?? 0;
    if (digits > 0) return `#${Math.min(digits, 12)}${found.slice(digits)}`;
    if (/^[!?$€£%]/.test(found)) return found.length > 1 ? `${found.charAt(0)}+` : found;
    return shortened(found.slice(0, longestWord));
  });
}

/** A word without letters that are repeated more than once: looool as lool. */
function shortened(found: string): string {
  for (let at = 2; at < found.length; at += 1)
    if (found.charCodeAt(at) === found.charCodeAt(at - 1) && found.charCodeAt(at) === found.charCodeAt(at - 2))
      return found.replace(/(.)\1{2,}/gu, '$1$1');
  return found;
}

/** What is about the text as a whole: its length, digits, capitals, exclamation marks, and links in it. */
function shapesOf(text: string, words: number, links: number): string[] {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const step = (number: number) => Math.floor(Math.log2(number + 1));
  const shapes = ['', `length ${step(words)}`];
  const digits = count(/\p{N}/gu);
  if (digits > 0) shapes.push(`digits ${step(digits)}`);
  const shouted = count(/(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu);
  if (shouted > 0) shapes.push(`shouted ${step(shouted)}`);
  if (links > 0) shapes.push('link', words < 10 ? 'link in few words' : 'link in many words');
  if (links > 1) shapes.push('links');
  if (isMostlyCapitals(text, count)) shapes.push('capitals');
  if (count(/!/g) > 2) shapes.push('exclamation');
  return shapes;
}

/** Whether more than half of the letters of a text are capitals. Where small ones outnumber them, no other is looked at. */
function isMostlyCapitals(text: string, count: (pattern: RegExp) => number): boolean {
  const capitals = count(/\p{Lu}/gu);
  let small = 0;
  for (let at = 0; at < text.length && small < capitals; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x61 && code <= 0x7a) small += 1;
  }
  if (small >= capitals) return false;
  const all = count(/\p{L}/gu);
  return all > 8 && capitals > all / 2;
}
