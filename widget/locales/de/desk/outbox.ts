import type { outbox as english } from '../../en/desk/outbox';

/** What the outbox says, in German. */
export const outbox: typeof english = {
  title: 'Postausgang',
  intro:
    'Was alle erfahren, die schreiben, melden oder hier mitarbeiten. Wird eine Entscheidung rückgängig gemacht, bevor ihre Nachricht verschickt ist, wird auch die Nachricht zurückgezogen.',
  empty: 'Noch keine Nachrichten.',
  states: { waiting: 'wartet auf Versand', sent: 'verschickt', withdrawn: 'zurückgezogen' },
  to: (name) => `an ${name}`,
  kinds: {
    statement: 'Begründung',
    'statement-undone': 'Entscheidung zurückgenommen',
    'appeal-received': 'Widerspruch eingegangen',
    'appeal-decided': 'Widerspruch entschieden',
    'notice-received': 'Meldung eingegangen',
    'notice-decided': 'Meldung beantwortet',
    consult: 'Frage',
    answer: 'Antwort',
  },
  due: {
    title: 'Liegen geblieben',
    intro: 'Das ist trotz mehrerer Versuche nicht gelungen.',
    kinds: {
      inquiry: (service) => `${service} fragen oder benachrichtigen`,
      'carry-on': () => 'Den Rest einer Entscheidung ausführen',
      clean: () => 'Altes löschen',
      index: () => 'Kommentare auffindbar machen',
    },
    tries: (count) => (count === 1 ? 'einmal versucht' : `${count}-mal versucht`),
    retry: 'Noch einmal versuchen',
  },
};
