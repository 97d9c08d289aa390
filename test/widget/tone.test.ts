import { expect, test } from 'vitest';
import { texts as news } from '../../widget/locales/de/news';
import { texts as objecting } from '../../widget/locales/de/objecting';
import { texts as own } from '../../widget/locales/de/own';
import { texts as reading } from '../../widget/locales/de/reading';
import { texts as tools } from '../../widget/locales/de/tools';
import { texts as trouble } from '../../widget/locales/de/trouble';
import { texts as writing } from '../../widget/locales/de/writing';
import { texts as duObjecting } from '../../widget/locales/de-du/objecting';
import { texts as duOwn } from '../../widget/locales/de-du/own';
import { texts as duWriting } from '../../widget/locales/de-du/writing';

/** "Sie", "Ihr" and their forms, as they speak to somebody. */
const formal = /\b(?:Sie|Ihr(?:e[mnrs]?)?|Ihnen)\b/u;

const sentences = (texts: unknown): string[] =>
  typeof texts === 'string'
    ? [texts]
    : typeof texts === 'function'
      ? [String(texts(1, 1))]
      : Object.values(texts as object).flatMap(sentences);

test('where a site says "du", the widget says "Sie" nowhere', () => {
  const all = [duObjecting, duOwn, duWriting, news, reading, tools, trouble].flatMap(sentences);
  expect(all.filter((text) => formal.test(text))).toEqual([]);
  // What is not loaded for "du" speaks to people.
  for (const texts of [objecting, own, writing]) expect(sentences(texts).some((text) => formal.test(text))).toBe(true);
});
