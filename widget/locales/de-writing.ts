import type { WritingTexts } from './en-writing';

export const texts: WritingTexts = {
  name: 'Name',
  email: 'E-Mail',
  emailHint: 'wird nie gezeigt',
  website: 'Website',
  optional: 'freiwillig',
  markdown: '*kursiv*, **fett**, [Link](https://…), > Zitat',
  send: 'Absenden',
  sending: 'Wird gesendet …',
  sendAgain: 'Nochmal senden',
  preview: 'Vorschau',
  edit: 'Weiterschreiben',
  cancel: 'Abbrechen',
  privacy: 'Datenschutz',
  leaveEmpty: 'Dieses Feld bitte leer lassen',
  charactersLeft: (count) => `Zeichen übrig: ${count}`,
  errors: {
    required: 'Bitte ausfüllen.',
    'too-long': 'Das ist zu lang.',
    invalid: 'Bitte diese Adresse prüfen.',
  },
  failures: {
    network: 'Keine Verbindung. Der Text bleibt erhalten, nichts wird doppelt gesendet.',
    'thread-closed': 'Diese Diskussion ist jetzt geschlossen. Der Text bleibt erhalten.',
    'unknown-parent': 'Der Kommentar, auf den geantwortet wird, ist nicht mehr da. Der Text bleibt erhalten.',
    banned: 'Hier zu schreiben ist Ihnen derzeit nicht möglich. Der Text bleibt erhalten.',
    'too-many': 'Das war viel auf einmal. Bitte später noch einmal versuchen.',
    other: 'Das hat nicht geklappt. Der Text bleibt erhalten.',
  },
};
