/**
 * The languages that Plausch speaks, each with its own name: a line each. The desk offers them as they stand here,
 * so that this file imports nothing.
 */
export const languages = {
  de: 'Deutsch',
  en: 'English',
} as const;

export type Language = keyof typeof languages;

/** Those in which a site can speak to its readers more familiarly: for each a folder `xx-du` beside `xx`, with what differs. */
export const withDu = ['de'] as const satisfies readonly Language[];

/** How texts are spoken: a language, and the familiar way of those that have one. */
export type Voice = Language | `${(typeof withDu)[number]}-du`;

/** Whether a site can speak to its readers more familiarly in that language. */
export const hasDu = (language: Language): language is (typeof withDu)[number] =>
  (withDu as readonly Language[]).includes(language);

/** The voice of a site that speaks a language, familiarly or not. */
export const voiceIn = (language: Language, familiar: boolean): Voice =>
  familiar && hasDu(language) ? `${language}-du` : language;

/** The languages that a comment's text can be found to be in (`worker/spam/text-language.ts`), whatever Plausch speaks. */
export const textLanguages = ['de', 'en'] as const;
