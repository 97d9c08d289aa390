import type { PrivacyTexts } from '../texts';

export const privacy: PrivacyTexts = {
  title: (site) => `Datenschutz bei den Kommentaren auf ${site}`,
  intro: 'Was die Kommentare über Sie erfahren und wer davon weiß. Wer die Website betreibt, steht in deren Impressum.',
  reading: {
    title: 'Lesen',
    text: 'Lesen hinterlässt nichts: kein Cookie, keine Zählung, kein Eintrag auf dem Server.',
  },
  writing: {
    title: 'Schreiben',
    text: [
      'Name, Website und Text sehen alle, sobald ein Kommentar veröffentlicht ist. Eine E-Mail-Adresse ist freiwillig; nur wer moderiert, sieht sie.',
      'Ihre Netzadresse wird als Prüfsumme gespeichert, deren Schlüssel täglich wechselt. Das dient dazu, Fluten von Spam zu erkennen.',
      'Wer den Haken setzt, um von Antworten zu erfahren, bekommt eine Mail, die um Bestätigung bittet. Danach gehen Antworten und das, was über die eigenen Kommentare entschieden wird, an diese Adresse; jede Mail beendet das mit einem Klick, dann wird die Adresse vergessen. Was nicht bestätigt wird, ist nach drei Tagen vergessen. Keine Mail zählt, ob und wo sie gelesen wird.',
      'Was als Spam abgelegt ist, wird nach 30 Tagen gelöscht.',
    ],
  },
  checking: {
    title: 'Prüfen',
    text: 'Jeder Kommentar wird auf diesem Server auf Spam geprüft. Die Prüfungen schlagen nur vor; was zweifelhaft ist, entscheidet ein Mensch, und dagegen können Sie widersprechen. Während Sie schreiben, löst Ihr Browser eine kleine Rechenaufgabe.',
  },
  browser: {
    title: 'In Ihrem Browser',
    text: 'Wenn Sie schreiben, merkt sich Ihr Browser, dass der Kommentar von Ihnen ist, außerdem Ihren Namen und angefangene Texte; wenn Sie abstimmen, dass die Stimme von Ihnen ist; wenn Sie eine Reihenfolge der Kommentare wählen, welche. Mit den Daten dieser Website können Sie das in den Einstellungen des Browsers löschen.',
  },
  outside: {
    title: 'Dienste von außen',
    none: 'Keine. Ihr Browser spricht nur mit diesem Server, und dieser Server fragt niemanden nach Ihrem Kommentar.',
    some: 'Diese Website hat zusätzlich eingeschaltet:',
  },
  services: {
    akismet: {
      name: 'Akismet (Automattic Inc., USA)',
      text: 'Dieser Server schickt jeden neuen oder geänderten Kommentar mit Name, E-Mail-Adresse, Website, Netzadresse und Kennung des Browsers dorthin und erfährt, ob er dort für Spam gilt. Was Menschen hier entscheiden, wird dort gemeldet; dafür bleiben Netzadresse und Browserkennung bis zu 15 Tage gespeichert.',
      more: 'https://akismet.com/privacy/',
    },
    turnstile: {
      name: 'Cloudflare Turnstile (Cloudflare Inc., USA)',
      text: 'Erst wenn Sie einen Kommentar absenden, lädt Ihr Browser ein Skript von Cloudflare. Es prüft den Browser; Cloudflare sieht dabei Ihre Netzadresse und Merkmale des Browsers. Der Text geht nicht dorthin.',
      more: 'https://www.cloudflare.com/turnstile-privacy-policy/',
    },
    'workers-ai': {
      name: 'Cloudflare Workers AI (Cloudflare Inc., USA)',
      text: 'Der Text eines Kommentars, der auf einen Menschen wartet, wird einem Sprachmodell gezeigt, ohne Namen und Adressen. Es entscheidet nichts; wer moderiert, sieht zuerst, was ihm schädlich scheint.',
      more: 'https://www.cloudflare.com/privacypolicy/',
    },
  },
  targets: {
    title: 'Nachrichten an das Team',
    text: (names) =>
      `Was mit Kommentaren geschieht, schickt dieser Server an Programme, die das Team dieser Website benutzt: ${names}. Dazu gehören Name, Website und Text eines Kommentars, auch wenn er noch auf eine Entscheidung wartet; E-Mail-Adresse und Netzadresse nicht. Was schon dort ist, bleibt dort, wenn ein Kommentar hier verschwindet.`,
  },
  more: 'Mehr dazu',
};
