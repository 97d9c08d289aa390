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
  const letters = words.join('');
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters.length >= 10 && latin < letters.length / 2) return 'other';
  const hits = (language: Language) => words.filter((word) => frequent[language].has(word)).length;
  const [de, en] = [hits('de'), hits('en')];
  if (Math.max(de, en) >= least && de !== en) return de > en ? 'de' : 'en';
  return words.length >= long && de + en <= 1 ? 'other' : undefined;
}
