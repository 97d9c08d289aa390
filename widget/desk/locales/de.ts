import { bans } from './de-bans';
import { outbox } from './de-outbox';
import { people } from './de-people';
import { profile } from './de-profile';
import { pulse } from './de-pulse';
import { rules } from './de-rules';
import type { Words } from './en';

const comments = (count: number) => (count === 1 ? '1 Kommentar' : `${count} Kommentare`);

/** Everything the desk says, in German. */
export const de: Words = {
  desk: 'Moderation',
  queue: 'Warteschlange',
  decisions: 'Entscheidungen',
  settings: 'Einstellungen',
  navigation: 'Moderation',
  site: 'Website',
  language: 'Sprache',
  signOut: 'Abmelden',
  signedInAs: (name) => `Angemeldet als ${name}`,
  loading: 'Lädt …',
  retry: 'Noch einmal versuchen',
  more: 'Weitere',
  dismiss: 'Ausblenden',
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  close: 'Schließen',
  noSites: 'Noch keine Website, für die Sie entscheiden.',
  notYours: 'Für diese Website entscheiden andere.',

  people,
  profile,
  rules,
  bans,
  pulse,
  outbox,

  signIn: {
    title: 'Anmelden zur Moderation',
    none: 'Hinein geht es mit einem einmaligen Link. Ihn gibt, wer die Website betreibt.',
    used: 'Dieser Link wurde schon benutzt oder ist abgelaufen. Jeder Link gilt einmal und einen Tag lang.',
    ended: 'Die Sitzung ist beendet.',
    out: 'Sie sind abgemeldet.',
    how: 'Einen neuen Link gibt auf dem Server dieser Befehl:',
  },

  states: {
    held: 'Wartend',
    reported: 'Gemeldet',
    appealed: 'Einspruch',
    spam: 'Spamverdacht',
    all: 'Alle',
    asked: 'An mich gefragt',
    any: 'Jeder Kommentar',
  },
  waiting: {
    held: 'wartend',
    reported: 'gemeldet',
    appealed: 'Einspruch',
    spam: 'Spamverdacht',
  },
  waits: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
  fresh: (count) => `${count} neue anzeigen`,
  empty: {
    held: 'Nichts wartet. Schöne Ruhe.',
    reported: 'Niemand hat etwas gemeldet.',
    appealed: 'Niemand hat Einspruch erhoben.',
    spam: 'Kein Spamverdacht.',
    all: 'Nichts wartet. Alles ist entschieden.',
    asked: 'Niemand fragt Sie etwas.',
    any: 'Nichts passt dazu.',
  },
  elsewhere: (count) => `Anderswo ${count === 1 ? 'wartet 1 Kommentar' : `warten ${count} Kommentare`}`,

  approve: 'Freigeben',
  keep: 'Behalten',
  reject: 'Ablehnen',
  spam: 'Spam',
  actions: (name) => `Über den Kommentar von ${name} entscheiden`,
  byAuthor: (name) => `Kommentar von ${name}`,
  answering: (name) => `Antwort auf ${name}:`,
  answeringGone: 'Antwort auf einen Kommentar, den es nicht mehr gibt.',
  unnamedThread: 'Beitrag ohne Titel',
  edited: 'bearbeitet',
  why: 'Warum er wartet',
  author: 'Bisher',
  reports: 'Meldungen',
  appeal: 'Einspruch',
  unremarkable: 'Unauffällig. Er wartet, weil laut Einstellungen erst jemand hinsieht.',
  weight: (weight) => `Gewicht ${weight}`,
  newHere: 'Neu hier',
  record: {
    published: (count) => `${count} veröffentlicht`,
    rejected: (count) => `${count} abgelehnt`,
    spam: (count) => `${count} Spam`,
  },
  since: (date) => `seit ${date}`,
  reportReasons: {
    spam: 'Spam oder Werbung',
    insult: 'Beleidigt jemanden',
    privacy: 'Verrät Privates',
    illegal: 'Verstößt gegen Gesetze',
    other: 'Anderes',
  },
  signals: {
    'trap-filled': () => 'Hat ein Feld ausgefüllt, das Menschen nicht sehen.',
    'sent-at-once': ({ seconds }) => `${comma(seconds)} s nach dem ersten Tastendruck abgeschickt.`,
    'written-fast': ({ seconds }) => `In ${comma(seconds)} s geschrieben, schneller als jemand tippt.`,
    'many-links': ({ count }) => `Enthält ${count} Links.`,
    'only-links': ({ count }) => (count === 1 ? 'Kaum mehr als ein Link.' : `Kaum mehr als ${count} Links.`),
    bbcode: () => 'Benutzt Forenauszeichnung ([url=…]), die hier nichts bewirkt.',
    'html-link': () => 'Benutzt HTML-Links, die hier nichts bewirken.',
    'spam-before': ({ count }) =>
      count === 1 ? 'Ein früherer Kommentar war Spam.' : `${count} frühere Kommentare waren Spam.`,
    'rejected-before': ({ count }) =>
      count === 1 ? 'Ein früherer Kommentar wurde abgelehnt.' : `${count} frühere Kommentare wurden abgelehnt.`,
    'published-before': ({ count }) =>
      count === 1
        ? 'Ein früherer Kommentar wurde veröffentlicht.'
        : `${count} frühere Kommentare wurden veröffentlicht.`,
  },

  rejecting: {
    reason: 'Begründung (freiwillig)',
    told: 'Wer den Kommentar geschrieben hat, kann sie lesen.',
    standard: 'Häufige Begründungen',
    reasons: ['Gehört nicht zum Thema', 'Beleidigt jemanden', 'Werbung', 'Nicht verständlich'],
  },

  decided: {
    approve: (name) => `Freigegeben: ${name}`,
    reject: (name) => `Abgelehnt: ${name}`,
    spam: (name) => `Spam: ${name}`,
  },
  undone: (name) => `Rückgängig gemacht. Der Kommentar von ${name} steht wieder wie zuvor.`,
  nothingToUndo: 'Hier gibt es nichts rückgängig zu machen. Frühere Entscheidungen stehen im Protokoll.',
  back: (name, problem) => `${problem} Der Kommentar von ${name} ist wieder in der Liste.`,
  decidedFirst: {
    approve: (by, ago) => `${by} hat das ${ago} freigegeben.`,
    reject: (by, ago) => `${by} hat das ${ago} abgelehnt.`,
    spam: (by, ago) => `${by} hat das ${ago} als Spam markiert.`,
  },
  decideOtherwise: 'Eine andere Entscheidung ist weiter möglich.',

  shortcuts: {
    title: 'Tastenkürzel',
    open: 'Tastenkürzel',
    on: 'Diese Tasten benutzen',
    next: 'Nächster Kommentar',
    previous: 'Voriger Kommentar',
    approve: 'Freigeben, behalten',
    reject: 'Ablehnen, auf Wunsch mit Begründung',
    spam: 'Spam',
    undo: 'Letzte Entscheidung rückgängig machen',
    help: 'Diese Hilfe',
  },

  log: {
    empty: 'Noch hat niemand etwas entschieden.',
    approve: (by, count) => `${by} hat ${comments(count)} freigegeben`,
    reject: (by, count) => `${by} hat ${comments(count)} abgelehnt`,
    spam: (by, count) => `${by} hat ${comments(count)} als Spam markiert`,
    settings: (by) => `${by} hat die Einstellungen geändert`,
    rule: (by) => `${by} hat eine Regel geändert`,
    ban: (by) => `${by} hat eine Sperre geändert`,
    person: (by) => `${by} hat geändert, wer hier arbeitet`,
    undoneBy: (by, ago) => `Von ${by} ${ago} rückgängig gemacht`,
    undone: 'Rückgängig gemacht.',
  },

  setting: {
    intro: (site) => `Einstellungen von ${site}`,
    publish: 'Wer ohne Warten veröffentlicht',
    nobody: 'Niemand: jeder Kommentar wartet auf einen Menschen',
    known: 'Wer so viele veröffentlichte Kommentare hat:',
    knownAfter: 'Veröffentlichte Kommentare',
    everyone: 'Alle; Zweifelhaftes wartet weiterhin',
    origins: 'Seiten, die die Kommentare zeigen dürfen',
    originsHint: 'Je eine Adresse wie https://blog.example.de, ohne Pfad.',
    origin: (number) => `Adresse ${number}`,
    addOrigin: 'Adresse hinzufügen',
    removeOrigin: (origin) => `${origin || 'Diese Adresse'} entfernen`,
    remove: 'Entfernen',
    language: 'Sprache der Website',
    languages: { de: 'Deutsch', en: 'Englisch' },
    close: 'Diskussionen schließen nach',
    closeHint: 'Tage nach dem ersten Kommentar. Leer: nie.',
    days: 'Tagen',
    edit: 'Frist, um eigene Kommentare zu ändern',
    editHint: 'Nach der Veröffentlichung. 0: gar nicht.',
    minutes: 'Minuten',
    save: 'Speichern',
    saving: 'Speichert …',
    saved: 'Gespeichert.',
    ownerOnly: 'Einstellungen ändert nur, wem die Website gehört.',
    errors: {
      origins: 'Eine Adresse wie https://blog.example.de, ohne etwas hinter dem Namen.',
      noOrigins: 'Mindestens eine Adresse muss bleiben.',
      knownAfter: 'Eine ganze Zahl von 1 bis 100.',
      closeAfterDays: 'Eine ganze Zahl von 1 bis 36.500 oder nichts.',
      editMinutes: 'Eine ganze Zahl von 0 bis 10.080 (eine Woche).',
    },
  },

  problems: {
    offline: 'Der Server antwortet nicht.',
    internal: 'Auf dem Server ist etwas schiefgegangen.',
    'not-signed-in': 'Die Sitzung ist beendet.',
    'not-allowed': 'Das ist hier nicht erlaubt.',
    'unknown-site': 'Diese Website gibt es hier nicht.',
    'unknown-comment': 'Den Kommentar gibt es nicht mehr: Er wurde zurückgezogen.',
    'already-undone': 'Das wurde schon rückgängig gemacht.',
    'decided-since': 'Inzwischen hat jemand neu entschieden.',
    'too-many': 'Das war viel auf einmal. Bitte einen Moment warten.',
    'invalid-fields': 'Einige Angaben stimmen noch nicht.',
  },
};

function comma(value: string | number | undefined): string {
  return String(value ?? '').replace('.', ',');
}
