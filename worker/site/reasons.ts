import type { Reasons } from '../contract/desk';
import type { Language } from '../contract/fields';
import type { Room } from './room';

/** The reasons that come with every site, for whoever turns something down. Authors read them. */
const shipped: Record<Language, string[]> = {
  de: [
    'Am Thema vorbei',
    'Beleidigt jemanden',
    'Werbung',
    'Persönliche Daten anderer',
    'Verstößt gegen ein Gesetz',
    'Nicht verständlich',
  ],
  en: ['Off topic', 'Insults someone', 'Advertising', 'Personal data of others', 'Breaks a law', 'Not understandable'],
};

/** The reasons to choose from, and those that come with every site for whoever edits them. */
export const readReasons = (room: Pick<Room, 'settings'>): Reasons => ({ reasons: reasonsOf(room), shipped });

/** The reasons to choose from: the site's own, or those that come with it. */
export const reasonsOf = ({ settings }: Pick<Room, 'settings'>): string[] =>
  settings.reasons ?? shipped[settings.language];
