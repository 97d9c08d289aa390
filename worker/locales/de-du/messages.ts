import { type Addressing, german } from '../de/messages';

const du: Addressing = {
  yourComment: 'Dein Kommentar',
  yourAppeal: 'Dein Widerspruch',
  yourNotice: 'Deine Meldung',
  appealWon: (title, written) =>
    `Dein Widerspruch hatte Erfolg: Dein Kommentar zu „${title}“ (${written}) ist jetzt veröffentlicht.`,
  appealRead: 'Ein Mensch hat deinen Widerspruch gelesen',
  noticeReceived: 'Deine Meldung zu diesem Kommentar ist angekommen',
  noticeAbout: 'Über deine Meldung zu diesem Kommentar hat ein Mensch entschieden',
  outcomeTold: 'Ein Mensch liest sie und entscheidet. Das Ergebnis teilen wir dir mit.',
  otherWays:
    'Wenn du das anders siehst, kannst du antworten, eine zugelassene Stelle zur außergerichtlichen Streitbeilegung anrufen oder vor Gericht gehen.',
  waitsAgain: 'Dein Kommentar wartet wieder darauf, dass ein Mensch entscheidet.',
  publishedSince: (date) => `Dein Kommentar ist seit dem ${date} veröffentlicht.`,
  courts: 'Daneben stehen dir die außergerichtliche Streitbeilegung und der Weg zu Gericht offen.',
  appeal: {
    possible:
      'Du kannst einmal widersprechen, kostenlos und mit einem Satz: auf der Seite, die zu deinem Kommentar gehört. Es liest ein Mensch, wenn möglich ein anderer.',
    open: 'Dein Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über deinen Widerspruch ist damit entschieden.',
  },
  appealSucceeded: 'Dein Widerspruch hatte Erfolg.',
};

export const messages = german(du);
