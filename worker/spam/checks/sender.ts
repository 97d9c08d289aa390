import { conceptOf } from '../classifier/concepts';
import type { Check } from '../signal';

const address =
  /https?:\/\/|www\.|\b[\p{L}\p{N}-]{2,63}\.(?:com|net|org|info|biz|ru|xyz|top|shop|online|site|club)\b/iu;

/** A name that is no name: the address of a page, or what it sells. */
export const sender: Check = {
  name: 'sender',
  run({ name }) {
    if (address.test(name)) return [{ weight: 3, text: 'name-is-address', values: { name } }];
    const words = name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
    const selling = words.filter((word) => conceptOf(word) === 'money').length;
    return selling > 0 && words.length > 1 ? [{ weight: 2, text: 'name-sells', values: { name } }] : [];
  },
};
