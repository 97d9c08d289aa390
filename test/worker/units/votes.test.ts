import { expect, test } from 'vitest';
import { bestOf, lowerBound, scoreOf, takesVote } from '../../../worker/site/comments/votes';

test.each([
  // As the formula of 1927 has them with z = 1.96, worked out elsewhere.
  { ups: 0, downs: 0, bound: 0 },
  { ups: 0, downs: 7, bound: 0 },
  { ups: 1, downs: 0, bound: 0.206543 },
  { ups: 1, downs: 1, bound: 0.094529 },
  { ups: 10, downs: 0, bound: 0.72246 },
  { ups: 60, downs: 40, bound: 0.502001 },
  { ups: 600, downs: 400, bound: 0.569309 },
])('$ups for and $downs against prove a share of $bound', ({ bound, ...tally }) => {
  expect(lowerBound(tally)).toBeCloseTo(bound, 6);
});

test('many who are for it and few against stand above a few, and these above one; who has votes against alone stands last', () => {
  const best = (ups: number, downs: number) => bestOf({ votes: 'up-down' }, { ups, downs });
  const order = [best(90, 10), best(5, 5), best(1, 0), best(1, 9), best(0, 0), best(0, 1), best(0, 2)];
  expect(order.toSorted((a, b) => b - a)).toEqual(order);
  expect(new Set(order).size).toBe(order.length);
  expect(order.every((each) => Number.isSafeInteger(each))).toBe(true);
  // A vote more is a place more also where there are thousands.
  expect(best(5001, 0)).toBeGreaterThan(best(5000, 0));
});

test('where a site takes no votes against, those of before count nowhere', () => {
  expect(bestOf({ votes: 'up' }, { ups: 3, downs: 100 })).toBe(bestOf({ votes: 'up' }, { ups: 3, downs: 0 }));
  expect(bestOf({ votes: 'up' }, { ups: 0, downs: 100 })).toBe(0);
  expect(scoreOf({ votes: 'up', votesFrom: 0 }, { ups: 3, downs: 100 })).toBe(3);
  expect(scoreOf({ votes: 'up', votesFrom: 4 }, { ups: 3, downs: 100 })).toBe(null);
});

test('votes against count towards the number from which votes are shown', () => {
  const settings = { votes: 'up-down', votesFrom: 5 } as const;
  expect([scoreOf(settings, { ups: 2, downs: 2 }), scoreOf(settings, { ups: 2, downs: 3 })]).toEqual([null, -1]);
  expect(scoreOf({ votes: 'off', votesFrom: 0 }, { ups: 2, downs: 3 })).toBe(null);
});

test('a vote is taken back anywhere, and given where the site takes it', () => {
  const taken = (['off', 'up', 'up-down'] as const).map((votes) =>
    ([1, 0, -1] as const).filter((value) => takesVote(votes, value)),
  );
  expect(taken).toEqual([[0], [1, 0], [1, 0, -1]]);
});
