import type { FactsOf, MessageFacts } from '../../contract/message-facts';
import { locales } from '../../locales/locales';
import type { MessageText, ReversalFacts, StatementFacts } from '../../locales/texts';
import { voiceOf } from '../../locales/voice';
import type { SiteContext } from '../base/context';

/** Whoever says it, and in which language. */
type Speaking = Pick<SiteContext, 'name' | 'settings'>;

/** Says facts as the site speaks now. */
export function inWords(site: Speaking, facts: MessageFacts): MessageText {
  const { messages } = locales[voiceOf(site.settings)];
  switch (facts.kind) {
    case 'statement':
      return messages.statement(statementIn(site, facts));
    case 'statement-undone':
      return messages.statementUndone(reversalIn(site, facts));
    case 'appeal-received':
      return messages.appealReceived(facts.by, facts.text);
    case 'appeal-decided':
      return messages.appealDecided(statementIn(site, facts), facts.reversed);
    case 'published':
      return messages.published(site.name, facts.title, dateOf(site, facts.written), facts.excerpt);
    case 'answers':
      return messages.answers(site.name, facts.count);
    case 'notice-received':
      return messages.noticeReceived(site.name, facts.excerpt);
    case 'notice-decided':
      return messages.noticeDecided(site.name, facts.excerpt, facts.removed, facts.reason);
    case 'consult':
      return messages.consult(facts.by, facts.note);
    case 'answer':
      return messages.answer(facts.by, facts.note);
    case 'target-stopped':
      return messages.targetStopped({ ...facts, since: facts.since === null ? null : dateOf(site, facts.since) });
    case 'plain':
      return { subject: facts.subject, text: facts.text };
  }
}

const statementIn = (site: Speaking, facts: FactsOf<'statement' | 'appeal-decided'>): StatementFacts => ({
  ...facts,
  site: site.name,
  written: dateOf(site, facts.written),
});

const reversalIn = (site: Speaking, facts: FactsOf<'statement-undone'>): ReversalFacts => ({
  ...facts,
  site: site.name,
  written: dateOf(site, facts.written),
  turnedDown: dateOf(site, facts.turnedDown),
  at: dateOf(site, facts.at),
  published: facts.published === null ? null : dateOf(site, facts.published),
});

const dateOf = ({ settings }: Speaking, time: number): string => dateFormat(settings.language).format(time);

/** To make one costs as much as to store a comment. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  dateFormats.set(language, made);
  return made;
}
