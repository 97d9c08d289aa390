import type { Check } from '../signal';

/** A field that people do not see was filled in: a program fills what it finds. */
export const trap: Check = {
  name: 'trap',
  aboutSending: true,
  run: ({ trap }) => (trap === '' ? [] : [{ weight: 8, text: 'trap-filled', values: {} }]),
};
