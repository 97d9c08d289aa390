import { problems as sie } from '../de/problems';
import { sayOtherwise } from '../otherwise';
import type { ProblemTexts } from '../texts';

export const problems: ProblemTexts = sayOtherwise(sie, {
  told: {
    banned: { title: 'Du kannst hier derzeit nicht schreiben' },
    'unknown-parent': {
      title: 'Der Kommentar, auf den du antwortest, ist nicht mehr da',
      text: 'Als eigenen Kommentar kannst du deinen Text trotzdem absenden.',
    },
    'key-reused': { text: 'Soll dieser Text ein weiterer werden, dann sende ihn noch einmal ab.' },
    'already-appealed': { title: 'Du hast schon widersprochen' },
    'too-large': {
      text: 'Ein Kommentar hat höchstens 10.000 Zeichen. Mit „Zurück“ kommst du zu deinem Text und kannst ihn kürzen.',
    },
    'origin-not-allowed': {
      text: 'Damit niemand in deinem Namen schreibt, wurde nichts gespeichert. Bitte öffne das Formular auf diesem Server.',
    },
    'unsupported-type': { text: 'Bitte benutze das Formular auf dieser Seite.' },
  },
  statuses: {
    409: { text: 'Inzwischen hat sich etwas geändert. Bitte lade die Seite neu.' },
    503: { text: 'Bitte versuche es in ein paar Minuten noch einmal.' },
    507: { text: 'Lesen geht weiter. Bitte sende deinen Text später noch einmal ab.' },
  },
  other: { text: 'Es liegt nicht an dir. Bitte versuche es in ein paar Minuten noch einmal.' },
  fields: { text: 'Bitte sieh dir diese Angaben noch einmal an:' },
  kept: 'Was du geschrieben hast:',
});
