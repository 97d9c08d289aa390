import type { Language } from '../../../worker/contract/fields';
import { de } from './de';
import { en, type Words } from './en';

/** One line a language. */
export const locales: Record<Language, Words> = { de, en };
