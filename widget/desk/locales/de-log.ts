import type { log as english } from './en-log';

const comments = (count: number) => (count === 1 ? '1 Kommentar' : `${count} Kommentare`);

/** What the log says, in German. */
export const log: typeof english = {
  empty: 'Noch hat niemand etwas entschieden.',
  approve: (by, count) => `${by} hat ${comments(count)} freigegeben`,
  reject: (by, count) => `${by} hat ${comments(count)} abgelehnt`,
  spam: (by, count) => `${by} hat ${comments(count)} als Spam markiert`,
  settings: (by) => `${by} hat die Einstellungen geändert`,
  rule: {
    added: (by, name) => `${by} hat die Regel „${name}“ angelegt`,
    changed: (by, name) => `${by} hat die Regel „${name}“ geändert`,
    removed: (by, name) => `${by} hat die Regel „${name}“ entfernt`,
  },
  ban: {
    added: (by, name) => `${by} hat ${name} gesperrt oder stummgeschaltet`,
    changed: (by, name) => `${by} hat die Sperre von ${name} geändert`,
    removed: (by, name) => `${by} hat die Sperre von ${name} aufgehoben`,
  },
  person: {
    added: (by, name) => `${by} hat ${name} hereingelassen`,
    changed: (by, name) => `${by} hat geändert, was ${name} darf`,
    removed: (by, name) => `${by} hat ${name} aus dem Team genommen`,
  },
  undoneBy: (by, ago) => `Von ${by} ${ago} rückgängig gemacht`,
  undone: 'Rückgängig gemacht.',
  left: (count) =>
    `${count === 1 ? '1 Kommentar bleibt' : `${count} Kommentare bleiben`}, wie inzwischen entschieden wurde.`,
  replied: 'mit einer Antwort des Teams',
  gone: 'Ein Kommentar, den es nicht mehr gibt.',
  all: (count) => `Alle ${count} Kommentare ansehen`,
  fields: {
    publish: 'Wer ohne Warten veröffentlicht',
    knownAfter: 'Veröffentlichte Kommentare',
    origins: 'Seiten, die die Kommentare zeigen dürfen',
    language: 'Sprache',
    closeAfterDays: 'Schließen nach Tagen',
    editMinutes: 'Minuten zum Ändern',
    reasons: 'Begründungen',
    transparency: 'Öffentliche Seite zur Moderation',
    holdFrom: 'Wartet ab',
    spamFrom: 'Spam ab',
    services: 'Dienste von außen',
    name: 'Name',
    on: 'An',
    propose: 'Schlägt vor',
    when: 'Sieht auf',
    kind: 'Art',
    reason: 'Begründung',
    until: 'Bis',
    role: 'Rolle',
    scope: 'Wo',
  },
  values: {
    nobody: 'niemand',
    known: 'wer bekannt ist',
    everyone: 'alle',
    hold: 'anhalten',
    publish: 'veröffentlichen',
    owner: 'Leitung',
    moderator: 'Moderation',
    true: 'ja',
    false: 'nein',
    ban: 'gesperrt',
    mute: 'stumm',
  },
};
