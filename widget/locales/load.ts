import { texts as en, type Texts } from './en/reading';

/** What every reader may see, for a language tag such as "de-AT". English where a language is unknown or does not arrive. */
export async function loadTexts(tag: string): Promise<Texts> {
  const language = tag.toLowerCase().split('-')[0] as string;
  const path = `./chunks/${readingFolder}/${language}.js`;
  try {
    // A part of a tag is no tag, and finds no file.
    return languagesBesideEnglish.includes(language) ? (await import(path)).texts : en;
  } catch {
    return en;
  }
}
