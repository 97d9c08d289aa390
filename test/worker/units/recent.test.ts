import { expect, test } from 'vitest';
import { Recent } from '../../../worker/site/base/recent';
import { sketchOf } from '../../../worker/spam/sketch';

const minute = 60_000;
const day = 24 * 60 * minute;

const comment = (number: number, created = number) => ({
  created,
  thread: number,
  author: `author ${number}`,
  network: `network ${number % 2}`,
  sketch: sketchOf(`Ein Gedanke mit der Nummer ${number}, den niemand ${number * 7} Mal so geschrieben hat wie hier`),
});
const copies = (recent: Recent, number: number, now = 0) =>
  recent.copies(comment(number).sketch, 'somebody', undefined, now);

test('a text is found among the last thousand, and not after a thousand more', () => {
  const recent = new Recent();
  for (let number = 0; number < 1500; number += 1) recent.add(comment(number));
  expect([499, 500, 900, 1499].map((number) => copies(recent, number))).toEqual([0, 1, 1, 1]);
  for (let number = 1500; number < 2500; number += 1) recent.add(comment(number));
  expect([900, 1499, 1500, 2499].map((number) => copies(recent, number))).toEqual([0, 0, 1, 1]);
});

test('the same author in the same thread copies nothing; elsewhere, or another one, does', () => {
  const recent = new Recent();
  const one = comment(1);
  recent.add(one);
  expect(recent.copies(one.sketch, one.author, one.thread, 0)).toBe(0);
  expect(recent.copies(one.sketch, one.author, 2, 0)).toBe(1);
  expect(recent.copies(one.sketch, 'another', one.thread, 0)).toBe(1);
  expect(recent.copies([], 'another', 2, 0)).toBe(0);
});

test('after three days a text may be written again', () => {
  const recent = new Recent();
  recent.add(comment(1, 0));
  expect([copies(recent, 1, 3 * day - 1), copies(recent, 1, 3 * day)]).toEqual([1, 0]);
});

test('a crowd is who came in the last ten minutes, from one network and in all', () => {
  const recent = new Recent();
  expect(recent.crowd('network 0', 0)).toEqual({ network: 0, site: 0 });
  for (let number = 0; number < 1200; number += 1) recent.add(comment(number, number * 1000));
  const now = 1200 * 1000;
  // Ten minutes are 600 seconds; the comment of their first moment is just too old.
  expect(recent.crowd('network 0', now)).toEqual({ network: 299, site: 599 });
  expect(recent.crowd('', now)).toEqual({ network: 0, site: 599 });
  expect(recent.crowd('network 0', now + 10 * minute)).toEqual({ network: 0, site: 0 });
});
