import { texts as en, type Texts } from './en';
import type { WritingTexts } from './en-writing';

/** The languages beside English, a line each in both lists. */
const reading: Record<string, () => Promise<{ texts: Texts }>> = {
  de: () => import('./de'),
};
const writing: Record<string, () => Promise<{ texts: WritingTexts }>> = {
  de: () => import('./de-writing'),
};

/** The texts for a language tag such as "de-AT". English where a language is unknown or does not arrive. */
export async function loadTexts(tag: string): Promise<Texts> {
  try {
    return (await reading[tag.toLowerCase().split('-')[0] ?? '']?.())?.texts ?? en;
  } catch {
    return en;
  }
}

/** The texts for those who write, in the language of the texts for reading. Throws where they do not arrive. */
export async function loadWritingTexts({ language }: Texts): Promise<WritingTexts> {
  return (await (writing[language] ?? (() => import('./en-writing')))()).texts;
}
