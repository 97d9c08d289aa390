import { lines } from '../lines';
import { targetNames } from '../targets';
import type { MessageTexts, ReversalFacts, StatementFacts } from '../texts';

/** The sentences of the German messages that speak to somebody. */
export interface Addressing {
  yourComment: string;
  yourAppeal: string;
  yourNotice: string;
  appealWon: (title: string, written: string) => string;
  appealRead: string;
  noticeReceived: string;
  noticeAbout: string;
  outcomeTold: string;
  otherWays: string;
  waitsAgain: string;
  publishedSince: (date: string) => string;
  courts: string;
  appeal: Record<StatementFacts['appeal'], string>;
  appealSucceeded: string;
}

const sie: Addressing = {
  yourComment: 'Ihr Kommentar',
  yourAppeal: 'Ihr Widerspruch',
  yourNotice: 'Ihre Meldung',
  appealWon: (title, written) =>
    `Ihr Widerspruch hatte Erfolg: Ihr Kommentar zu „${title}“ (${written}) ist jetzt veröffentlicht.`,
  appealRead: 'Ein Mensch hat Ihren Widerspruch gelesen',
  noticeReceived: 'Ihre Meldung zu diesem Kommentar ist angekommen',
  noticeAbout: 'Über Ihre Meldung zu diesem Kommentar hat ein Mensch entschieden',
  outcomeTold: 'Ein Mensch liest sie und entscheidet. Das Ergebnis teilen wir Ihnen mit.',
  otherWays:
    'Wenn Sie das anders sehen, können Sie antworten, eine zugelassene Stelle zur außergerichtlichen Streitbeilegung anrufen oder vor Gericht gehen.',
  waitsAgain: 'Ihr Kommentar wartet wieder darauf, dass ein Mensch entscheidet.',
  publishedSince: (date) => `Ihr Kommentar ist seit dem ${date} veröffentlicht.`,
  courts: 'Daneben stehen Ihnen die außergerichtliche Streitbeilegung und der Weg zu Gericht offen.',
  appeal: {
    possible:
      'Sie können einmal widersprechen, kostenlos und mit einem Satz: auf der Seite, die zu Ihrem Kommentar gehört. Es liest ein Mensch, wenn möglich ein anderer.',
    open: 'Ihr Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über Ihren Widerspruch ist damit entschieden.',
  },
  appealSucceeded: 'Ihr Widerspruch hatte Erfolg.',
};

/** The German messages, by how they speak to somebody. */
export const german = (say: Addressing): MessageTexts => ({
  statement: (facts) => ({ subject: `${say.yourComment} auf ${facts.site}`, text: statementDe(say, facts) }),
  statementUndone: (facts) => ({ subject: `${say.yourComment} auf ${facts.site}`, text: reversalDe(say, facts) }),
  appealDecided: (facts, reversed) => ({
    subject: `${say.yourAppeal} auf ${facts.site}`,
    text: reversed
      ? lines(say.appealWon(facts.title, facts.written), `${say.appealRead} und entschieden.`)
      : lines(`${say.appealRead}. Es bleibt bei der Entscheidung.`, statementDe(say, facts)),
  }),
  appealReceived: (by, text) => ({
    subject: `Widerspruch von ${by}`,
    text: lines(`${by} widerspricht einer Entscheidung:`, text),
  }),
  published: (site, title, written, excerpt) => ({
    subject: `${say.yourComment} auf ${site}`,
    text: `${say.yourComment} vom ${written} zu „${title}“ auf ${site} ist veröffentlicht: „${excerpt}“`,
  }),
  answers: (site, count) => ({
    subject: count === 1 ? `Eine Antwort auf ${site}` : `${count} Antworten auf ${site}`,
    text: 'Was darin steht, wird beim Verschicken nachgesehen und hier nicht aufbewahrt.',
  }),
  noticeReceived: (site, excerpt) => ({
    subject: `${say.yourNotice} an ${site} ist angekommen`,
    text: lines(`${say.noticeReceived}: „${excerpt}“`, say.outcomeTold),
  }),
  noticeDecided: (site, excerpt, removed, reason) => ({
    subject: `${say.yourNotice} an ${site}`,
    text: lines(
      `${say.noticeAbout}: „${excerpt}“`,
      removed
        ? `Der Kommentar wird nicht mehr gezeigt.${reason ? ` Grund: ${reason}` : ''}`
        : 'Der Kommentar bleibt stehen.',
      say.otherWays,
    ),
  }),
  consult: (by, note) => ({ subject: `${by} fragt nach einem Kommentar`, text: note }),
  answer: (by, note) => ({ subject: `${by} hat geantwortet`, text: note }),
  targetStopped: ({ name, target, why, since, said }) => ({
    subject: `An „${name}“ geht nichts mehr`,
    text: lines(
      why === 'gone'
        ? `„${name}“ (${targetNames[target]}) hat geantwortet, dass es das Ziel nicht mehr gibt. Es ist jetzt abgeschaltet.`
        : `Bei „${name}“ (${targetNames[target]}) ist seit dem ${since} nichts angekommen, trotz vieler Versuche. Das Ziel ist jetzt abgeschaltet.`,
      `Zuletzt hieß es dort: ${said}`,
      'In den Einstellungen unter „Chat und Webhooks“ lässt es sich ändern und wieder einschalten. Was bis dahin geschieht, wird dort nicht nachgeholt.',
    ),
  }),
});

export const messages = german(sie);

function statementDe(
  say: Addressing,
  { site, excerpt, title, written, action, reason, explanation, rule, detected, reported, appeal }: StatementFacts,
) {
  return lines(
    `${say.yourComment} vom ${written} zu „${title}“ auf ${site} wird nicht gezeigt: „${excerpt}“`,
    action === 'spam'
      ? 'Entscheidung: Er wurde als Spam eingestuft. Er ist nirgends sichtbar, bis jemand anders entscheidet.'
      : 'Entscheidung: Er wurde abgelehnt. Er ist nirgends sichtbar, bis jemand anders entscheidet.',
    `Grundlage: ${reason ?? 'die Regeln dieser Website für Kommentare'}.`,
    explanation,
    reported && 'Anlass war eine Meldung von Leserinnen oder Lesern.',
    rule === null
      ? `Entschieden hat ein Mensch${detected ? '; automatische Prüfungen hatten vorher Hinweise gegeben' : ', ohne automatische Prüfung'}.`
      : `Entschieden hat automatisch die Regel „${rule}“.`,
    `${say.appeal[appeal]} ${say.courts}`,
  );
}

function reversalDe(
  say: Addressing,
  { site, excerpt, title, written, action, turnedDown, at, published, appealed }: ReversalFacts,
) {
  return lines(
    `${say.yourComment} vom ${written} zu „${title}“ auf ${site} war am ${turnedDown} ${action === 'spam' ? 'als Spam eingestuft' : 'abgelehnt'} worden: „${excerpt}“`,
    appealed && say.appealSucceeded,
    `Das gilt seit dem ${at} nicht mehr. ${published === null ? say.waitsAgain : say.publishedSince(published)}`,
  );
}
