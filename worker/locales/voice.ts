import type { Settings } from '../contract/desk';
import { type Language, type Voice, voiceIn } from '../contract/languages';

/** How a site speaks to its readers: in its language, and where that makes a difference with "Sie" or with "du". */
export const voiceOf = ({ language, tone }: Pick<Settings, 'language' | 'tone'>): Voice =>
  voiceIn(language, tone === 'familiar');

/** The language of a voice. */
export const languageOf = (voice: Voice): Language => voice.replace(/-du$/, '') as Language;
