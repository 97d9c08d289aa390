import type { rules as english } from '../../en/desk/rules';

/** What rules say, in German. */
export const rules: typeof english = {
  title: 'Regeln',
  intro: 'Regeln schlagen vor, Menschen entscheiden: Wer am nächsten dran ist, kann immer anders entscheiden.',
  empty: 'Noch keine Regeln.',
  add: 'Neue Regel',
  proposes: { hold: 'hält an:', publish: 'veröffentlicht:' },
  on: 'an',
  off: 'aus',
  when: {
    words: (words) => `Kommentare mit ${words.map((word) => `„${word}“`).join(', ')}`,
    links: (count) => (count === 0 ? 'Kommentare mit einem Link' : `Kommentare mit mehr als ${count} Links`),
    'first-time': 'Kommentare von Menschen, von denen noch keiner veröffentlicht ist',
    language: (languages) => `Kommentare, die nicht auf ${languages} sind`,
    'thread-age': (days) => `Kommentare zu Diskussionen, die älter als ${days} Tage sind`,
    author: (name) => `Kommentare von ${name}`,
  },
  someone: 'einem bestimmten Menschen',
  byWhom: (by, date) => `von ${by}, ${date}`,
  name: 'Name',
  nameHint: 'Er sagt dem Team, warum ein Kommentar wartet.',
  kind: 'Worauf sie achtet',
  kinds: {
    words: 'Wörter',
    links: 'Links',
    'first-time': 'Wer zum ersten Mal schreibt',
    language: 'Sprache',
    'thread-age': 'Alter der Diskussion',
    author: 'Ein bestimmter Mensch',
  },
  words: 'Wörter',
  wordsHint: 'Je Zeile eines. Ganze Wörter, groß oder klein: „Rat“ meint nicht „Rathaus“.',
  moreThan: 'Mehr Links als',
  not: 'Nicht auf',
  days: 'Tage seit dem ersten Kommentar, mehr als',
  propose: 'Was sie vorschlägt',
  proposals: { hold: 'Anhalten: erst sieht jemand hin', publish: 'Ohne Warten veröffentlichen' },
  trial: 'Was sie getan hätte',
  tried: (checked, matched) =>
    checked === 1
      ? `Den letzten Kommentar hätte sie ${matched === 1 ? '' : 'nicht '}betroffen.`
      : `Von den letzten ${checked} Kommentaren hätte sie ${matched} betroffen.`,
  otherwise: (count) =>
    count === 0
      ? 'Bei keinem davon hatte ein Mensch anders entschieden.'
      : `Bei ${count} davon hatte ein Mensch anders entschieden:`,
  examples: 'Die neuesten davon:',
  decided: {
    approve: 'von einem Menschen freigegeben',
    reject: 'von einem Menschen abgelehnt',
    spam: 'von einem Menschen als Spam markiert',
  },
  saveOn: 'Speichern und einschalten',
  saveOff: 'Ausgeschaltet speichern',
  edit: 'Ändern',
  turnOff: 'Ausschalten',
  turnOn: 'Einschalten …',
  remove: 'Entfernen',
  removed: (name) => `Entfernt: ${name}. Unter „Entscheidungen“ lässt sich das rückgängig machen.`,
  saved: 'Gespeichert.',
};
