import type { Check } from '../signal';

/** Faster than anyone types or pastes with care: 20 characters a second is twice a very fast typist. */
const charactersPerSecond = 20;
const shortest = 1500;

/** Sent sooner than a person could have written or read it over. */
export const speed: Check = {
  name: 'speed',
  aboutSending: true,
  run({ form, body }) {
    const writing = form?.writing ?? null;
    if (writing === null) return [];
    const seconds = Math.round(writing / 100) / 10;
    if (writing < shortest) return [{ weight: 2, text: 'sent-at-once', values: { seconds } }];
    const needed = (body.length / charactersPerSecond) * 1000;
    return writing < needed ? [{ weight: 1, text: 'written-fast', values: { seconds } }] : [];
  },
};
