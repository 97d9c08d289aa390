import { featuresOf, hashOf } from './features';
import { shipped } from './general';
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
  /** The words that speak most for spam, strongest first, at most three. */
  words: string[];
}

const mostWords = 3;
/** Beside these the sender's own features are as loud as one of sixteen words. */
const senderValue = 0.25;

/** Judges a text by the general model and by what the site has taught. */
export function classify(text: Text, learned: Learned | undefined): Classified {
  const features = featuresOf(text.body);
  const general = shipped();
  let logOdds = general.bias;
  const strengths = new Map<string, number>();
  for (const [hash, { value, places }] of features.found) {
    const weight = (general.weigh(hash) + (learned?.weigh(hash) ?? 0)) * value;
    if (weight === 0) continue;
    logOdds += weight;
    for (const place of places) {
      const word = features.words[place] ?? '';
      strengths.set(word, (strengths.get(word) ?? 0) + weight / places.length);
    }
  }
  if (learned) for (const hash of senderOf(text)) logOdds += learned.weigh(hash) * senderValue;
  const words = [...strengths]
    .filter(([, strength]) => strength > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostWords)
    .map(([word]) => word);
  return { logOdds, probability: 1 / (1 + Math.exp(-logOdds)), words };
}

/** The features a site learns from: those of the text, and of who signs it. */
export function lessonOf(text: Text): number[] {
  return [...featuresOf(text.body).found.keys(), ...senderOf(text)];
}

/** Whose name and page a comment carries. Only a site's own experience can tell what these mean. */
function senderOf({ name, website }: Text): number[] {
  const host = website && URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : '';
  return [hashOf('name', name.toLowerCase()), hashOf('host', host || 'none')];
}
