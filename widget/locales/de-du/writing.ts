import { texts as sie } from '../de/writing';
import type { WritingTexts } from '../en/writing';

/** The same for sites that say "du". */
export const texts: WritingTexts = {
  ...sie,
  known: 'Was über dich gespeichert ist',
  againNow: 'Jetzt kannst du es noch einmal versuchen.',
  againLater: 'Bitte versuche es in einigen Minuten noch einmal.',
  notify: {
    ...sie.notify,
    hint: 'Zuerst kommt eine Mail mit einem Link, außer du hast die Adresse in diesem Browser schon bestätigt; dann erfährst du von Antworten und davon, was über deine Kommentare entschieden wird, und in jeder Mail steht ein Link, der das beendet.',
  },
  failures: {
    ...sie.failures,
    banned: 'Du kannst hier derzeit nicht schreiben. Der Text bleibt erhalten.',
  },
};
