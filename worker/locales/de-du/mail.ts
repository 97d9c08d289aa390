import { mail as sie } from '../de/mail';
import { sayOtherwise } from '../otherwise';
import type { MailTexts } from '../texts';

export const mail: MailTexts = sayOtherwise(sie, {
  readers: {
    confirm: {
      footer: 'Warst du das nicht, dann tu nichts: Ohne Bestätigung wird an diese Adresse nichts weiter verschickt.',
    },
    page: 'Die Seite zu deinem Kommentar',
    why: (site) =>
      `Du bekommst das, weil du Mails von den Kommentaren auf ${site} wolltest und diese Adresse bestätigt hast.`,
  },
});
