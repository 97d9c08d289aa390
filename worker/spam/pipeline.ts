import type { Signal } from '../contract/desk';
import { hidden } from './checks/hidden';
import { links } from './checks/links';
import { markup } from './checks/markup';
import { personal } from './checks/personal';
import { record } from './checks/record';
import { script } from './checks/script';
import { speed } from './checks/speed';
import { targets } from './checks/targets';
import { trap } from './checks/trap';
import type { Check, Submission } from './signal';

/** Every check, in the order in which its findings are shown. */
export const checks: readonly Check[] = [trap, speed, links, targets, markup, hidden, script, personal, record];

/** From this sum of weights on, a person looks first. */
export const holdFrom = 3;
/** From this sum on, it is filed as doubtful spam. */
export const spamFrom = 7;

/** What the checks together propose. A person can decide otherwise, always. */
export interface Verdict {
  propose: 'publish' | 'hold' | 'spam';
  signals: Signal[];
}

/** Runs every check over a submission. One that throws counts as no finding and is logged; nothing is lost by it. */
export function judge(submission: Submission, run: readonly Check[] = checks): Verdict {
  const signals = run.flatMap((check) => {
    try {
      return check.run(submission).map((signal) => ({ check: check.name, ...signal }));
    } catch (error) {
      console.error(`The spam check ${check.name} failed.`, error);
      return [];
    }
  });
  const weight = signals.reduce((sum, signal) => sum + signal.weight, 0);
  return { propose: weight >= spamFrom ? 'spam' : weight >= holdFrom ? 'hold' : 'publish', signals };
}
