import type { Check } from '../signal';

/** With country code, or with a leading zero and a separated area code; seven digits or more after it. */
const phone =
  /(?<![\p{L}\p{N}/.,:€$-])(?:(?:\+|00)[1-9]\d{0,2}[\s./()-]{0,2}\d|\(?0[1-9]\d{1,4}\)?[\s/-])(?:[\s./()-]{0,2}\d){6,11}(?![\p{L}\p{N}])/u;
/** A street with a number and, in Germany, the postal code after it. */
const germanAddress =
  /(?<!\p{L})\p{Lu}[\p{L}.-]{0,40} ?(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer)\s{1,3}\d{1,4} ?[a-z]? ?,?\s{1,3}(?:D[- ])?\d{5}\s{1,3}\p{Lu}/u;
const englishAddress =
  /\b\d{1,5}\s{1,3}\p{Lu}\p{L}{1,30}\s{1,3}(?:\p{Lu}\p{L}{1,30}\s{1,3})?(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive)\b/u;

/** Telephone numbers and postal addresses: often those of somebody else. A person looks before everyone reads them. */
export const personal: Check = {
  name: 'personal',
  run({ body }) {
    // The digits in an address of a page are no telephone number.
    const text = body.replace(/\b(?:https?:\/\/|www\.)\S+/gi, ' ');
    if (phone.test(text)) return [{ weight: 3, text: 'phone', values: {} }];
    if (germanAddress.test(text) || englishAddress.test(text))
      return [{ weight: 3, text: 'postal-address', values: {} }];
    return [];
  },
};
