import type { Language } from '../contract/fields';

/** Frequent words that one of these languages has and the other has not. */
const frequent: Record<Language, ReadonlySet<string>> = {
  de: new Set(
    'und der das nicht ich ist ein eine mit auf für sich auch dem den wir sie aber es zu von oder wie bei noch nur wenn dass kann haben wird mir uns sind als aus nach über hat habe schon einen einem wird ja nein danke sehr mal'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the and of to is it you that for with this have are not be my on we they but what can your from just about which would there will more has been do our if or how all very thanks'.split(
      ' ',
    ),
  ),
};

/** No frequent word is longer. */
const longest = 7;
/** Letters that are not Latin, and marks. */
const foreign = /(?!\p{Script=Latin})[\p{L}\p{M}]/u;

/** So many of its words must be frequent ones before a language is named. */
const least = 3;
/** A Latin text of so many words without any of them is in another language. */
const long = 12;

/**
 * The language of a text as far as its frequent words tell; `other` for other scripts and for longer texts in neither;
 * undefined where there is too little to tell. It knows German and English, and is no more than a hint.
 */
export function languageOf(text: string): Language | 'other' | undefined {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  if (foreign.test(text)) {
    const letters = words.join('');
    const latin = letters.length - letters.replace(/\p{Script=Latin}+/gu, '').length;
    if (letters.length >= 10 && latin < letters.length / 2) return 'other';
  }
  let [de, en] = [0, 0];
  for (const word of words) {
    if (word.length > longest) continue;
    if (frequent.de.has(word)) de += 1;
    else if (frequent.en.has(word)) en += 1;
  }
  if (Math.max(de, en) >= least && de !== en) return de > en ? 'de' : 'en';
  return words.length >= long && de + en <= 1 ? 'other' : undefined;
}
