import type { Check } from '../signal';

/** Scripts that can be told apart at a glance; German and English are written in Latin. */
const scripts = [
  'Cyrillic',
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Thai',
  'Greek',
];
const patterns = scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'gu')] as const);
/** Most texts have nothing of any of them, and are looked through once. */
const any = new RegExp(`[${scripts.map((script) => `\\p{Script=${script}}`).join('')}]`, 'u');
/** Fewer letters than these are a name or a quotation. */
const least = 12;

/** What languages are written in that are not written in Latin, by the first two letters of their BCP 47 tag. */
const written: Record<string, readonly string[]> = {
  ar: ['Arabic'],
  be: ['Cyrillic'],
  bg: ['Cyrillic'],
  el: ['Greek'],
  fa: ['Arabic'],
  he: ['Hebrew'],
  hi: ['Devanagari'],
  ja: ['Han', 'Hiragana', 'Katakana'],
  ko: ['Hangul', 'Han'],
  ru: ['Cyrillic'],
  sr: ['Cyrillic'],
  th: ['Thai'],
  uk: ['Cyrillic'],
  zh: ['Han'],
};

/** A text in a script that the thread's language is not written in. Latin stands in texts of any language. */
export const script: Check = {
  name: 'script',
  run({ body, language }) {
    if (!any.test(body)) return [];
    const letters = body.match(/\p{L}/gu)?.length ?? 0;
    if (letters < least) return [];
    const fits = written[language.slice(0, 2).toLowerCase()] ?? [];
    for (const [name, pattern] of patterns) {
      const share = (body.match(pattern)?.length ?? 0) / letters;
      if (share >= 0.5 && !fits.includes(name)) return [{ weight: 4, text: 'other-script', values: { script: name } }];
    }
    return [];
  },
};
