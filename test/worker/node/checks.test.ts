import { describe, expect, test } from 'vitest';
import { checks } from '../../../worker/spam/pipeline';
import type { Submission } from '../../../worker/spam/signal';
import { sketchOf } from '../../../worker/spam/sketch';

const longest = 10_000;
/** Milliseconds of work that a check may take, whatever is sent. The best of three: the engine compiles meanwhile. */
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
const kinds = {
  letters: ['a', 'A', 'ä', 'а', '0', 'Сa', 'aa ', 'ﷺ'],
  'what nobody sees': ['\u0301', '\u200b', '\u00ad', '🎰', '\ud800', '\u0000', '\u202e'],
  'signs and spaces': ['\n', ' ', '-', '.', '@', '!', '$', '#', "'", '_', '¹'],
  markup: ['<', '<a href=', '</a>', '&', '&amp;', '[', '](', '[url='],
  addresses: ['https://', 'www.', 'x.com/', '+49', '(0', 'Str. 1', '/watch?v=', 'youtu', 'sub my '],
};
const pieces = Object.values(kinds).flat();

/** Milliseconds that this thread works, however busy the machine is with something else. */
function workOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const best = (work: () => unknown): number => Math.min(...[0, 0, 0].map(() => workOf(work)));

describe.each(checks)('nothing that is sent makes the check $name throw, or take long', (check) => {
  test.each(Object.entries(kinds))('%s, and what follows them', (_kind, firsts) => {
    const slow: unknown[] = [];
    for (const piece of firsts)
      for (const other of ['', ...pieces]) {
        const body = (piece + other).repeat(Math.ceil(longest / (piece + other).length)).slice(0, longest);
        const time = workOf(() => expect(Array.isArray(check.run(submission(body)))).toBe(true));
        if (time > bar && best(() => check.run(submission(body))) > bar) slow.push([piece, other, Math.round(time)]);
      }
    expect(slow).toEqual([]);
  });
});

test('nor does the comparison with other comments', () => {
  for (const piece of pieces) expect(best(() => sketchOf(piece.repeat(longest)))).toBeLessThan(bar);
});
