import { expect, test } from 'vitest';
import { classify, lessonOf } from '../../../worker/spam/classifier/classify';
import { Learned } from '../../../worker/spam/classifier/learned';
import { plain } from '../../../worker/spam/classifier/plain';
import { areAlike, sketchOf } from '../../../worker/spam/sketch';

const text = (body: string, name = 'Nora') => ({ body, name, website: null });
const spam = (number: number) => text(`Unsere Gartenzwerge Nummer ${number} liefern wir frei Haus`);
const honest = (number: number) => text(`Bei uns fragt jeder zum ${number}. Mal den Chef`);

function taught(lessons: number): Learned {
  const learned = new Learned();
  for (let number = 0; number < lessons; number += 1) {
    learned.teach(lessonOf(spam(number)), true, 1);
    learned.teach(lessonOf(honest(number)), false, 1);
  }
  return learned;
}

test('a site’s lessons count the more the more there are', () => {
  const chances = [0, 2, 10, 40].map((lessons) => classify(spam(99), taught(lessons)).probability);
  expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  expect(chances[0]).toBeLessThan(0.5);
  expect(chances[3]).toBeGreaterThan(0.95);
  expect(classify(honest(99), taught(40)).probability).toBeLessThan(0.05);
});

test('what is taught and taken back leaves nothing, in whatever order', () => {
  const learned = taught(5);
  const before = learned.pack();
  const [one, other] = [lessonOf(spam(50)), lessonOf(honest(51))];
  learned.teach(one, true, 1);
  learned.teach(other, false, 1);
  expect(learned.pack()).not.toBe(before);
  learned.teach(one, true, -1);
  learned.teach(other, false, -1);
  expect(learned.pack()).toBe(before);
});

test('what stands in a long text again and again is one feature', () => {
  const spelt = (number: number) => String(number).replace(/\d/g, (digit) => 'nulzwdrefi'.charAt(Number(digit)));
  const long = Array.from({ length: 200 }, (_, number) => spelt(number * 7919)).join(' ');
  const [once, twice] = [lessonOf(text(long)), lessonOf(text(`${long} ${long}`))];
  expect(new Set(twice).size).toBe(twice.length);
  expect(once.length).toBeGreaterThan(1500);
  // The two words in the middle have come next to each other, and what is said of the length is another.
  expect(twice.filter((hash) => !once.includes(hash)).length).toBeLessThan(6);
});

test('packed and unpacked it says the same', () => {
  const learned = taught(12);
  const again = new Learned(learned.pack());
  expect(again.pack()).toBe(learned.pack());
  expect(classify(spam(3), again)).toEqual(classify(spam(3), learned));
});

test('the strongest words are named', () => {
  const { words } = classify(text('Please check out my channel and subscribe'), undefined);
  expect(words).toHaveLength(3);
  expect(words).toEqual(expect.arrayContaining(['channel', 'subscribe']));
});

test.each([
  ['invisible characters', 'ca\u200bsi\u200bno', 'casino'],
  ['letters that look alike', 'Саsinо', 'casino'],
  ['other forms of letters', '𝓯𝓻𝓮𝓮', 'free'],
  ['entities and tags', 'a &amp; b<br>c', 'a & b c'],
  ['an HTML link', '<a href="https://x.example">y</a>', '  https://x.example '.slice(1)],
])('%s are read as people read them', (_what, written, read) => expect(plain(written)).toBe(read));

test('a link is a source in a text that sells nothing, and an advertisement in one that does', () => {
  const source = 'We wrote about this last year, it took months: https://example.com/posts/escalation, with numbers';
  const advertisement = `${source} and a free bonus for everyone who buys our cheap loans`;
  const few = 'Look here: https://example.com/posts';
  const believed = (body: string) => classify(text(body), undefined).believed;
  const whole = (body: string) => classify(text(body), undefined).logOdds;
  expect(believed(source)).toBeLessThan(whole(source) - 2);
  expect([believed(advertisement), believed(few)]).toEqual([whole(advertisement), whole(few)]);
  expect(believed('Ein Gedanke ohne Link, und nichts daran ist zweifelhaft, auch nach zehn Wörtern nicht')).toBe(
    whole('Ein Gedanke ohne Link, und nichts daran ist zweifelhaft, auch nach zehn Wörtern nicht'),
  );
});

test('copies are found though a few words differ, and nothing else is', () => {
  const one = 'Hallo Nora, unsere handgemachten Gartenzwerge liefern wir ab heute frei Haus, rufen Sie uns einfach an';
  const other = one.replace('Nora', 'Ole');
  expect(areAlike(sketchOf(one), sketchOf(other))).toBe(true);
  expect(areAlike(sketchOf(one), sketchOf('Bei uns im Vertrieb fragt jeder erst den Chef, und dann wartet er'))).toBe(
    false,
  );
  expect(sketchOf('Toller Beitrag, danke!')).toEqual([]);
});
