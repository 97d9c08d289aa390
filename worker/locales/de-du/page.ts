import { page as sie } from '../de/page';
import { sayOtherwise } from '../otherwise';
import type { PageTexts } from '../texts';

export const page: PageTexts = sayOtherwise(sie, {
  goneToAnswer: 'Den Kommentar, auf den du antworten wolltest, gibt es nicht mehr.',
  status: {
    title: 'Dein Kommentar',
    published: 'Dein Kommentar ist veröffentlicht.',
    held: 'Dein Kommentar wartet auf Freigabe.',
    rejected: 'Dein Kommentar ist nicht veröffentlicht.',
    spam: 'Dein Kommentar ist nicht veröffentlicht.',
    withdrawn: 'Du hast diesen Kommentar zurückgenommen.',
    secret: 'Diese Seite ist nur über ihre Adresse zu finden. Wer sie hat, kann für dich widersprechen.',
  },
  appeal: {
    open: 'Dein Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über deinen Widerspruch ist entschieden: Es bleibt dabei.',
  },
  reporting: {
    noticeHint: 'Mit Begründung, Namen und E-Mail-Adresse. Du bekommst eine Bestätigung und eine Antwort.',
  },
});
