import { expect, test } from 'vitest';
import { checks } from '../../../worker/spam/pipeline';
import type { Submission } from '../../../worker/spam/signal';
import { sketchOf } from '../../../worker/spam/sketch';

const longest = 10_000;
/** Milliseconds that a check may take, whatever is sent. The best of three: the machine has other things to do. */
const bar = 50;

const submission = (body: string): Submission => ({
  body,
  name: body.slice(0, 80),
  email: `${body.slice(0, 80)}@example.de`,
  website: `https://${encodeURIComponent(body.slice(0, 80).toWellFormed())}.example`,
  language: 'de',
  form: { writing: 30_000, inputs: 40, pasted: 0 },
  trap: '',
  proof: 'solved',
  record: { published: 0, rejected: 0, spam: 0 },
  recent: { network: 0, site: 0, copies: 0 },
  learned: undefined,
});

/** What regular expressions and tokenizers stumble over, alone and in pairs, as long as a comment may be. */
const pieces = [
  ...['a', 'A', 'ä', 'а', '0', '\u0301', '\u200b', '\u00ad', '🎰', '\ud800', '\u0000', '\n', ' ', '-', '.', '@', '!'],
  ...['<', '<a href=', '</a>', '&', '&amp;', '[', '](', '[url=', 'https://', 'www.', 'x.com/', '+49', '(0', 'Str. 1'],
  ...['/watch?v=', 'youtu', 'Сa', 'aa ', 'sub my ', '$', '#', "'", '_', '¹', '\u202e', 'ﷺ'],
];

function best(work: () => unknown): number {
  const times = [0, 0, 0].map(() => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

test.each(checks)('nothing that is sent makes the check $name throw, or take long', (check) => {
  const slow: unknown[] = [];
  for (const piece of pieces)
    for (const other of ['', ...pieces]) {
      const body = (piece + other).repeat(Math.ceil(longest / (piece + other).length)).slice(0, longest);
      const began = performance.now();
      expect(Array.isArray(check.run(submission(body)))).toBe(true);
      if (performance.now() - began <= bar) continue;
      const time = best(() => check.run(submission(body)));
      if (time > bar) slow.push([piece, other, Math.round(time)]);
    }
  expect(slow).toEqual([]);
});

test('nor the comparison with other comments', () => {
  for (const piece of pieces) expect(best(() => sketchOf(piece.repeat(longest)))).toBeLessThan(bar);
});
