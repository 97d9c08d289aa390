import type { Texts } from './en';

export const texts: Texts = {
  language: 'de',
  comments: (count) => `Kommentare: ${count}`,
  write: 'Kommentar schreiben',
  writePlaceholder: 'Was meinen Sie dazu?',
  replyTo: (name) => `Antwort an ${name}`,
  reply: 'Antworten',
  more: 'Weitere Kommentare',
  loadFailed: 'Die Kommentare lassen sich nicht laden.',
  loadAgain: 'Nochmal versuchen',
  empty: 'Hier hat noch niemand geschrieben.',
  closed: 'Diese Diskussion ist geschlossen.',
  published: 'Danke! Der Kommentar ist veröffentlicht.',
  waits: 'Danke! Der Kommentar wartet auf Freigabe.',
  waiting: 'wartet auf Freigabe, nur für Sie sichtbar',
  rejected: 'nicht veröffentlicht, nur für Sie sichtbar',
  reason: (reason) => `Grund: ${reason}`,
  removed: 'Dieser Kommentar wurde entfernt.',
  withdrawn: 'Dieser Kommentar wurde von der Verfasserin oder dem Verfasser zurückgenommen.',
  writeFailed: 'Das Formular lässt sich nicht laden. Der Text bleibt erhalten: Bitte laden Sie die Seite neu.',
  edited: 'bearbeitet',
};
