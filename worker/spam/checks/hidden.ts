import type { Check, Findings } from '../signal';

/**
 * Characters that show nothing and split words for filters: zero-width ones, the soft hyphen, tags (Unicode 16, chapter
 * 23). The joiner inside of emoji and the marks that Arabic, Persian and Indic scripts need are no tricks.
 */
const invisible = /(?<=[\p{L}\p{N}])[\u00ad\u180e\u200b\u2060\ufeff]+(?=[\p{L}\p{N}])|[\u{e0020}-\u{e007e}]/gu;
const joined = /(?<=\p{Script=Latin})[\u200c\u200d]+(?=\p{Script=Latin})/gu;
const words = /[\p{L}\p{M}]{3,}/gu;
const latin = /\p{Script=Latin}/u;
/** Scripts whose letters look like Latin ones. */
const similar = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
/** Soft hyphens come along when somebody quotes a web page. */
const fewHyphens = 3;

/** What is written so that people read one thing and filters another. */
export const hidden: Check = {
  name: 'hidden',
  run({ body, name }) {
    const text = `${name}\n${body}`;
    const signals: Findings = [];
    const unseen = [...(text.match(invisible) ?? []), ...(text.match(joined) ?? [])];
    const hyphens = unseen.filter((found) => found === '\u00ad').length;
    const count = unseen.length - (hyphens <= fewHyphens ? hyphens : 0);
    if (count > 0) signals.push({ weight: 3, text: 'invisible', values: { count } });
    const word = (text.match(words) ?? []).find((one) => latin.test(one) && similar.test(one));
    if (word !== undefined) signals.push({ weight: 3, text: 'lookalike', values: { word } });
    return signals;
  },
};
