import type { people as english } from '../../en/desk/people';

/** What the view of people says, in German. */
export const people: typeof english = {
  title: 'Team',
  intro: 'Jede und jeder entscheidet hier im eigenen Bereich allein. Niemand muss etwas genehmigen lassen.',
  roles: { owner: 'Leitung', moderator: 'Moderation' },
  whole: 'die ganze Website',
  you: 'Sie',
  since: (date) => `seit ${date}`,
  invite: 'Jemanden einladen',
  name: 'Name',
  nameHint: 'Das Team liest ihn, und wer widerspricht.',
  role: 'Darf',
  roleHints: {
    owner: 'Alles entscheiden, auch Einstellungen, Regeln und Team ändern',
    moderator: 'Über Kommentare entscheiden',
  },
  scope: 'Wo',
  scopeHint: 'Je Zeile ein Pfad: /2026/ meint alles darunter, /2026/auftakt einen Beitrag. Leer: die ganze Website.',
  scopeError: 'Jeder Pfad beginnt mit einem Schrägstrich, etwa /2026/.',
  send: 'Einladung erstellen',
  save: 'Speichern',
  edit: 'Ändern',
  remove: 'Entfernen',
  newLink: 'Neuer Link',
  link: (name, until) => `Diesen Link an ${name} weitergeben. Er gilt einmal, bis ${until}.`,
  copy: 'Kopieren',
  copied: 'Kopiert.',
  removed: (name) => `${name} arbeitet hier nicht mehr mit. Unter „Entscheidungen“ lässt sich das rückgängig machen.`,
  saved: 'Gespeichert.',
};
