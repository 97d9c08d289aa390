import { texts as sie } from '../de/writing';
import type { WritingTexts } from '../en/writing';

/** The same for sites that say "du". */
export const texts: WritingTexts = {
  ...sie,
  againNow: 'Jetzt kannst du es noch einmal versuchen.',
  againLater: 'Bitte versuche es in einigen Minuten noch einmal.',
  failures: {
    ...sie.failures,
    banned: 'Du kannst hier derzeit nicht schreiben. Der Text bleibt erhalten.',
  },
};
