import { privacy as sie } from '../de/privacy';
import { sayOtherwise } from '../otherwise';
import type { PrivacyTexts } from '../texts';

export const privacy: PrivacyTexts = sayOtherwise(sie, {
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
    text: 'Wenn du schreibst, merkt sich dein Browser, dass der Kommentar von dir ist, außerdem deinen Namen und angefangene Texte; wenn du abstimmst, dass die Stimme von dir ist; wenn du eine Reihenfolge der Kommentare wählst, welche. Mit den Daten dieser Website kannst du das in den Einstellungen des Browsers löschen.',
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
