import { conceptOf } from '../classifier/concepts';
import { plain } from '../classifier/plain';
import type { Check } from '../signal';

/** Where to go or whom to write to: a page, a mail address. An @name is how people answer each other. */
const page = /https?:\/\/|\bwww\./i;
const mail = /[\w.+-]@[\w-]{1,63}\.\w/;
/** Nobody discusses in public and says to go on there, unless something is for sale. */
const messenger = /\b(?:whats ?app|telegram|viber|wechat)\b/i;
/** Words about money that stand in any discussion: all of them together count as one. */
const ordinary =
  /^(?:€|\$|£|euro|dollar\w*|geld|money|preis|job|deal|invest\w*|profit|income|win\w*|gewinn\w*|verdien\w*|earn\w*|sale|offer|angebot\w*|buy|kauf\w*)$/;
const mostShown = 3;

/** Something is offered, and it is said where: words about money or sex, and a way to get in touch. */
export const offer: Check = {
  name: 'offer',
  run({ body }) {
    const writes = messenger.test(body);
    if (!writes && !page.test(body) && !mail.test(body)) return [];
    const words = plain(body).match(/[\p{L}\p{M}]+|[$€£]/gu) ?? [];
    const found = [...new Set(words)].filter((word) => ['money', 'adult'].includes(conceptOf(word) ?? ''));
    const [usual, selling] = [found.some((word) => ordinary.test(word)), found.filter((word) => !ordinary.test(word))];
    const count = selling.length + Number(usual) + Number(writes && found.length > 0);
    if (count < 2) return [];
    const shown = [...selling, ...found].slice(0, mostShown);
    return [{ weight: count > 2 ? 3 : 2, text: 'offer', values: { words: [...new Set(shown)].join(', ') } }];
  },
};
