import type { Signal } from '../contract/desk';
import { copies } from './checks/copies';
import { crowd } from './checks/crowd';
import { hidden } from './checks/hidden';
import { hosts } from './checks/hosts';
import { links } from './checks/links';
import { markup } from './checks/markup';
import { offer } from './checks/offer';
import { personal } from './checks/personal';
import { proof } from './checks/proof';
import { record } from './checks/record';
import { script } from './checks/script';
import { sender } from './checks/sender';
import { speed } from './checks/speed';
import { targets } from './checks/targets';
import { trap } from './checks/trap';
import { typing } from './checks/typing';
import { words } from './checks/words';
import type { Check, Submission } from './signal';

/** Every check, in the order in which its findings are shown. */
export const checks: readonly Check[] = [
  words,
  copies,
  links,
  targets,
  hosts,
  markup,
  sender,
  offer,
  hidden,
  script,
  personal,
  trap,
  speed,
  typing,
  proof,
  crowd,
  record,
];

/** Whether a finding is about how a comment was sent: no change of its text changes that. */
export const isAboutSending = ({ check }: Pick<Signal, 'check'>): boolean =>
  checks.some(({ name, aboutSending }) => name === check && aboutSending);

/** From which sums of weights on a person looks first, and a comment is filed as doubtful spam. */
export interface Thresholds {
  holdFrom: number;
  spamFrom: number;
}

export const defaultThresholds: Thresholds = { holdFrom: 3, spamFrom: 7 };

/** What the checks together propose. A person can decide otherwise, always. */
export interface Verdict {
  propose: 'publish' | 'hold' | 'spam';
  /** The sum of all weights. */
  score: number;
  signals: Signal[];
}

/** A check that takes longer than this (milliseconds) has met something it was not made for. The tests hold each to 50. */
const tooLong = 250;

/**
 * Runs every check over a submission. One that throws is logged and counts as no finding; one that takes long is logged, and
 * what it has found counts: on a busy machine the clock on the wall says little about a check. `clock`: milliseconds.
 */
export function judge(
  submission: Submission,
  thresholds: Thresholds = defaultThresholds,
  run: readonly Check[] = checks,
  clock: () => number = () => performance.now(),
): Verdict {
  let began = clock();
  const signals = run.flatMap((check) => {
    try {
      return check.run(submission).map((signal) => ({ check: check.name, ...signal }));
    } catch (error) {
      console.error(`The spam check ${check.name} failed.`, error);
      return [];
    } finally {
      const ended = clock();
      const took = Math.round(ended - began);
      began = ended;
      if (took > tooLong) console.error(`The spam check ${check.name} took ${took} ms.`);
    }
  });
  return { ...propose(signals, thresholds), signals };
}

/** What signals come to: the sum of their weights, and what it proposes. */
export function propose(
  signals: readonly Pick<Signal, 'weight'>[],
  { holdFrom, spamFrom }: Thresholds,
): Pick<Verdict, 'propose' | 'score'> {
  const score = Math.round(signals.reduce((sum, { weight }) => sum + weight, 0) * 100) / 100;
  return { propose: score >= spamFrom ? 'spam' : score >= holdFrom ? 'hold' : 'publish', score };
}
