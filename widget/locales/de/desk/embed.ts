import type { embed as en } from '../../en/desk/embed';

/** How the comments come into the site's pages, in German. */
export const embed: typeof en = {
  title: 'Kommentare einbetten',
  paste: 'Diese zwei Zeilen kommen in die Vorlage der Beiträge, dorthin, wo die Kommentare stehen sollen:',
  lines: 'Zeilen zum Einfügen',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  notCopied: 'Ihr Browser lässt das nicht zu. Die Zeilen sind markiert und lassen sich von Hand kopieren.',
  origins: 'Die Seiten müssen in den Einstellungen unter „Seiten, die die Kommentare zeigen dürfen“ stehen.',
  thread: 'Jede Adresse hat ihre eigene Diskussion. Sie entsteht mit dem ersten Kommentar.',
  count: 'Wie viele Kommentare ein Beitrag hat, zeigt',
  more: 'Alles Weitere, auch zu Aussehen, Sprache und Seiten ohne JavaScript, steht in der Anleitung:',
};
