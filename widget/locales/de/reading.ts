import type { Texts } from '../en/reading';

export const texts: Texts = {
  language: 'de',
  comments: (count) => `Kommentare: ${count}`,
  write: 'Kommentar schreiben',
  writePlaceholder: 'Gedanken dazu?',
  replyTo: (name) => `Antwort an ${name}`,
  reply: 'Antworten',
  more: 'Weitere Kommentare',
  earlier: 'Frühere Kommentare',
  moreAnswers: (name) => `Weitere Antworten an ${name}`,
  earlierAnswers: (name) => `Frühere Antworten an ${name}`,
  loadFailed: 'Die Kommentare lassen sich nicht laden.',
  loadAgain: 'Nochmal versuchen',
  empty: 'Hier hat noch niemand geschrieben.',
  closed: 'Diese Diskussion ist geschlossen.',
  removed: 'Dieser Kommentar wurde entfernt.',
  withdrawn: 'Dieser Kommentar wurde zurückgenommen.',
  writeFailed: 'Das Formular lässt sich nicht laden. Bitte die Seite neu laden; der Text bleibt.',
  team: 'Team',
  'post-author': 'Beitrag verfasst',
  pinned: 'angeheftet',
  report: 'Melden',
  edited: 'bearbeitet',
  justNow: 'gerade eben',
  ago: (count, unit) =>
    `vor ${count} ${['Jahr', 'Monat', 'Woche', 'Tag', 'Stunde', 'Minute'][unit]}${count === 1 ? '' : unit === 2 || unit > 3 ? 'n' : 'en'}`,
};
