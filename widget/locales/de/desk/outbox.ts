import type { outbox as english } from '../../en/desk/outbox';

/** What the outbox says, in German. */
export const outbox: typeof english = {
  title: 'Postausgang',
  intro:
    'Was alle erfahren, die schreiben, melden oder hier mitarbeiten. Wird eine Entscheidung rückgängig gemacht, bevor ihre Nachricht verschickt ist, wird auch die Nachricht zurückgezogen. Ans Team geht das per Mail, wo jemand unter „Meine Anmeldung“ eine Adresse bestätigt hat; an Leserinnen und Leser verschickt diese Version keine Mails.',
  empty: 'Noch keine Nachrichten.',
  states: {
    waiting: 'wartet auf Versand',
    sent: 'verschickt',
    withdrawn: 'zurückgezogen',
    failed: 'gescheitert',
    unsent: 'nicht verschickt',
  },
  toReader: 'wird nicht verschickt',
  noMail: {
    title: 'Kein Mailversand eingerichtet',
    text: 'Wer den Server betreibt, setzt diese beiden Variablen und probiert mit der dritten Zeile, ob Mails ankommen. Was länger als einen Tag wartet, wird nicht mehr verschickt.',
  },
  delivery: {
    sent: (when, way) => `verschickt am ${when} über ${way}`,
    now: 'geht jetzt hinaus',
    later: (when) => `nächster Versuch am ${when}`,
    failed: (when) => `gescheitert am ${when}`,
    retry: (name) => `Noch einmal versuchen, es an ${name} zu schicken`,
    why: {
      'no-address': 'nicht verschickt: keine bestätigte Adresse unter „Meine Anmeldung“',
      'no-mail': 'nicht verschickt: einen Tag lang war kein Mailversand eingerichtet',
      withdrawn: 'nicht verschickt: vorher zurückgezogen',
      left: 'nicht verschickt: arbeitet in diesem Teil der Website nicht mehr mit',
      settled: 'nicht verschickt: inzwischen beantwortet oder entschieden, oder der Kommentar ist weg',
      unwanted: 'nicht verschickt: will solche Mails nicht',
    },
    untilMail: 'wartet, bis Mailversand eingerichtet ist, höchstens einen Tag',
  },
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
    intro: 'Das ist nicht gelungen und wird von selbst nicht mehr versucht.',
    kinds: {
      message: () => 'Eine Nachricht verschicken',
      alert: () => 'Jemandem im Team sagen, dass Kommentare warten',
      push: () => 'Jemandem im Team einen Hinweis zeigen, dass Kommentare warten',
      inquiry: (service) => `${service} fragen oder benachrichtigen`,
      'carry-on': () => 'Den Rest einer Entscheidung ausführen',
      clean: () => 'Altes löschen',
      index: () => 'Kommentare auffindbar machen',
    },
    tries: (count) => (count === 1 ? 'einmal versucht' : `${count}-mal versucht`),
    retry: 'Noch einmal versuchen',
  },
};
