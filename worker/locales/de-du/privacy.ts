import { privacy as sie } from '../de/privacy';
import { sayOtherwise } from '../otherwise';
import type { PrivacyTexts } from '../texts';

export const privacy: PrivacyTexts = sayOtherwise(sie, {
  intro:
    'Was die Kommentare über dich erfahren und wer davon weiß. Wer die Website betreibt, steht in deren Impressum.',
  writing: {
    text: sie.writing.text.map((text) => text.replace('Ihre Netzadresse', 'Deine Netzadresse')),
  },
  keeping: {
    text: 'Was veröffentlicht ist, bleibt, bis du es zurückziehst oder es entfernt wird. Was nicht mehr gebraucht wird, verschwindet von selbst:',
    kinds: { messages: 'was in Nachrichten an dich und an das Team stand' },
  },
  rights: {
    title: 'Deine Rechte',
    text: [
      'Was du sendest, wird veröffentlicht, weil du das willst (Art. 6 Abs. 1 Buchst. b DSGVO). Prüfungen auf Spam und Prüfsummen von Netzen dienen einem Gespräch, das nicht überflutet wird (Art. 6 Abs. 1 Buchst. f). Mail zu Antworten kommt mit deiner Einwilligung, die du jederzeit widerrufen kannst (Art. 6 Abs. 1 Buchst. a). Meldungen rechtswidriger Inhalte müssen bearbeitet werden (Art. 6 Abs. 1 Buchst. c; Art. 16 der Verordnung (EU) 2022/2065).',
      'Du kannst von der Stelle, die die Website betreibt, erfahren, was über dich gespeichert ist, und es berichtigen, löschen, einschränken oder dir aushändigen lassen; du kannst widersprechen und dich bei einer Datenschutzbehörde beschweren (Art. 15 bis 21 und 77 DSGVO).',
    ],
  },
  operator: {
    intro:
      'Aus den Einstellungen dieser Website gemacht, wie sie jetzt sind. Darin steht, was die Software tut; eine Rechtsberatung ist das nicht, und was deine Website sonst tut, fehlt.',
    page: { text: 'Ergänze, wer du bist und wie man dich erreicht.' },
    agreement: {
      text: sie.operator.agreement.text.replace('Ergänzen Sie', 'Ergänze'),
    },
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
