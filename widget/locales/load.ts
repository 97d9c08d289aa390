import { en, type Texts } from './en';

/** The languages that are loaded on demand, a line each. */
const others: Record<string, () => Promise<Texts>> = {
  de: async () => (await import('./de')).de,
};

/** The texts for a language tag such as "de-AT". English where a language is unknown or does not arrive. */
export async function loadTexts(tag: string): Promise<Texts> {
  try {
    return (await others[tag.toLowerCase().split('-')[0] ?? '']?.()) ?? en;
  } catch {
    return en;
  }
}
