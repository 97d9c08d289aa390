import type { Voice } from './voice';

/** A message in words. */
export interface MessageText {
  subject: string;
  text: string;
}

/** What a statement says: everything that Article 17 (3) of Regulation (EU) 2022/2065 asks for. */
export interface StatementFacts {
  site: string;
  /** The first words of the comment. */
  excerpt: string;
  title: string;
  written: string;
  action: 'reject' | 'spam';
  reason: string | null;
  explanation: string | null;
  /** The rule that decided by itself; null: a person did. */
  rule: string | null;
  /** Whether the checks had spoken against it before a person looked. */
  detected: boolean;
  /** Whether a reader had reported it. */
  reported: boolean;
  /** Whether its author can appeal, has done so, or was told that the decision stands. */
  appeal: 'possible' | 'open' | 'kept';
}

/** What is said of a decision that was taken back. Dates are in words. */
export interface ReversalFacts extends Pick<StatementFacts, 'site' | 'excerpt' | 'title' | 'written' | 'action'> {
  turnedDown: string;
  /** Since when it does not hold. */
  at: string;
  /** Since when the comment is published; null: it waits again. */
  published: string | null;
  /** Whether its author had appealed. */
  appealed: boolean;
}

interface MessageTexts {
  /** The statement of reasons to an author. */
  statement: (facts: StatementFacts) => MessageText;
  /** To an author: a decision against their comment does not hold any more. */
  statementUndone: (facts: ReversalFacts) => MessageText;
  /** To an author: what became of their appeal. */
  appealDecided: (facts: StatementFacts, reversed: boolean) => MessageText;
  /** To colleagues: somebody has appealed against a decision. */
  appealReceived: (by: string, text: string) => MessageText;
  /** To whoever gave notice: it has come in. */
  noticeReceived: (site: string, excerpt: string) => MessageText;
  /** To whoever gave notice: what was decided. */
  noticeDecided: (site: string, excerpt: string, removed: boolean, reason: string | null) => MessageText;
  consult: (by: string, note: string) => MessageText;
  answer: (by: string, note: string) => MessageText;
}

const lines = (...parts: (string | null | false)[]) => parts.filter(Boolean).join('\n\n');

/** The sentences of the German messages that speak to somebody. */
interface Addressing {
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

const du: Addressing = {
  yourComment: 'Dein Kommentar',
  yourAppeal: 'Dein Widerspruch',
  yourNotice: 'Deine Meldung',
  appealWon: (title, written) =>
    `Dein Widerspruch hatte Erfolg: Dein Kommentar zu „${title}“ (${written}) ist jetzt veröffentlicht.`,
  appealRead: 'Ein Mensch hat deinen Widerspruch gelesen',
  noticeReceived: 'Deine Meldung zu diesem Kommentar ist angekommen',
  noticeAbout: 'Über deine Meldung zu diesem Kommentar hat ein Mensch entschieden',
  outcomeTold: 'Ein Mensch liest sie und entscheidet. Das Ergebnis teilen wir dir mit.',
  otherWays:
    'Wenn du das anders siehst, kannst du antworten, eine zugelassene Stelle zur außergerichtlichen Streitbeilegung anrufen oder vor Gericht gehen.',
  waitsAgain: 'Dein Kommentar wartet wieder darauf, dass ein Mensch entscheidet.',
  publishedSince: (date) => `Dein Kommentar ist seit dem ${date} veröffentlicht.`,
  courts: 'Daneben stehen dir die außergerichtliche Streitbeilegung und der Weg zu Gericht offen.',
  appeal: {
    possible:
      'Du kannst einmal widersprechen, kostenlos und mit einem Satz: auf der Seite, die zu deinem Kommentar gehört. Es liest ein Mensch, wenn möglich ein anderer.',
    open: 'Dein Widerspruch ist angekommen und wartet auf Antwort.',
    kept: 'Über deinen Widerspruch ist damit entschieden.',
  },
  appealSucceeded: 'Dein Widerspruch hatte Erfolg.',
};

const german = (say: Addressing): MessageTexts => ({
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
});

export const messageTexts: Record<Voice, MessageTexts> = {
  de: german(sie),
  'de-du': german(du),
  en: {
    statement: (facts) => ({ subject: `Your comment on ${facts.site}`, text: statementEn(facts) }),
    statementUndone: (facts) => ({ subject: `Your comment on ${facts.site}`, text: reversalEn(facts) }),
    appealDecided: (facts, reversed) => ({
      subject: `Your appeal on ${facts.site}`,
      text: reversed
        ? lines(
            `Your appeal succeeded: your comment on “${facts.title}” (${facts.written}) is published now.`,
            'A person has read your appeal and decided.',
          )
        : lines('A person has read your appeal. The decision stands.', statementEn(facts)),
    }),
    appealReceived: (by, text) => ({ subject: `Appeal by ${by}`, text: lines(`${by} appeals a decision:`, text) }),
    noticeReceived: (site, excerpt) => ({
      subject: `Your notice to ${site} has come in`,
      text: lines(
        `Your notice about this comment has come in: “${excerpt}”`,
        'A person reads it and decides. We will tell you the outcome.',
      ),
    }),
    noticeDecided: (site, excerpt, removed, reason) => ({
      subject: `Your notice to ${site}`,
      text: lines(
        `A person has decided about your notice on this comment: “${excerpt}”`,
        removed ? `The comment is no longer shown.${reason ? ` Reason: ${reason}` : ''}` : 'The comment stays.',
        'If you see it differently, you can reply, turn to a certified out-of-court dispute settlement body, or go to court.',
      ),
    }),
    consult: (by, note) => ({ subject: `${by} asks you about a comment`, text: note }),
    answer: (by, note) => ({ subject: `${by} has answered`, text: note }),
  },
};

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

function statementEn({
  site,
  excerpt,
  title,
  written,
  action,
  reason,
  explanation,
  rule,
  detected,
  reported,
  appeal,
}: StatementFacts) {
  return lines(
    `Your comment of ${written} on “${title}” at ${site} is not shown: “${excerpt}”`,
    action === 'spam'
      ? 'Decision: it was classed as spam. It is visible nowhere until somebody decides otherwise.'
      : 'Decision: it was rejected. It is visible nowhere until somebody decides otherwise.',
    `Ground: ${reason ?? 'this site’s rules for comments'}.`,
    explanation,
    reported && 'Readers had reported it.',
    rule === null
      ? `A person decided${detected ? '; automatic checks had given hints before' : ', without automatic checks'}.`
      : `The rule “${rule}” decided automatically.`,
    `${appealEn[appeal]} Out-of-court dispute settlement and the courts are open to you as well.`,
  );
}

const appealEn: Record<StatementFacts['appeal'], string> = {
  possible:
    'You can appeal once, free of charge and with one sentence, on the page that belongs to your comment. A person reads it, another one where possible.',
  open: 'Your appeal has come in and waits for an answer.',
  kept: 'This answers your appeal.',
};

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

function reversalEn({ site, excerpt, title, written, action, turnedDown, at, published, appealed }: ReversalFacts) {
  return lines(
    `Your comment of ${written} on “${title}” at ${site} was ${action === 'spam' ? 'classed as spam' : 'rejected'} on ${turnedDown}: “${excerpt}”`,
    appealed && 'Your appeal succeeded.',
    `That does not hold any more, since ${at}. ${published === null ? 'Your comment waits for a person again.' : `Your comment has been published since ${published}.`}`,
  );
}
