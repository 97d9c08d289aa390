import type { deciding as english } from './en-deciding';

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
    replyAndApprove: 'Antworten und freigeben',
    answer: 'Antworten',
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
    answer: 'Antworten',
    whom: 'Wen',
    question: 'Frage',
    placeholder: '@Name, …',
    send: 'Fragen',
  },
  bulk: {
    title: 'Über mehrere entscheiden',
    which: 'Worüber',
    selected: (count) => (count === 1 ? '1 ausgewählt' : `${count} ausgewählt`),
    author: (name) => `alles Wartende von ${name}`,
    matching: (count) => `alle ${count} dieser Liste`,
    withReason: 'Mit Begründung …',
    none: 'Nichts auswählen',
    select: (name) => `Den Kommentar von ${name} auswählen`,
    oneDecided: 'Über einen davon ist schon entschieden.',
  },
};
