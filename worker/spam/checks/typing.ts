import type { Check } from '../signal';

/** Shorter texts are one word from a keyboard's suggestions. */
const short = 40;

/** Whether anybody wrote this: in the form, and by typing, speaking or pasting. */
export const typing: Check = {
  name: 'typing',
  aboutSending: true,
  run({ form, body }) {
    if (form === undefined) return [{ weight: 1.5, text: 'no-form', values: {} }];
    const { inputs, pasted } = form;
    if (inputs === null || body.length < short || inputs > 1 || (pasted ?? 0) > 0) return [];
    return [{ weight: 2, text: 'not-typed', values: {} }];
  },
};
