import { LRUCache } from 'lru-cache';
import { expect, test, vi } from 'vitest';
import { PageMemo } from '../../../worker/site/base/page-memo';

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

test('a thread that changes costs as much as it has pages, however many others are kept', () => {
  const memo = new PageMemo();
  const made: string[] = [];
  for (let thread = 0; thread < 5000; thread += 1) page(memo, `/${thread}`, 'q', made);
  for (const query of ['q', 'r', 's']) page(memo, '/17', query, made);
  const touched = (['entries', 'keys', 'values', 'get', 'delete'] as const).map((way) =>
    vi.spyOn(LRUCache.prototype, way),
  );
  memo.drop('/17');
  memo.drop('/unread');
  expect(touched.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0, 0, 3]);
  vi.restoreAllMocks();
  made.length = 0;
  for (const thread of ['/16', '/17', '/18']) page(memo, thread, 'q', made);
  expect(made).toEqual(['/17 q']);
});

test('a page that was pushed out, made anew or cleared away is dropped with its thread all the same', () => {
  const memo = new PageMemo();
  const made: string[] = [];
  const megabyte = JSON.stringify('x'.repeat(1024 * 1024));
  for (let odd = 0; odd < 10; odd += 1) page(memo, '/odd', String(odd), made, megabyte);
  for (const now of [0, 10])
    memo.get({ thread: '/odd', query: 't', encoding: 'br', now }, () => ({ json: '{}', until: 5 }));
  memo.drop('/odd');
  memo.clear();
  made.length = 0;
  for (const odd of ['0', '9', '0', '9']) page(memo, '/odd', odd, made);
  memo.drop('/odd');
  page(memo, '/odd', '9', made);
  expect(made).toEqual(['/odd 0', '/odd 9', '/odd 9']);
});
