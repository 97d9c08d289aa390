import type { When } from '../contract/rules';
import { countLinks } from './checks/links';
import { textLanguageOf } from './text-language';

/** What rules may know of a comment. Values only. */
export interface RuledComment {
  body: string;
  name: string;
  author: string;
  /** How many published comments its author has. */
  published: number;
  /** Milliseconds since the thread's first comment; null: this is the first. */
  threadAge: number | null;
}

const day = 24 * 60 * 60_000;

/** Makes of a rule's condition a function that says whether it is about a comment. */
export function matcher(when: When): (comment: RuledComment) => boolean {
  switch (when.kind) {
    case 'words':
      return matchWords(when.words);
    case 'links':
      return ({ body }) => countLinks(body) > when.moreThan;
    case 'first-time':
      return ({ published }) => published === 0;
    case 'language':
      return ({ body }) => {
        const language = textLanguageOf(body);
        return language !== undefined && !when.not.some((one) => one === language);
      };
    case 'thread-age':
      return ({ threadAge }) => threadAge !== null && threadAge > when.days * day;
    case 'author':
      return ({ author }) => author === when.author;
  }
}

/**
 * Whole words in any case, and phrases of consecutive words: never a part of a word, which in German would hit every
 * compound. What has no letters or digits in it is looked for as it stands.
 */
function matchWords(entries: string[]): (comment: RuledComment) => boolean {
  const single = new Set<string>();
  const phrases: string[] = [];
  const signs: string[] = [];
  for (const entry of entries) {
    const words = wordsOf(entry);
    if (words.length === 0) signs.push(entry.normalize('NFKC'));
    else if (words.length === 1) single.add(words[0] ?? '');
    else phrases.push(` ${words.join(' ')} `);
  }
  return ({ body, name }) => {
    const text = `${name}\n${body}`;
    const words = wordsOf(text);
    if (words.some((word) => single.has(word))) return true;
    const joined = ` ${words.join(' ')} `;
    return (
      phrases.some((phrase) => joined.includes(phrase)) ||
      (signs.length > 0 && signs.some((sign) => text.normalize('NFKC').includes(sign)))
    );
  };
}

const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    // Capitals have no ß: STRASSE and Straße are one word.
    .replaceAll('ß', 'ss')
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
