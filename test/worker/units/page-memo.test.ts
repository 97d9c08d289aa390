import { expect, test } from 'vitest';
import { PageMemo } from '../../../worker/site/page-memo';

const page = (memo: PageMemo, thread: string, query: string, made: string[], json = '{}') =>
  memo.get({ thread, query, encoding: 'identity', now: 0 }, () => {
    made.push(`${thread} ${query}`);
    return { json, until: null };
  });

test('a page is made once, until its thread changes', () => {
  const memo = new PageMemo();
  const made: string[] = [];
  for (const thread of ['/a', '/a', '/b']) page(memo, thread, 'q', made);
  expect(made).toEqual(['/a q', '/b q']);
  memo.drop('/a');
  for (const thread of ['/a', '/b']) page(memo, thread, 'q', made);
  expect(made).toEqual(['/a q', '/b q', '/a q']);
  memo.clear();
  page(memo, '/b', 'q', made);
  expect(made.at(-1)).toBe('/b q');
});

test('a page that was true until a time is made anew after it', () => {
  const memo = new PageMemo();
  const etags = [0, 9, 10].map(
    (now) =>
      memo.get({ thread: '/a', query: 'q', encoding: 'br', now }, () => ({ json: `{"now":${now}}`, until: 10 })).etag,
  );
  expect([etags[0] === etags[1], etags[1] === etags[2]]).toEqual([true, false]);
});

test('odd queries push out the oldest pages instead of filling the memory', () => {
  const memo = new PageMemo();
  const made: string[] = [];
  const megabyte = JSON.stringify('x'.repeat(1024 * 1024));
  page(memo, '/popular', 'q', made, megabyte);
  for (let odd = 0; odd < 10; odd += 1) page(memo, '/odd', String(odd), made, megabyte);
  page(memo, '/odd', '9', made, megabyte);
  expect(made).toHaveLength(11);
  page(memo, '/popular', 'q', made, megabyte);
  expect(made).toHaveLength(12);
});
