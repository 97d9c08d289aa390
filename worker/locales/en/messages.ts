import { lines } from '../lines';
import { targetNames } from '../targets';
import type { MessageTexts, ReversalFacts, StatementFacts } from '../texts';

export const messages: MessageTexts = {
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
  published: (site, title, written, excerpt) => ({
    subject: `Your comment on ${site}`,
    text: `Your comment of ${written} on “${title}” at ${site} is published: “${excerpt}”`,
  }),
  answers: (site, count) => ({
    subject: count === 1 ? `An answer on ${site}` : `${count} answers on ${site}`,
    text: 'What they say is looked up when this is sent, and is not kept here.',
  }),
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
  targetStopped: ({ name, target, why, since, said }) => ({
    subject: `Nothing goes to “${name}” any more`,
    text: lines(
      why === 'gone'
        ? `“${name}” (${targetNames[target]}) has answered that it is gone. It is switched off now.`
        : `Nothing has arrived at “${name}” (${targetNames[target]}) since ${since}, though it was tried many times. It is switched off now.`,
      `What it said last: ${said}`,
      'It can be changed and switched on again in the settings, under “Chat and webhooks”. What happens until then is not sent later.',
    ),
  }),
};

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

function reversalEn({ site, excerpt, title, written, action, turnedDown, at, published, appealed }: ReversalFacts) {
  return lines(
    `Your comment of ${written} on “${title}” at ${site} was ${action === 'spam' ? 'classed as spam' : 'rejected'} on ${turnedDown}: “${excerpt}”`,
    appealed && 'Your appeal succeeded.',
    `That does not hold any more, since ${at}. ${published === null ? 'Your comment waits for a person again.' : `Your comment has been published since ${published}.`}`,
  );
}
