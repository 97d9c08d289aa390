import type { outbox as english } from './en-outbox';

/** What the outbox says, in German. */
export const outbox: typeof english = {
  title: 'Postausgang',
  intro:
    'Was Schreibende, Meldende und Kolleginnen und Kollegen erfahren. Was noch nicht verschickt ist, wird zurückgezogen, wenn seine Entscheidung rückgängig gemacht wird.',
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
};
