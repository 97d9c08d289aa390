import type { searching as english } from './en-searching';

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
  everywhere: 'In allen Kommentaren suchen',
};
