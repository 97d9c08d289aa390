import type { Check } from '../signal';

const link = /\b(?:https?:\/\/|www\.)[^\s<>()[\]]+/gi;

/** How many links a text has. */
export const countLinks = (body: string) => body.match(link)?.length ?? 0;

/** Links are what most spam is for: their number, and how little else there is. */
export const links: Check = {
  name: 'links',
  run({ body }) {
    const found = body.match(link) ?? [];
    if (found.length === 0) return [];
    const rest = body.replace(link, '').replace(/[^\p{L}\p{N}]/gu, '').length;
    const signals = [];
    if (found.length > 2)
      signals.push({ weight: Math.min(found.length - 1, 6), text: 'many-links', values: { count: found.length } });
    if (rest < 20) signals.push({ weight: 2, text: 'only-links', values: { count: found.length } });
    return signals;
  },
};
