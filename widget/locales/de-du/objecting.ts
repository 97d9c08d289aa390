import { texts as sie } from '../de/objecting';
import type { ObjectingTexts } from '../en/objecting';

/** The same for sites that say "du". */
export const texts: ObjectingTexts = {
  ...sie,
  noticeHint: 'Eine Meldung rechtswidriger Inhalte. Du bekommst eine Bestätigung und eine Antwort.',
  appeals: {
    open: 'Dein Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über deinen Widerspruch ist entschieden: Es bleibt dabei.',
  },
  errors: { ...sie.errors, reason: 'Bitte wähle einen Grund.' },
  againLater: 'Bitte versuche es in einigen Minuten noch einmal.',
  failures: { ...sie.failures, 'already-appealed': 'Du hast schon widersprochen.' },
};
