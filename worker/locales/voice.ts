import type { Settings } from '../contract/desk';
import type { Language } from '../contract/fields';

/** How a site speaks to its readers: a language, and in German as the site wants it, with "Sie" or with "du". */
export type Voice = Language | 'de-du';

/** How a site speaks. */
export const voiceOf = ({ language, tone }: Pick<Settings, 'language' | 'tone'>): Voice =>
  language === 'de' && tone === 'familiar' ? 'de-du' : language;

/** The language of a voice. */
export const languageOf = (voice: Voice): Language => (voice === 'de-du' ? 'de' : voice);
