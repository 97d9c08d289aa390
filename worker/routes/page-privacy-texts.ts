import type { ServiceName } from '../contract/services';
import type { Voice } from '../site/voice';
import { privacyDu } from './page-du';

export interface PrivacyTexts {
  title: (site: string) => string;
  intro: string;
  reading: { title: string; text: string };
  writing: { title: string; text: string[] };
  checking: { title: string; text: string };
  browser: { title: string; text: string };
  outside: { title: string; none: string; some: string };
  services: Record<ServiceName, { name: string; text: string; more: string }>;
  more: string;
}

const de: PrivacyTexts = {
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
      'Was als Spam abgelegt ist, wird nach 30 Tagen gelöscht.',
    ],
  },
  checking: {
    title: 'Prüfen',
    text: 'Jeder Kommentar wird auf diesem Server auf Spam geprüft. Die Prüfungen schlagen nur vor; was zweifelhaft ist, entscheidet ein Mensch, und dagegen können Sie widersprechen. Während Sie schreiben, löst Ihr Browser eine kleine Rechenaufgabe.',
  },
  browser: {
    title: 'In Ihrem Browser',
    text: 'Wenn Sie schreiben, merkt sich Ihr Browser, dass der Kommentar von Ihnen ist, außerdem Ihren Namen und angefangene Texte. Mit den Daten dieser Website können Sie das in den Einstellungen des Browsers löschen.',
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
  more: 'Mehr dazu',
};

const en: PrivacyTexts = {
  title: (site) => `Privacy in the comments of ${site}`,
  intro: 'What the comments learn about you, and who knows it. The website itself says who runs it.',
  reading: {
    title: 'Reading',
    text: 'Reading leaves nothing behind: no cookie, no count, no entry on the server.',
  },
  writing: {
    title: 'Writing',
    text: [
      'Everyone sees name, website and text once a comment is published. An e-mail address is optional; only those who moderate see it.',
      'Your network address is stored as a hash, with a key that changes every day. That serves to notice floods of spam.',
      'What was filed as spam is erased after 30 days.',
    ],
  },
  checking: {
    title: 'Checking',
    text: 'Every comment is checked for spam on this server. The checks only propose; a person decides what is doubtful, and you can appeal. While you write, your browser solves a small puzzle.',
  },
  browser: {
    title: 'In your browser',
    text: 'When you write, your browser remembers that the comment is yours, and also your name and unfinished texts. You can delete this with the data of this website in your browser’s settings.',
  },
  outside: {
    title: 'Outside services',
    none: 'None. Your browser talks to this server alone, and this server asks nobody about your comment.',
    some: 'This website has also switched on:',
  },
  services: {
    akismet: {
      name: 'Akismet (Automattic Inc., USA)',
      text: 'This server sends every new or changed comment there, with name, e-mail address, website, network address and the browser’s identification, and learns whether it is taken for spam. What people decide here is reported there; for that, network address and browser identification are kept for up to 15 days.',
      more: 'https://akismet.com/privacy/',
    },
    turnstile: {
      name: 'Cloudflare Turnstile (Cloudflare Inc., USA)',
      text: 'Only when you send a comment, your browser loads a script from Cloudflare. It checks the browser; Cloudflare sees your network address and traits of the browser. The text does not go there.',
      more: 'https://www.cloudflare.com/turnstile-privacy-policy/',
    },
    'workers-ai': {
      name: 'Cloudflare Workers AI (Cloudflare Inc., USA)',
      text: 'The text of a comment that waits for a person is shown to a language model, without names and addresses. It decides nothing; whoever moderates sees first what it finds harmful.',
      more: 'https://www.cloudflare.com/privacypolicy/',
    },
  },
  more: 'More about it',
};

/** What the page about privacy says. Each sentence is about what the software does; docs/privacy.md has the details. */
export const privacyTexts: Record<Voice, PrivacyTexts> = { de, 'de-du': privacyDu(de), en };
