import { texts as sie } from '../de/own';
import type { OwnTexts } from '../en/own';

/** The same for sites that say "du". */
export const texts: OwnTexts = {
  ...sie,
  waiting: 'wartet auf Freigabe, nur für dich sichtbar',
  rejected: 'nicht veröffentlicht, nur für dich sichtbar',
  nowPublished: 'Dein Kommentar ist jetzt veröffentlicht.',
  text: 'Dein Kommentar',
  changed: 'Dein Kommentar ist geändert.',
  changedWaits: 'Dein Kommentar ist geändert. Er wartet auf Freigabe.',
  takenBack: 'Dein Kommentar ist zurückgenommen.',
  won: 'Dein Widerspruch hatte Erfolg: Dieser Kommentar ist veröffentlicht.',
};
