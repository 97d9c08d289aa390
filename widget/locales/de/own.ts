import type { OwnTexts } from '../en/own';

export const texts: OwnTexts = {
  published: 'Danke! Der Kommentar ist veröffentlicht.',
  waits: 'Danke! Der Kommentar wartet auf Freigabe.',
  waiting: 'wartet auf Freigabe, nur für Sie sichtbar',
  rejected: 'nicht veröffentlicht, nur für Sie sichtbar',
  reason: (reason) => `Grund: ${reason}`,
  why: 'Begründung',
  more: 'Mehr dazu',
  won: 'Ihr Widerspruch hatte Erfolg: Dieser Kommentar ist veröffentlicht.',
  republished: 'Dieser Kommentar war abgelehnt und ist nun doch veröffentlicht.',
  reopened: 'Dieser Kommentar war abgelehnt. Das ist zurückgenommen.',
};
