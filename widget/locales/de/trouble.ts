import type { TroubleTexts } from '../en/trouble';

export const texts: TroubleTexts = {
  gone: 'Diesen Kommentar gibt es hier nicht mehr.',
  origin: (origin, site) =>
    `Für die Betreiber dieser Seite: ${origin} darf die Kommentare von ${site} noch nicht zeigen. Am Desk steht in den Einstellungen „Seiten, die die Kommentare zeigen dürfen“.`,
  site: (host, site) =>
    `Für die Betreiber dieser Seite: Auf ${host} gibt es keine Site „${site}“. Bitte das Attribut „site“ von <plausch-comments> prüfen.`,
  attribute: (names) => `Für die Betreiber dieser Seite: Bitte in <plausch-comments> prüfen: ${names}.`,
};
