import type { Check } from '../signal';

const bbcode = /\[(?:url|link|img)[=\]]/i;
const anchor = /<a\s[^>]*href\s*=/i;

/** Markup of other systems: written for whatever form it lands in, not for this one. */
export const markup: Check = {
  name: 'markup',
  run({ body }) {
    if (bbcode.test(body)) return [{ weight: 5, text: 'bbcode', values: {} }];
    return anchor.test(body) ? [{ weight: 4, text: 'html-link', values: {} }] : [];
  },
};
