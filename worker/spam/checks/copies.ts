import type { Check } from '../signal';

/** The same text elsewhere on the site, or by somebody else: once may be a quotation, more often is a campaign. */
export const copies: Check = {
  name: 'copies',
  run({ recent: { copies: count } }) {
    if (count === 0) return [];
    return [{ weight: count === 1 ? 2 : count < 5 ? 4 : 7, text: 'copies', values: { count } }];
  },
};
