import type { QueueItem } from '../../worker/contract/desk';
import type { LanguageController } from './language';
import { age } from './time';

/** What speaks most for looking at a comment, in one sentence, and the sum of the checks' weights where they found something. */
export function mainReason(item: QueueItem, language: LanguageController): { text: string; weight?: number } {
  const { words } = language;
  const { signals, doubt } = item;
  const [first] = signals.toSorted((a, b) => b.weight - a.weight);
  const text = ownReason(item, language) ?? (first && (words.signals[first.text]?.(first.values) ?? first.text)) ?? '';
  return signals.length > 0 ? { text, weight: doubt } : { text };
}

/** What people said about it. */
function ownReason({ appeal, waiting, notices, reports, decision }: QueueItem, language: LanguageController) {
  const { words } = language;
  if (waiting === 'appealed' && appeal !== null) return `${words.appeal}: ${appeal}`;
  if (waiting === 'reported' && notices[0]) return `${words.notices}: ${notices[0].explanation}`;
  if (waiting === 'reported' && reports[0]) return words.reportReasons[reports[0].reason] ?? reports[0].reason;
  if (waiting !== null || !decision) return undefined;
  return words.decidedFirst[decision.action]?.(decision.by, age(decision.at, Date.now(), language.language));
}
