import { conceptOf } from './concepts';
import { featuresOf, hashOf } from './features';
import { shipped, type Weigh } from './general';
import type { Learned } from './learned';

/** What a classifier may know of a comment. */
export interface Text {
  body: string;
  name: string;
  website: string | null;
}

/** How likely a text is spam, and what in it says so. */
export interface Classified {
  /** Log-odds: 0 means as likely as not. */
  logOdds: number;
  /** From 0 to 1. */
  probability: number;
  /** The log-odds with links as far as they can be believed. */
  believed: number;
  /** The words that speak most for spam, strongest first, at most three. */
  readonly words: string[];
}

const mostWords = 3;
/**
 * On the videos that the general model knows, almost every link was spam. In a discussion a link with more words around it
 * than these, none of which sells anything, is more often a source: then links count no more than this, and the words have
 * to say the rest.
 */
const fewWords = 10;
const mostOfLinks = 1;
const mayBeSource = (words: string[]) =>
  words.length > fewWords && !words.some((word) => ['money', 'adult'].includes(conceptOf(word) ?? ''));
/** Beside these the sender's own features are as loud as one of sixteen words. */
const senderValue = 0.25;

/** What log-odds are as a probability. */
export const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Judges a text by the general model and by what the site has taught. */
export function classify(text: Text, learned: Learned | undefined): Classified {
  const features = featuresOf(text.body);
  const general = shipped();
  let logOdds = general.logOdds(features) + (learned?.logOdds(features) ?? 0);
  if (learned) for (const hash of senderOf(text)) logOdds += learned.weigh(hash) * senderValue;
  const links = features.linked && mayBeSource(features.words) ? general.linkOdds(features) : 0;
  return {
    logOdds,
    probability: chance(logOdds),
    believed: logOdds - Math.max(0, links - mostOfLinks),
    // Most comments are honest, and nobody asks.
    get words() {
      return strongest(text.body, (hash) => general.weigh(hash) + (learned?.weigh(hash) ?? 0));
    },
  };
}

/** The words that speak most for spam. */
function strongest(body: string, weigh: Weigh): string[] {
  const places = new Map<number, number[]>();
  const features = featuresOf(body, (hash, ...made) => {
    const known = places.get(hash) ?? [];
    places.set(hash, known);
    for (const place of made) if (place !== undefined) known.push(place);
  });
  const values = new Map(features.entries());
  const strengths = new Map<string, number>();
  for (const [hash, of] of places) {
    const strength = (weigh(hash) * (values.get(hash) ?? 0)) / of.length;
    for (const place of of) {
      const word = features.words[place] ?? '';
      strengths.set(word, (strengths.get(word) ?? 0) + strength);
    }
  }
  return [...strengths]
    .filter(([, strength]) => strength > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostWords)
    .map(([word]) => word);
}

/** The features a site learns from: those of the text, and of who signs it. */
export function lessonOf(text: Text): number[] {
  return [...Array.from(featuresOf(text.body).entries(), ([hash]) => hash), ...senderOf(text)];
}

/** Whose name and page a comment carries. Only a site's own experience can tell what these mean. */
function senderOf({ name, website }: Text): number[] {
  const host = website && URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : '';
  return [hashOf('name', name.toLowerCase()), hashOf('host', host || 'none')];
}
