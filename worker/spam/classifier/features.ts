import { languageOf } from '../language';
import { conceptOf } from './concepts';
import { plain } from './plain';

/** What a text is made of, as the classifier sees it. */
export interface Features {
  /** The words as they are counted; links, names and numbers stand as `@url`, `@name`, `#3`. */
  words: string[];
  /** By the hash of each feature: its value, and the places of the words that make it (none: it is about the whole). */
  found: Map<number, { value: number; places: number[] }>;
}

/** How much each kind of feature counts beside the others: what was best on videos that training had not seen. */
const kinds = { word: 1, pair: 1, gap: 0.5, stem: 0.3, letters: 0.4, concept: 1.3, shape: 0.7 };
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
export function featuresOf(text: string): Features {
  let links = 0;
  const words = wordsOf(
    plain(text).replace(link, (url) => {
      if (video.test(url)) return ' @video ';
      links += 1;
      return ' @url ';
    }),
  );
  const seen = new Map<number, { kind: Kind; count: number; places: number[] }>();
  const see = (kind: Kind, name: string, ...places: number[]) => {
    const hash = hashOf(kind, name);
    const known = seen.get(hash);
    if (!known) seen.set(hash, { kind, count: 1, places });
    else {
      known.count += 1;
      if (known.places.length < mostPlaces) known.places.push(...places);
    }
  };
  seeWords(words, see);
  seeConcepts(words, see);
  const language = languageOf(text) ?? 'unknown';
  for (const shape of shapesOf(text, words.length, links)) see('shape', `${language} ${shape}`);
  return { words, found: weigh(seen) };
}

type See = (kind: Kind, name: string, ...places: number[]) => void;

/** Words, two in a row, two with one between, beginnings of longer ones, and three to five letters in a row. */
function seeWords(words: string[], see: See): void {
  for (const [index, word] of words.entries()) {
    see('word', word, index);
    if (index > 0) see('pair', `${words[index - 1]} ${word}`, index - 1, index);
    if (index > 1) see('gap', `${words[index - 2]} ${word}`, index - 2, index);
    if (word.length > 5) see('stem', word.slice(0, 5), index);
    const framed = `_${word}_`;
    for (let length = 3; length <= 5; length += 1)
      for (let from = 0; from + length <= framed.length; from += 1)
        see('letters', framed.slice(from, from + length), index);
  }
}

/** What words are about, and two such words near each other: "check … channel". */
function seeConcepts(words: string[], see: See): void {
  const concepts = words.map(conceptOf);
  for (const [index, concept] of concepts.entries()) {
    if (concept === undefined) continue;
    see('concept', concept, index);
    for (let other = index + 1; other < Math.min(concepts.length, index + near); other += 1)
      if (concepts[other] !== undefined) see('concept', `${concept} ${concepts[other]}`, index, other);
  }
}

/** Counts as values: the logarithm damps repetition, and each kind of feature has the same length in any text. */
function weigh(seen: Map<number, { kind: Kind; count: number; places: number[] }>): Features['found'] {
  const squares = { word: 0, pair: 0, gap: 0, stem: 0, letters: 0, concept: 0, shape: 0 };
  for (const { kind, count } of seen.values()) squares[kind] += (1 + Math.log(count)) ** 2;
  const found: Features['found'] = new Map();
  for (const [hash, { kind, count, places }] of seen) {
    const length = kind === 'shape' ? 1 : Math.sqrt(squares[kind]);
    found.set(hash, { value: ((1 + Math.log(count)) / length) * kinds[kind], places });
  }
  return found;
}

/** A feature's hash: FNV-1a, 32 bits (draft-eastlake-fnv), of its kind's first letter and its name. */
export function hashOf(kind: string, name: string): number {
  let hash = Math.imul(0x811c9dc5 ^ kind.charCodeAt(0) ^ (kind.charCodeAt(1) << 8), 0x01000193);
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

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
