import type { Check } from '../signal';

/** What people here decided about the same author before. A name anyone can type does not count; the token does. */
export const record: Check = {
  name: 'record',
  run({ record: { published, rejected, spam } }) {
    const signals = [];
    if (spam > 0) signals.push({ weight: Math.min(2 + spam, 6), text: 'spam-before', values: { count: spam } });
    if (rejected > 0)
      signals.push({ weight: Math.min(rejected, 3), text: 'rejected-before', values: { count: rejected } });
    if (published > 0)
      signals.push({ weight: -Math.min(published, 3), text: 'published-before', values: { count: published } });
    return signals;
  },
};
