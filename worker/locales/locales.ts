import type { Voice } from '../contract/languages';
import * as all from './all';
import type { Locale } from './texts';

/** What is said in each language and voice. */
export const locales: Record<Voice, Locale> = { ...all };
