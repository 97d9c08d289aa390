import type { ChatTexts } from '../texts';

const done = { approve: 'freigegeben', reject: 'abgelehnt', spam: 'als Spam abgelegt' };

export const chat: ChatTexts = {
  titles: {
    'comment.waiting': (site) => `Auf ${site} wartet ein Kommentar`,
    'comment.published': (site) => `Auf ${site} ist ein Kommentar erschienen`,
    'comment.changed': (site) => `Auf ${site} wurde ein Kommentar geändert`,
    'comment.withdrawn': (site) => `Auf ${site} wurde ein Kommentar zurückgenommen`,
    'comment.filed': (site) => `Auf ${site} liegt ein Kommentar im Spam`,
    'comment.erased': (site) => `Auf ${site} wurde ein Kommentar gelöscht`,
    'comment.reported': (site) => `Auf ${site} wurde ein Kommentar gemeldet`,
    'comment.appealed': (site) => `Auf ${site} erhebt jemand Einspruch`,
    test: (site) => `Es klappt: Was auf ${site} geschieht, kommt hier an`,
  },
  decided: (by, action, count, site) =>
    `${by} hat auf ${site} ${count === 1 ? 'einen Kommentar' : `${count} Kommentare`} ${done[action]}`,
  undone: (by, action, count, site) =>
    `${by} hat auf ${site} eine Entscheidung rückgängig gemacht (${count} ${count === 1 ? 'Kommentar' : 'Kommentare'} ${done[action]})`,
  reported: (reason) => {
    switch (reason) {
      case null:
        return 'Gemeldet als rechtswidriger Inhalt, mit Begründung.';
      case 'spam':
        return 'Gemeldet als Werbung.';
      case 'insult':
        return 'Gemeldet als Beleidigung.';
      case 'privacy':
        return 'Gemeldet, weil persönliche Daten darin stehen.';
      case 'illegal':
        return 'Gemeldet als verboten.';
      case 'other':
        return 'Gemeldet aus einem anderen Grund.';
    }
  },
  open: 'In der Moderation öffnen',
};
