import { expect, test } from 'vitest';
import { branchesOf } from '../../widget/comments/branches';

const rows = (levels: string) =>
  levels.split(' ').map((level, at) => ({
    key: `${at}`,
    comment: { level: Number.parseInt(level, 10) },
    ...(level.endsWith('m') && { missing: { after: '' } }),
  })) as never;
const found = (levels: string) =>
  branchesOf(rows(levels))
    .map(({ row, start, end, count }) => `${row.key}: ${start}-${end} ${count}`)
    .sort();

test('a branch is all that is deeper, up to what is not', () => {
  expect(found('0 1 2 1 0')).toEqual(['0: 1-4 3', '1: 2-3 1']);
  expect(found('0 0 1')).toEqual(['1: 2-3 1']);
  expect(found('0')).toEqual([]);
});

test('what loads more is in it, and is no comment', () => {
  expect(found('0 1 2 0m 0')).toEqual(['0: 1-4 2', '1: 2-3 1']);
  expect(found('0 0m 3 4 0m')).toEqual(['0: 1-5 2', '2: 3-4 1']);
});

test('neither a long chain nor many answers take long, or recurse', () => {
  const chain = Array.from({ length: 10_000 }, (_, level) => `${level}`).join(' ');
  expect(branchesOf(rows(chain))).toHaveLength(9999);
  expect(found(`0 ${'1 '.repeat(9999)}0`)).toEqual(['0: 1-10000 9999']);
});
