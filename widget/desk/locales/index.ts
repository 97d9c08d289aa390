import type { Language } from '../../../worker/contract/fields';
import { de } from './de';
import { en } from './en';

/** Everything the desk says. English is the measure: every language has what it has. */
export type Words = typeof en;

/** One line a language. */
export const locales: Record<Language, Words> = { de, en };
