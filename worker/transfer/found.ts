import type { ImportFinding } from '../contract/transfer';
import type { Survey } from './survey';

/** What was found in a file, to be kept with its import. @param trouble Why it could not be read to its end. */
export function foundIn({ leftOut, leftOutThreads, odd }: Survey, trouble: string | null): ImportFinding[] {
  const damaged = trouble === null ? [] : [{ what: 'unreadable-from-here', count: 1, examples: [trouble] }];
  const without = (of: ImportFinding[], what: string) => of.map((one) => ({ ...one, what: `${what}: ${one.what}` }));
  return [...damaged, ...without(leftOut, 'left out'), ...without(leftOutThreads, 'thread left out'), ...odd]
    .slice(0, 100)
    .map(({ what, count, examples }) => ({
      what: what.slice(0, 80),
      count,
      examples: examples.map((example) => example.slice(0, 300)),
    }));
}
