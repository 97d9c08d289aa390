import { languageOf } from '../language';
import { conceptOf } from './concepts';
import { plain } from './plain';

/** What a text is made of, as the classifier sees it. */
export interface Features {
  /** The words as they are counted; links, names and numbers stand as `@url`, `@name`, `#3`. */
  words: string[];
  /** By the hash of each. */
  found: Map<number, Feature>;
}

/** One feature of a text. */
export interface Feature {
  kind: Kind;
  /** How often it is there. */
  count: number;
  /** What it counts with: more than nothing, less than its kind. */
  value: number;
  /** Whether a link is a part of it. */
  link: boolean;
}

/** Told which words make a feature; the same one as often as it is there, and at most some times. */
export type NotePlaces = (hash: number, word: number, other: number | undefined) => void;

/** How much each kind of feature counts beside the others: what was best on videos that training had not seen. */
const kinds = { word: 1, pair: 1, gap: 0.5, stem: 0.3, letters: 0.6, concept: 1.3, shape: 0.7 };
type Kind = keyof typeof kinds;

/** Concepts are looked for within so many words. */
const near = 5;
const longestWord = 24;
/** Where one feature is seen more often than this, the first places tell enough. */
const mostPlaces = 16;

const link =
  /(?:https?:\/\/|www\.)\S+|\b[\w-]{2,63}\s?\.\s?(?:com|net|org)\b(?:\/\S*)?|\b[\w-]{2,63}\.(?:de|at|ch|ru|ly|info|biz|co|uk|tk|pl|tv|io|eu|fr|nl|xyz|top|shop|online|site|club|cc)\b(?:\/\S*)?|\b[\w-]{2,63}\.[a-z]{2,3}\/\S+|\/watch\?v=\S+/g;
/** What sharing a video writes, and links to a moment in one. */
const video = /youtu\.be|youtu.*[?&;]t=/;
const token = /@url|@video|@\w+|[\p{L}\p{M}]+(?:'\p{L}+)?|\p{N}+\p{L}{0,2}(?!\p{L})|\p{N}+|[!?$€£%]+/gu;

/** Takes a text apart. The same for training and for judging. */
export function featuresOf(text: string, notePlaces?: NotePlaces): Features {
  let links = 0;
  const words = wordsOf(
    plain(text).replace(link, (url) => {
      if (video.test(url)) return ' @video ';
      links += 1;
      return ' @url ';
    }),
  );
  const found: Features['found'] = new Map();
  const isLink = (place: number | undefined) => place !== undefined && words[place] === '@url';
  const see: See = (kind, hash, place, other) => {
    const feature = found.get(hash);
    if (feature) feature.count += 1;
    else found.set(hash, { kind, count: 1, value: 0, link: isLink(place) || isLink(other) });
    if (notePlaces && place !== undefined && (feature?.count ?? 1) <= mostPlaces) notePlaces(hash, place, other);
  };
  seeWords(words, see);
  seeConcepts(words, see);
  const language = languageOf(text) ?? 'unknown';
  for (const shape of shapesOf(text, words.length, links))
    found.set(hashOf('shape', `${language} ${shape}`), {
      kind: 'shape',
      count: 1,
      value: 0,
      link: shape.startsWith('link'),
    });
  weigh(found);
  return { words, found };
}

/** Notes a feature, and the place of the word, or of two, that it is made of. */
type See = (kind: Kind, hash: number, place?: number, other?: number) => void;

/** Words, two in a row, two with one between, beginnings of longer ones, and three to five letters in a row. */
function seeWords(words: string[], see: See): void {
  for (const [index, word] of words.entries()) {
    see('word', hashOf('word', word), index);
    if (index > 0) see('pair', hashOf('pair', `${words[index - 1]} ${word}`), index - 1, index);
    if (index > 1) see('gap', hashOf('gap', `${words[index - 2]} ${word}`), index - 2, index);
    if (word.length > 5) see('stem', hashOf('stem', word.slice(0, 5)), index);
    const framed = `_${word}_`;
    for (let from = 0; from + 3 <= framed.length; from += 1) {
      let hash = lettersStart;
      for (let at = from; at < Math.min(from + 5, framed.length); at += 1) {
        hash = mix(hash, framed.charCodeAt(at));
        if (at >= from + 2) see('letters', hash, index);
      }
    }
  }
}

/** What words are about, and two such words near each other: "check … channel". */
function seeConcepts(words: string[], see: See): void {
  const concepts = words.map(conceptOf);
  for (const [index, concept] of concepts.entries()) {
    if (concept === undefined) continue;
    see('concept', hashOf('concept', concept), index);
    for (let other = index + 1; other < Math.min(concepts.length, index + near); other += 1)
      if (concepts[other] !== undefined)
        see('concept', hashOf('concept', `${concept} ${concepts[other]}`), index, other);
  }
}

/** Counts as values: the logarithm damps repetition, and each kind of feature has the same length in any text. */
function weigh(found: Features['found']): void {
  const squares = { word: 0, pair: 0, gap: 0, stem: 0, letters: 0, concept: 0, shape: 0 };
  for (const feature of found.values()) {
    feature.value = feature.count === 1 ? 1 : 1 + Math.log(feature.count);
    squares[feature.kind] += feature.value ** 2;
  }
  for (const feature of found.values()) {
    const { kind } = feature;
    feature.value *= kinds[kind] / (kind === 'shape' ? 1 : Math.sqrt(squares[kind]));
  }
}

/** A feature's hash: FNV-1a, 32 bits, signed (draft-eastlake-fnv), of its kind's first letters and its name. */
export function hashOf(kind: string, name: string): number {
  let hash = startOf(kind);
  for (let at = 0; at < name.length; at += 1) hash = mix(hash, name.charCodeAt(at));
  return hash;
}

const mix = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);
const startOf = (kind: string) => mix(0x811c9dc5 ^ kind.charCodeAt(0), kind.charCodeAt(1) << 8);
const lettersStart = startOf('letters');

function wordsOf(text: string): string[] {
  return (text.match(token) ?? []).map((word) => {
    if (word === '@url' || word === '@video') return word;
    if (word.startsWith('@')) return '@name';
    const digits = /^\p{N}+/u.exec(word)?.[0].length ?? 0;
    if (digits > 0) return `#${Math.min(digits, 12)}${word.slice(digits)}`;
    if (/^[!?$€£%]/.test(word)) return word.length > 1 ? `${word.charAt(0)}+` : word;
    return word.slice(0, longestWord).replace(/(.)\1{2,}/gu, '$1$1');
  });
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
  const letters = count(/\p{L}/gu);
  if (letters > 8 && count(/\p{Lu}/gu) > letters / 2) shapes.push('capitals');
  if (count(/!/g) > 2) shapes.push('exclamation');
  return shapes;
}
