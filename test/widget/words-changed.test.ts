import { expect, test } from 'vitest';
import { type ChangedWord, compareWords } from '../../widget/desk/queue/words-changed';

const split = (text: string) => text.split(' ').filter(Boolean);
const sign = { same: '', new: '+', old: '-' };
/** The comparison as one line: `+new` for what came in, `-old` for what was taken out. */
const tell = (before: string, after: string) =>
  compareWords(split(before), split(after))
    .map(({ kind, word }) => sign[kind] + word)
    .join(' ');
const without = (words: readonly ChangedWord[], left: ChangedWord['kind']) =>
  words.filter(({ kind }) => kind !== left).map(({ word }) => word);

test.each([
  ['', '', ''],
  ['a b', 'a b', 'a b'],
  ['', 'a', '+a'],
  ['a', '', '-a'],
  ['a b c', 'a x c', 'a -b +x c'],
  ['a b c', 'a c', 'a -b c'],
  ['a b c', 'a b c d', 'a b c +d'],
  ['b c', 'a b c', '+a b c'],
  ['a a', 'a', 'a -a'],
  ['a', 'a a', 'a +a'],
  ['ein guter Gedanke dazu', 'kein guter Gedanke mehr', '-ein +kein guter Gedanke -dazu +mehr'],
])('%j that has become %j', (before, after, told) => {
  expect(tell(before, after)).toBe(told);
});

test('whatever was changed: without what is new it is the text of before, without what was taken out that of now', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const text = () => Array.from({ length: random(12) }, () => 'abcd'.charAt(random(4)));
  for (let round = 0; round < 2000; round += 1) {
    const [before, after] = [text(), text()];
    const words = compareWords(before, after);
    expect(without(words, 'new')).toEqual(before);
    expect(without(words, 'old')).toEqual(after);
  }
});

test('of two long texts that have nothing to do with each other all is changed', () => {
  const before = Array.from({ length: 5000 }, (_, index) => `alt${index}`);
  const after = Array.from({ length: 5000 }, (_, index) => `neu${index}`);
  const words = compareWords(['gleich', ...before], ['gleich', ...after]);
  expect(words.filter(({ kind }) => kind === 'new')).toHaveLength(5000);
  expect(without(words, 'new')).toEqual(['gleich', ...before]);
});
