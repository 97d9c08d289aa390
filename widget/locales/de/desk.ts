import type { Words } from '../en/desk';
import { bans } from './desk/bans';
import { deciding } from './desk/deciding';
import { embed } from './desk/embed';
import { log } from './desk/log';
import { outbox } from './desk/outbox';
import { people } from './desk/people';
import { profile } from './desk/profile';
import { pulse } from './desk/pulse';
import { rules } from './desk/rules';
import { searching } from './desk/searching';
import { services } from './desk/services';
import { targets } from './desk/targets';
import { reasonsToWait } from './desk/waiting';

const comments = (count: number) => (count === 1 ? '1 Kommentar' : `${count} Kommentare`);

/** Everything the desk says, in German. */
export const texts: Words = {
  desk: 'Moderation',
  queue: 'Warteschlange',
  decisions: 'Entscheidungen',
  settings: 'Einstellungen',
  navigation: 'Moderation',
  skip: 'Zum Inhalt',
  /** Asked before something that was entered is lost. */
  discard: 'Was Sie eingegeben haben, ist noch nicht gespeichert. Verwerfen?',
  site: 'Website',
  language: 'Sprache',
  signOut: 'Abmelden',
  signedInAs: (name) => `Angemeldet als ${name}`,
  toQueue: 'Zur Warteschlange',
  time: {
    justNow: 'gerade eben',
    // “vor 3 Tagen” and “seit 3 Tagen” have the same case.
    since: (ago) => ago.replace(/^vor /, 'seit '),
  },
  loading: 'Lädt …',
  retry: 'Noch einmal versuchen',
  more: 'Weitere',
  dismiss: 'Ausblenden',
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  close: 'Schließen',
  noSites: 'Sie moderieren noch keine Website.',
  notYours: 'Diese Website moderieren andere.',

  people,
  profile,
  rules,
  bans,
  pulse,
  outbox,
  embed,
  log,
  searching,
  services,
  targets,
  reasonsToWait,
  ...deciding,

  signIn: {
    title: 'Anmelden zur Moderation',
    none: 'Sie brauchen einen Passkey oder einen einmaligen Link. Den Link bekommen Sie von der Leitung der Website.',
    passkey: 'Mit Passkey anmelden',
    used: 'Dieser Link wurde schon benutzt oder ist abgelaufen. Jeder Link gilt einmal und einen Tag lang.',
    ended: 'Die Sitzung ist beendet.',
    unsaved: 'Was Sie eingegeben haben, ist noch da, sobald Sie sich hier wieder anmelden.',
    out: 'Sie sind abgemeldet.',
    unwritten:
      'Sie sind in diesem Browser abgemeldet. Der Server konnte gerade nicht speichern, dass die Sitzung beendet ist; er weist sie ab, solange er läuft.',
    now: (name) => `Sie sind als ${name} angemeldet.`,
    linkOf: (name, sites) =>
      sites.length === 0
        ? `Dieser Link meldet Sie als ${name} an.`
        : `Dieser Link meldet Sie als ${name} an, für ${sites.join(', ')}.`,
    unasked: 'Wenn Sie diesen Namen nicht kennen, melden Sie sich bitte nicht damit an.',
    as: (name) => `Als ${name} anmelden`,
    stay: (name) => `${name} bleiben`,
    how: 'Wer den Server betreibt, erstellt einen neuen Link mit diesem Befehl:',
  },

  states: {
    held: 'Wartend',
    reported: 'Gemeldet',
    appealed: 'Widerspruch',
    spam: 'Spamverdacht',
    all: 'Alle',
    asked: 'Fragen an mich',
    filed: 'Als Spam abgelegt',
    any: 'Auch Entschiedenes',
  },
  waiting: {
    held: 'wartend',
    reported: 'gemeldet',
    appealed: 'Widerspruch',
    spam: 'Spamverdacht',
  },
  waits: (count) => (count === 1 ? '1 wartet' : `${count} warten`),
  fresh: (count) => `${count} neue anzeigen`,
  empty: {
    held: 'Nichts wartet. Schöne Ruhe.',
    reported: 'Niemand hat etwas gemeldet.',
    appealed: 'Niemand hat Widerspruch erhoben.',
    spam: 'Kein Spamverdacht.',
    all: 'Nichts wartet. Alles ist entschieden.',
    asked: 'Niemand fragt Sie etwas.',
    filed: 'Kein Spam in den letzten 30 Tagen. Älterer ist gelöscht.',
    any: 'Nichts passt dazu.',
  },
  elsewhere: (count) => `Anderswo ${count === 1 ? 'wartet 1 Kommentar' : `warten ${count} Kommentare`}`,

  approve: 'Freigeben',
  approval: { published: 'Behalten', spam: 'Kein Spam' },
  reject: 'Ablehnen',
  spam: 'Spam',
  actions: (name) => `Über den Kommentar von ${name} entscheiden`,
  byAuthor: (name) => `Kommentar von ${name}`,
  answering: (name) => `Antwort auf ${name}:`,
  answeringGone: 'Antwort auf einen Kommentar, den es nicht mehr gibt.',
  onlyThread: 'nur hier',
  unnamedThread: 'Beitrag ohne Titel',
  edited: 'bearbeitet',
  why: 'Warum er wartet',
  author: 'Bisher',
  team: 'Team',
  postAuthor: 'Beitrag verfasst',
  reports: 'Meldungen',
  olderOnes: (count) => (count === 1 ? 'Und eine ältere.' : `Und ${count} ältere.`),
  changedSince: 'Der Text wurde seitdem geändert: Gemeint war ein früherer.',
  notices: 'Meldungen rechtswidriger Inhalte',
  otherComments: (count) => (count > 1 ? `Alle ${count} Kommentare` : 'Kommentare'),
  ruleForThem: 'Regel …',
  appeal: 'Widerspruch',
  weight: (weight) => `Gewicht ${weight}`,
  unconfirmed: 'zu diesem Kommentar angegeben, nicht bestätigt',
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
  sum: (doubt) => `Zusammen ${doubt}.`,
  signals: {
    'words-spam': ({ percent, words }) =>
      `Liest sich zu ${percent} % wie Werbung${words ? `, vor allem: ${words.toString().replaceAll('@url', 'Link')}` : ''}.`,
    'words-honest': ({ percent }) => `Liest sich wie das, was hier freigegeben wird (Spam: ${percent} %).`,
    copies: ({ count }) =>
      count === 1
        ? 'Fast derselbe Text steht noch an einer Stelle.'
        : `Fast derselbe Text steht noch an ${count} Stellen.`,
    'disposable-mail': ({ host }) => `Eine Wegwerfadresse (${host}).`,
    'spam-host': ({ host }) => `${host} ist dafür bekannt, mit Spam zu werben.`,
    'name-is-address': () => 'Der Name ist eine Webadresse.',
    'name-sells': ({ name }) => `Der Name verkauft etwas: „${name}“.`,
    offer: ({ words }) => `Bietet etwas an und sagt, wo: ${words}.`,
    'no-form': () => 'Nicht im Formular geschrieben.',
    'not-typed': () => 'Weder getippt noch eingefügt.',
    'no-proof': () => 'Der Browser hat seine Rechenaufgabe nicht gelöst: zu alt, ohne JavaScript, oder es war keiner.',
    'busy-network': ({ count }) => `${count} weitere in zehn Minuten aus demselben Netz.`,
    'busy-site': ({ count }) => `${count} Kommentare in zehn Minuten auf der ganzen Website.`,
    'trap-filled': () => 'Hat ein Feld ausgefüllt, das Menschen nicht sehen.',
    'sent-at-once': ({ seconds }) => `${comma(seconds)} s nach dem ersten Tastendruck abgeschickt.`,
    'written-fast': ({ seconds }) => `In ${comma(seconds)} s geschrieben, schneller als jemand tippt.`,
    'many-links': ({ count }) => `Enthält ${count} Links.`,
    'only-links': ({ count }) => (count === 1 ? 'Kaum mehr als ein Link.' : `Kaum mehr als ${count} Links.`),
    'mostly-links': ({ percent }) => `Besteht zu ${percent} % aus Links.`,
    bbcode: () => 'Benutzt Forenauszeichnung ([url=…]), die hier nichts bewirkt.',
    'html-link': () => 'Benutzt HTML-Links, die hier nichts bewirken.',
    'shortened-link': ({ host }) => `Verbirgt, wohin ein Link führt (${host}).`,
    'disguised-link': ({ shown, host }) => `Ein Link sagt ${shown} und führt zu ${host}.`,
    invisible: ({ count }) => `Enthält Zeichen, die niemand sieht (${count}).`,
    lookalike: ({ word }) => `Mischt Alphabete, die sich ähneln: „${word}“.`,
    'other-script': ({ script }) => `In einer anderen Schrift geschrieben (${script}).`,
    phone: () => 'Enthält eine Telefonnummer, vielleicht die von jemand anderem.',
    'postal-address': () => 'Enthält eine Anschrift, vielleicht die von jemand anderem.',
    'spam-before': ({ count }) =>
      count === 1 ? 'Ein früherer Kommentar war Spam.' : `${count} frühere Kommentare waren Spam.`,
    'rejected-before': ({ count }) =>
      count === 1 ? 'Ein früherer Kommentar wurde abgelehnt.' : `${count} frühere Kommentare wurden abgelehnt.`,
    'published-before': ({ count }) =>
      count === 1
        ? 'Ein früherer Kommentar wurde veröffentlicht.'
        : `${count} frühere Kommentare wurden veröffentlicht.`,
    'rule-hold': ({ rule }) => `Die Regel „${rule}“ bittet um einen Blick.`,
    'rule-publish': ({ rule }) => `Die Regel „${rule}“ lässt ihn durch.`,
    'author-muted': ({ reason }) => `Wer schreibt, ist stummgeschaltet: ${reason}`,
    ...services.signals,
  },

  decided: {
    approve: (name) => `Freigegeben: ${name}`,
    reject: (name) => `Abgelehnt: ${name}`,
    spam: (name) => `Spam: ${name}`,
  },
  oneOf: (name) => `der Kommentar von ${name}`,
  many: (count) => comments(count),
  undone: (what) => `Rückgängig gemacht: ${what}.`,
  notUndone: (what, problem) => `${problem} Noch nicht rückgängig gemacht: ${what}.`,
  nothingToUndo:
    'Hier gibt es nichts rückgängig zu machen. Was früher entschieden wurde, steht unter „Entscheidungen“.',
  back: (what, problem) => `${problem} Wieder in der Liste: ${what}.`,
  decidedFirst: {
    approve: (by, ago) => `${by} hat das ${ago} freigegeben.`,
    reject: (by, ago) => `${by} hat das ${ago} abgelehnt.`,
    spam: (by, ago) => `${by} hat das ${ago} als Spam markiert.`,
  },
  decideOtherwise: 'Eine andere Entscheidung ist weiter möglich.',

  pinning: {
    pin: 'Anheften',
    unpin: 'Lösen',
    tag: 'angeheftet',
    pinned: (name) => `Der Kommentar von ${name} steht jetzt oben in seiner Diskussion.`,
    unpinned: (name) => `Der Kommentar von ${name} steht wieder an seinem Platz.`,
  },
  shortcuts: {
    title: 'Tastenkürzel',
    open: 'Tastenkürzel',
    on: 'Diese Tasten benutzen',
    next: 'Nächster Kommentar',
    previous: 'Voriger Kommentar',
    approve: 'Freigeben, behalten',
    reject: 'Ablehnen, auf Wunsch mit Begründung',
    spam: 'Spam',
    edit: 'Mit Begründung, Satz oder Notiz entscheiden',
    consult: 'Im Team fragen',
    answer: 'Antworten und freigeben',
    unfold: 'Zeile ganz zeigen, wieder einklappen',
    pin: 'Oben anheften, wieder lösen',
    select: 'Auswählen',
    selectAll: 'Alles Geladene auswählen, oder nichts',
    search: 'Suchen',
    undo: 'Letzte Entscheidung rückgängig machen',
    help: 'Diese Hilfe',
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
    tone: 'Anrede',
    toneHint: 'So werden alle angesprochen, die lesen und schreiben: im Widget, auf Seiten und in Nachrichten.',
    tones: { formal: 'Sie', familiar: 'Du' },
    thresholds: 'Was die Prüfungen zweifelhaft finden',
    thresholdsHint:
      'Jeder Befund hat ein Gewicht. Ab der ersten Summe sieht ein Mensch hin, bevor ein Kommentar erscheint, ab der zweiten gilt er als Spam.',
    holdFrom: 'Wartet ab',
    spamFrom: 'Spam ab',
    tried: ({ checked, publish, hold, spam, approved, missed }) =>
      checked === 0
        ? 'Es gibt noch keine Kommentare, an denen sich das zeigt.'
        : `Von den letzten ${checked}: ${publish} unauffällig, ${hold} warten, ${spam} Spam. ${approved} der Aufgehaltenen haben Menschen freigegeben, ${missed} der Durchgelassenen Spam genannt.`,
    close: 'Diskussionen schließen nach',
    closeHint: 'Tage nach dem ersten veröffentlichten Kommentar. Leer: nie.',
    days: 'Tagen',
    reasons: 'Begründungen zur Auswahl',
    reasonsHint: 'In der Sprache der Website: Wer geschrieben hat, liest sie.',
    reasonsShipped: 'Das sind die mitgelieferten. Ändern Sie etwas, gilt die eigene Liste.',
    reason: (number) => `Begründung ${number}`,
    addReason: 'Begründung hinzufügen',
    removeReason: (reason) => `${reason ? `„${reason}“` : 'Diese Begründung'} entfernen`,
    shippedReasons: 'Wieder die mitgelieferten',
    takeOver: 'Mitgeliefert:',
    takeOverOne: (reason) => `„${reason}“ übernehmen`,
    notify: 'Wer schreibt, kann per Mail von Antworten erfahren',
    notifyHint:
      'Unter dem Formular gibt es dafür einen Haken, wenn auf diesem Server Mailversand eingerichtet ist. Die Adresse muss erst bestätigt werden; dorthin geht dann auch, was über eigene Kommentare entschieden wird.',
    postsBy: 'Wer die Beiträge schreibt',
    postsByHint:
      'Was diese Person hier im Team antwortet, trägt „Beitrag verfasst“ statt „Team“. Für einzelne Diskussionen lässt sich das anders festlegen.',
    postsByNobody: 'Niemand aus dem Team, oder das wechselt',
    postsByGone: 'Jemand, der nicht mehr im Team ist',
    votes: 'Stimmen',
    votesHint: 'Was bisher abgestimmt wurde, bleibt erhalten und zählt wieder, sobald Sie es wieder zulassen.',
    voting: { off: 'Keine', up: 'Für Kommentare', 'up-down': 'Für und gegen Kommentare' },
    votesFrom: 'Stand zeigen ab',
    votesFromHint: 'Hat ein Kommentar weniger Stimmen, sieht niemand, wie viele es sind. 0: immer zeigen.',
    votesUnit: 'Stimmen',
    transparency: 'Öffentlich zeigen, wie hier moderiert wird',
    transparencyHint: 'Zahlen nach Begründung und die mittlere Zeit bis zur Entscheidung, ohne Namen:',
    edit: 'Frist, um eigene Kommentare zu ändern',
    editHint: 'Nach der Veröffentlichung. 0: gar nicht.',
    minutes: 'Minuten',
    save: 'Speichern',
    saving: 'Speichert …',
    saved: 'Gespeichert.',
    ownerOnly: 'Nur die Leitung der Website kann ihre Einstellungen ändern.',
    errors: {
      origins: 'Eine Adresse wie https://blog.example.de, ohne etwas hinter dem Namen.',
      knownAfter: 'Eine ganze Zahl von 1 bis 100.',
      closeAfterDays: 'Eine ganze Zahl von 1 bis 36.500 oder nichts.',
      votesFrom: 'Eine ganze Zahl von 0 bis 1.000.',
      editMinutes: 'Eine ganze Zahl von 0 bis 10.080 (eine Woche).',
      reasons: 'Höchstens 200 Zeichen.',
    },
  },

  problems: {
    offline: 'Der Server antwortet nicht.',
    internal: 'Auf dem Server ist etwas schiefgegangen.',
    'not-signed-in': 'Die Sitzung ist beendet.',
    'not-allowed': 'Das ist hier nicht erlaubt.',
    'link-used': 'Dieser Link wurde schon benutzt oder ist abgelaufen.',
    'passkey-refused': 'Mit diesem Passkey hat es nicht geklappt.',
    'no-mail': 'Auf diesem Server ist kein Mailversand eingerichtet.',
    'mail-not-taken': 'An diese Adresse lässt sich nichts schicken. Bitte prüfen.',
    'mail-not-sent': 'Der Mailserver nimmt gerade nichts an. Bitte später noch einmal versuchen.',
    'unknown-push-service':
      'Dieser Browser nennt eine Adresse für Benachrichtigungen, an die der Server nichts schickt.',
    'unknown-device': 'Dieser Browser bekommt keine Benachrichtigungen mehr.',
    'notification-not-sent': 'Der Dienst, der Benachrichtigungen zu diesem Browser bringt, hat sie nicht angenommen.',
    'notifications-denied':
      'Der Browser erlaubt Benachrichtigungen dieser Seite nicht. Das lässt sich in seinen Einstellungen ändern, neben der Adresse.',
    'notifications-failed':
      'Der Browser konnte nicht für Benachrichtigungen angemeldet werden. Bitte später noch einmal versuchen.',
    'last-owner': 'Eine Website braucht eine Leitung. Bitte erst jemand anderen dazu machen.',
    'unknown-person': 'Diese Person arbeitet hier nicht mehr mit.',
    'unknown-work': 'Das ist inzwischen erledigt oder wird schon neu versucht.',
    'unknown-rule': 'Diese Regel gibt es nicht mehr.',
    'unknown-target': 'Dieses Ziel gibt es nicht mehr.',
    'unknown-dispatch': 'Diese Zustellung steht nicht mehr in der Liste.',
    'no-address': 'Dafür fehlt die Adresse.',
    'too-many-targets': 'Mehr als 20 Ziele gehen nicht.',
    'unknown-author': 'Diese Sperre gibt es nicht mehr.',
    'unknown-consult': 'Diese Frage gibt es nicht mehr.',
    'unknown-decision': 'Diese Entscheidung gibt es nicht mehr.',
    'too-many-comments': 'Das sind mehr als 10.000 Kommentare. Bitte die Suche eingrenzen.',
    'unknown-address':
      'Unter dieser Adresse kennt der Server sich nicht. Wer ihn betreibt, nennt sie ihm mit PLAUSCH_URL.',
    'unknown-site': 'Diese Website gibt es hier nicht.',
    'unknown-comment': 'Den Kommentar gibt es nicht mehr: Er wurde zurückgezogen.',
    'text-changed':
      'Seit Sie den Kommentar gelesen haben, hat sich etwas geändert: der Text, oder ein Widerspruch kam dazu. Bitte noch einmal lesen.',
    'own-appeal': 'Über den Widerspruch gegen Ihre Entscheidung entscheidet jemand anders.',
    'already-undone': 'Das wurde schon rückgängig gemacht.',
    'cannot-pin': 'Anheften lässt sich nur ein veröffentlichter Kommentar, der niemandem antwortet.',
    'too-many-pins': 'In dieser Diskussion sind schon drei Kommentare angeheftet. Lösen Sie erst einen davon.',
    'decided-since': 'Inzwischen hat jemand neu entschieden.',
    'no-room': 'Gerade kann nichts gespeichert werden. Bitte später noch einmal versuchen.',
    unavailable: 'Das geht gerade nicht. Bitte gleich noch einmal versuchen.',
    'site-damaged': 'Die Daten dieser Website sind beschädigt. Wer den Server betreibt, muss sie wiederherstellen.',
    'account-damaged': 'Die Daten dieses Kontos sind beschädigt. Wer den Server betreibt, muss sie wiederherstellen.',
    'newer-data':
      'Diese Daten hat eine neuere Version geschrieben. Wer den Server betreibt, muss diese Version starten.',
    'too-many': 'Das war viel auf einmal. Bitte einen Moment warten.',
    'invalid-fields': 'Einige Angaben stimmen noch nicht.',
  },
};

function comma(value: string | number | undefined): string {
  return String(value ?? '').replace('.', ',');
}
