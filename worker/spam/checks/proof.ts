import type { Check } from '../signal';

/** The browser did no work for this comment: it is too old for it, has no JavaScript, or is no browser. */
export const proof: Check = {
  name: 'proof',
  aboutSending: true,
  run({ proof: done }) {
    return done === 'missing' ? [{ weight: 1.5, text: 'no-proof', values: {} }] : [];
  },
};
