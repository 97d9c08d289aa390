import type { PushTexts } from '../texts';

export const push: PushTexts = {
  waiting: (count, site) =>
    count === 1
      ? `Auf ${site} wartet ein Kommentar`
      : `Auf ${site} warten ${count === 100 ? '100 oder mehr' : count} Kommentare`,
  quote: (name, excerpt) => `${name}: ${excerpt}`,
  approve: (count) => (count === 1 ? 'Freigeben' : 'Diesen freigeben'),
  test: {
    title: 'Benachrichtigungen kommen an',
    body: (host) => `Das ist die Benachrichtigung, die ${host} zur Probe schicken sollte.`,
  },
  words: {
    open: 'Öffnen',
    approved: 'Der Kommentar ist veröffentlicht.',
    decided: 'Über diesen Kommentar hat schon jemand entschieden. Antippen, um es zu sehen.',
    changed: 'Der Kommentar wurde inzwischen geändert. Antippen, um ihn so zu lesen, wie er jetzt ist.',
    ended: 'Mit dieser Benachrichtigung lässt sich nichts mehr entscheiden. Antippen, um die Moderation zu öffnen.',
    failed: 'Das hat nicht geklappt. Der Kommentar wartet noch; antippen, um ihn zu öffnen.',
  },
};
