import { mail as sie } from '../de/mail';
import { sayOtherwise } from '../otherwise';
import type { MailTexts } from '../texts';

export const mail: MailTexts = sayOtherwise(sie, {
  readers: {
    confirm: {
      footer: 'Warst du das nicht, dann tu nichts: Ohne Bestätigung wird an diese Adresse nichts weiter verschickt.',
    },
    mine: {
      subject: 'Der Link zu dem, was über dich bekannt ist',
      text: (site) =>
        `Jemand möchte sehen, was die Kommentare auf ${site} über die Person wissen, die diese Adresse bestätigt hat. Der Link öffnet das eine Stunde lang in jedem Browser: zum Lesen, Mitnehmen und Löschen. Wer den Link hat, kann das: Bitte gib ihn nicht weiter.`,
      footer: 'Warst du das nicht, dann tu nichts: Den Link hast nur du bekommen.',
    },
    page: 'Die Seite zu deinem Kommentar',
    why: (site) =>
      `Du bekommst das, weil du Mails von den Kommentaren auf ${site} wolltest und diese Adresse bestätigt hast.`,
  },
});
