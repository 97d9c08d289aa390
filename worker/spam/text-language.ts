import type { TextLanguage } from '../contract/rules';

/** Frequent words that one of these languages has and no other. */
const frequent: Record<TextLanguage, string> = {
  de: 'und der das nicht ich ist ein eine mit auf für sich auch dem den wir sie aber es zu von oder wie bei noch nur wenn dass kann haben wird mir uns sind als aus nach über hat habe schon einen einem wird ja nein danke sehr mal',
  en: 'the and of to is it you that for with this have are not be my on we they but what can your from just about which would there will more has been do our if or how all very thanks',
};

const languages = Object.keys(frequent) as TextLanguage[];
/** Each with the place of its language. */
const words = new Map(languages.flatMap((language, at) => frequent[language].split(' ').map((word) => [word, at])));
/** No frequent word is longer. */
const longest = Math.max(...[...words.keys()].map(({ length }) => length));

/** Letters that are not Latin, and marks. */
const foreign = /(?!\p{Script=Latin})[\p{L}\p{M}]/u;

/** So many of its words must be frequent ones before a language is named. */
const least = 3;
/** A Latin text of so many words without any of them is in another language. */
const long = 12;

/** In a sentence of one of these languages at least so many different frequent words stand, and they are at least this share of all. */
const surely = { different: 4, share: 0.3 };

/**
 * The language of a text where there is no doubt: what is said there is said to browsers and read aloud by it. Most sentences of one line
 * are too little to tell; related languages, such as Dutch, and texts in two languages never are enough.
 */
export function sureLanguageOf(text: string): TextLanguage | undefined {
  const found = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const places = found.map((word) => (word.length > longest ? undefined : words.get(word)));
  const different = languages.map((_, at) => new Set(found.filter((_, index) => places[index] === at)).size);
  const at = different.indexOf(Math.max(...different));
  const share = places.filter((place) => place === at).length / found.length;
  const others = different.filter((_, other) => other !== at);
  const isSure =
    (different[at] ?? 0) >= surely.different && share >= surely.share && others.every((count) => count <= 1);
  return isSure ? languages[at] : undefined;
}

/**
 * The language of a text as far as its frequent words tell; `other` for other scripts and for longer texts in none of
 * those known; undefined where there is too little to tell. It is no more than a hint.
 */
export function textLanguageOf(text: string): TextLanguage | 'other' | undefined {
  const found = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (foreign.test(text)) {
    const letters = found.join('');
    const latin = letters.length - letters.replace(/\p{Script=Latin}+/gu, '').length;
    if (letters.length >= 10 && latin < letters.length / 2) return 'other';
  }
  const counts = languages.map(() => 0);
  for (const word of found) {
    const at = word.length > longest ? undefined : words.get(word);
    if (at !== undefined) counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  if (most >= least && counts.indexOf(most) === counts.lastIndexOf(most)) return languages[counts.indexOf(most)];
  return found.length >= long && counts.reduce((sum, count) => sum + count, 0) <= 1 ? 'other' : undefined;
}
