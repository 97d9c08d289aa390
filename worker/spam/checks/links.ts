import type { Check, Findings } from '../signal';

const link = /\b(?:https?:\/\/|www\.)[^\s<>()[\]]+/gi;

/** How many links a text has. */
export const countLinks = (body: string) => body.match(link)?.length ?? 0;

/** A source has a sentence around it; addresses may be long. */
const mostShare = 0.75;

/** Links are what most spam is for: their number, their share of the text, and how little else there is. */
export const links: Check = {
  name: 'links',
  run({ body }) {
    const found = body.match(link) ?? [];
    if (found.length === 0) return [];
    const rest = body.replace(link, '').replace(/[^\p{L}\p{N}]/gu, '').length;
    const share = found.join('').length / body.length;
    const signals: Findings = [];
    if (found.length > 2)
      signals.push({ weight: Math.min(found.length - 1, 6), text: 'many-links', values: { count: found.length } });
    if (rest < 20) signals.push({ weight: 2, text: 'only-links', values: { count: found.length } });
    else if (share > mostShare)
      signals.push({ weight: 1, text: 'mostly-links', values: { percent: Math.round(share * 100) } });
    return signals;
  },
};
