import { sayOtherwise } from '../site/voice';
import type { PrivacyTexts } from './page-privacy-texts';
import type { ProblemTexts } from './page-problem-texts';
import type { PageTexts } from './page-texts';

/** The words of the plain pages for sites that say "du". */
export const pageDu = (sie: PageTexts): PageTexts =>
  sayOtherwise(sie, {
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

/** What the pages of such sites say when something does not work. */
export const problemDu = (sie: ProblemTexts): ProblemTexts =>
  sayOtherwise(sie, {
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

/** What the page about privacy of such sites says. */
export const privacyDu = (sie: PrivacyTexts): PrivacyTexts =>
  sayOtherwise(sie, {
    intro:
      'Was die Kommentare über dich erfahren und wer davon weiß. Wer die Website betreibt, steht in deren Impressum.',
    writing: {
      text: sie.writing.text.map((text) => text.replace('Ihre Netzadresse', 'Deine Netzadresse')),
    },
    checking: {
      text: 'Jeder Kommentar wird auf diesem Server auf Spam geprüft. Die Prüfungen schlagen nur vor; was zweifelhaft ist, entscheidet ein Mensch, und dagegen kannst du widersprechen. Während du schreibst, löst dein Browser eine kleine Rechenaufgabe.',
    },
    browser: {
      title: 'In deinem Browser',
      text: 'Wenn du schreibst, merkt sich dein Browser, dass der Kommentar von dir ist, außerdem deinen Namen und angefangene Texte. Mit den Daten dieser Website kannst du das in den Einstellungen des Browsers löschen.',
    },
    outside: {
      none: 'Keine. Dein Browser spricht nur mit diesem Server, und dieser Server fragt niemanden nach deinem Kommentar.',
    },
    services: {
      turnstile: {
        text: 'Erst wenn du einen Kommentar absendest, lädt dein Browser ein Skript von Cloudflare. Es prüft den Browser; Cloudflare sieht dabei deine Netzadresse und Merkmale des Browsers. Der Text geht nicht dorthin.',
      },
    },
  });
