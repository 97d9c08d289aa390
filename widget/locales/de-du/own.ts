import { texts as sie } from '../de/own';
import type { OwnTexts } from '../en/own';

/** The same for sites that say "du". */
export const texts: OwnTexts = {
  ...sie,
  waiting: 'wartet auf Freigabe, nur für dich sichtbar',
  rejected: 'nicht veröffentlicht, nur für dich sichtbar',
  won: 'Dein Widerspruch hatte Erfolg: Dieser Kommentar ist veröffentlicht.',
};
