import type { searching as english } from '../../en/desk/searching';

/** What the search says, in German. */
export const searching: typeof english = {
  words: 'Wörter suchen',
  time: 'Zeit',
  since: 'Von',
  until: 'Bis',
  go: 'Suchen',
  author: (name) => `von ${name}`,
  thread: (title) => `zu ${title}`,
  decision: 'einer Entscheidung',
  without: (name) => `Nicht mehr nur ${name}`,
  found: (count) => (count === 1 ? '1 gefunden' : `${count} gefunden`),
  unsearched: (count) =>
    count === 1
      ? 'Ein Kommentar wird noch durchsucht'
      : `${count >= 10_000 ? 'Mehr als 10.000' : count} Kommentare werden noch durchsucht`,
  among: (count) =>
    `Sehr viele Kommentare enthalten das: nur die neuesten ${count.toLocaleString('de')} davon wurden angesehen. Genauere Wörter finden mehr.`,
  everywhere: 'In allen Kommentaren suchen',
  naming: {
    change: 'Angaben zum Beitrag ändern',
    title: 'Titel des Beitrags',
    url: 'Adresse des Beitrags',
    hint: 'Was hier steht, gilt, gleich was Kommentare angeben. Bleibt es leer, gilt, was die Seite des neuesten veröffentlichten Kommentars angibt.',
    awayTag: 'Adresse gilt nicht mehr',
    away: (url) =>
      `Der Beitrag steht unter ${url}, und diese Seite darf die Kommentare nicht mehr zeigen. Niemand wird dorthin geschickt; Links führen auf die einfache Seite der Diskussion.`,
    wrongUrl: 'Eine Adresse auf einer Seite dieser Website, etwa https://blog.example.de/beitrag/.',
    postsBy: 'Wer aus dem Team den Beitrag geschrieben hat',
    postsByAsSite: 'Wie in den Einstellungen der Website',
    postsByNobody: 'Niemand aus dem Team',
    postsByGone: 'Jemand, der nicht mehr im Team ist',
    reason: 'Grund, für das Protokoll (freiwillig)',
    save: 'Speichern',
    saved: 'Gespeichert. Unter „Entscheidungen“ lässt sich das rückgängig machen.',
  },
};
