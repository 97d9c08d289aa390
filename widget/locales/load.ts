import { texts as en, type Texts } from './en';

/** The languages beside English, a line each. */
const languages: Record<string, () => Promise<{ texts: Texts }>> = {
  de: () => import('./de'),
};

/** The texts for a language tag such as "de-AT". English where a language is unknown or does not arrive. */
export async function loadTexts(tag: string): Promise<Texts> {
  try {
    return (await languages[tag.toLowerCase().split('-')[0] ?? '']?.())?.texts ?? en;
  } catch {
    return en;
  }
}
