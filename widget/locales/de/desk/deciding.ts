import type { deciding as english } from '../../en/desk/deciding';

/** What is said where comments are decided: forms, questions to colleagues, many at once; in German. */
export const deciding: typeof english = {
  deciding: {
    reason: 'Begründung (freiwillig)',
    standard: 'Häufige Begründungen',
    explanation: 'Ein Satz dazu (freiwillig)',
    told: 'Wer den Kommentar geschrieben hat, liest beides.',
    addNote: 'Notiz fürs Team',
    note: 'Nur das Team liest sie',
    reply: 'Ihre Antwort als Team',
    replyHint: 'Sie erscheint unter dem Kommentar, mit dem Zeichen „Team“.',
    answer: 'Öffentlich antworten …',
    replyAndApprove: 'Antworten und freigeben',
    replyAnd: { published: 'Antworten und behalten' },
    more: 'Begründung …',
    withReason: 'Mit Begründung oder Notiz entscheiden',
    because: (reason) => `Begründung: ${reason}`,
    noted: (note) => `Notiz: ${note}`,
  },
  consulting: {
    title: 'Fragen im Team',
    ask: 'Im Team fragen',
    asked: (by, to, ago) => `${by} fragt ${to}, ${ago}`,
    answered: (to, ago) => `${to} antwortet, ${ago}`,
    open: 'Noch keine Antwort. Entscheiden kann trotzdem jeder.',
    yourAnswer: 'Ihre Antwort',
    answer: 'Rückfrage beantworten',
    whom: 'Wen',
    question: 'Frage',
    placeholder: '@Name, …',
    send: 'Fragen',
  },
  drafts: {
    tag: 'Entwurf',
    goOn: 'Weiterschreiben',
    restored: 'Ihr Entwurf von vorhin.',
    discard: 'Verwerfen',
  },
  changes: {
    text: 'Der Text wurde gerade geändert. Neues ist unterlegt, Entferntes durchgestrichen.',
    appeal: 'Gerade wurde Widerspruch erhoben.',
    gone: 'Der Kommentar wurde gerade zurückgezogen oder wartet nicht mehr.',
    tag: 'geändert',
    unread: 'Der Text wurde in diesem Augenblick geändert. Nichts ist entschieden: Bitte erst lesen.',
  },
  cameIn: (count) =>
    count === 1
      ? '1 kam inzwischen dazu oder wurde geändert und bleibt liegen.'
      : `${count} kamen inzwischen dazu oder wurden geändert und bleiben liegen.`,
  forOthers: 'Der Widerspruch gegen Ihre Entscheidung wartet auf jemand anderen.',
  appealsForOthers: (count) =>
    count === 1
      ? '1 Widerspruch gegen Ihre Entscheidung wartet auf jemand anderen.'
      : `${count} Widersprüche gegen Ihre Entscheidungen warten auf andere.`,
  takeBack: 'Meine Entscheidung zurücknehmen',
  rows: {
    unfold: (name) => `Ganz zeigen: Kommentar von ${name}`,
    fold: (name) => `Einklappen: Kommentar von ${name}`,
    status: { published: 'veröffentlicht', rejected: 'abgelehnt', spam: 'Spam' },
  },
  bulk: {
    title: 'Über mehrere entscheiden',
    which: 'Worüber',
    selected: (count) => (count === 1 ? '1 ausgewählt' : `${count} ausgewählt`),
    author: (name) => `alles Wartende von ${name}`,
    matching: (count) => `alle ${count} dieser Liste`,
    withReason: 'Mit Begründung …',
    none: 'Nichts auswählen',
    all: (count) => `Alle ${count} auswählen`,
    select: (name) => `Den Kommentar von ${name} auswählen`,
    oneDecided: 'Über einen davon ist schon entschieden.',
  },
};
