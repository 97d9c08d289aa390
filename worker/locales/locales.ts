import { de } from './de/locale';
import { deDu } from './de-du/locale';
import { en } from './en/locale';
import type { Locale } from './texts';
import type { Voice } from './voice';

/** Every language, and every other way of speaking one: a line each. */
export const locales: Record<Voice, Locale> = { de, 'de-du': deDu, en };
