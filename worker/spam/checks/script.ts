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
/** Fewer letters than these are a name or a quotation. */
const least = 12;

/** A text in a script that does not fit the thread's language. Every language there is so far is written in Latin. */
export const script: Check = {
  name: 'script',
  run({ body }) {
    const letters = body.match(/\p{L}/gu)?.length ?? 0;
    if (letters < least) return [];
    for (const [name, pattern] of patterns) {
      const share = (body.match(pattern)?.length ?? 0) / letters;
      if (share >= 0.5) return [{ weight: 4, text: 'other-script', values: { script: name } }];
    }
    return [];
  },
};
