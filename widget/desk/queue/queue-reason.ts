import type { QueueItem, Signal, Why } from '../../../worker/contract/desk';
import type { LanguageController } from '../ground/language';
import { age } from '../ground/time';

/**
 * What speaks most for looking at a comment: what people said about it, else the reason why it waits and what the checks
 * found heaviest. And the sum of the checks' weights where they found something.
 */
export function mainReason(item: QueueItem, language: LanguageController): { text: string; weight?: number } {
  const { why, doubt, signals } = item;
  const told = why.map((one) => tellWhy(one, language)).slice(0, 1);
  const text = ownReason(item, language) ?? [...told, heaviest(item, language)].filter(Boolean).join(' ');
  return signals.length > 0 ? { text, weight: doubt } : { text };
}

/** A reason why a comment waits, as a sentence; undefined where its own words tell it: an appeal, reports. */
export function tellWhy(why: Why, { words, language }: LanguageController): string | undefined {
  const { reasonsToWait: say, services } = words;
  const number = (value: number) => value.toLocaleString(language);
  switch (why.kind) {
    case 'everyone':
      return say.everyone;
    case 'newcomer':
      return say.newcomer(why);
    case 'rule':
      return say.rule(why.rule);
    case 'muted':
      return say.muted(why.reason);
    case 'service':
      return say.service(services.names[why.service] ?? why.service);
    case 'doubt':
    case 'spam':
      return say[why.kind](number(why.sum), number(why.from));
    default:
      return undefined;
  }
}

/** What the checks found that is not a reason itself. */
export function furtherSignals({ why, signals }: QueueItem): Signal[] {
  const told = new Set(why.map(({ kind }) => tellingSignals[kind]));
  return signals.filter(({ text }) => !told.has(text));
}

/** Findings that say the same as a reason. */
const tellingSignals: Partial<Record<Why['kind'], string>> = {
  rule: 'rule-hold',
  muted: 'author-muted',
  service: 'service-unsure',
};

/** What people said about it. */
function ownReason({ appeal, waiting, notices, reports, decision }: QueueItem, language: LanguageController) {
  const { words } = language;
  if (waiting === 'appealed' && appeal !== null) return `${words.appeal}: ${appeal}`;
  if (waiting === 'reported' && notices[0]) return `${words.notices}: ${notices[0].explanation}`;
  if (waiting === 'reported' && reports[0]) return words.reportReasons[reports[0].reason] ?? reports[0].reason;
  if (waiting !== null || !decision) return undefined;
  return words.decidedFirst[decision.action]?.(decision.by, age(decision.at, Date.now(), language));
}

function heaviest(item: QueueItem, { words }: LanguageController): string | undefined {
  const [first] = furtherSignals(item).toSorted((a, b) => b.weight - a.weight);
  return first && (words.signals[first.text]?.(first.values) ?? first.text);
}
