import { expect, test } from 'vitest';
import { countOf, momentOf, networkOf, unescaped } from '../../../worker/transfer/fields';
import { type Found, findInJson, findInLines } from '../../../worker/transfer/json';
import { UnreadableFile } from '../../../worker/transfer/source';
import { inPieces } from '../transfer/written';

async function all(found: AsyncIterable<Found>): Promise<{ found: unknown[]; end: unknown }> {
  const said: unknown[] = [];
  try {
    for await (const { keys, value, trouble } of found)
      said.push(trouble ? { [keys.join('.')]: trouble } : { [keys.join('.')]: value });
    return { found: said, end: null };
  } catch (end) {
    return { found: said, end };
  }
}

const inDocument = async (text: string, ...places: string[]) => {
  const results = await Promise.all([1, 2, 1000].map((length) => all(findInJson(inPieces(text, length), places))));
  expect(results[0]).toEqual(results[2]);
  expect(results[1]).toEqual(results[2]);
  return results[2] ?? { found: [], end: null };
};

test('finds what was asked for at its place, and nothing else', async () => {
  const text = `\uFEFF {"a" : [ {"b":[1,2]} , "x\\"]}", null, -1.5e3,true ] ,"\\u0061b":{"c":[[1],[]]}, "d":[{"e":{"f":"]"}}] }\n`;
  expect(await inDocument(text, 'a.*', 'ab.c.*', 'd.*.e.f', 'nowhere.*')).toEqual({
    found: [
      { 'a.0': { b: [1, 2] } },
      { 'a.1': 'x"]}' },
      { 'a.2': null },
      { 'a.3': -1500 },
      { 'a.4': true },
      { 'ab.c.0': [1] },
      { 'ab.c.1': [] },
      { 'd.0.e.f': ']' },
    ],
    end: null,
  });
  expect(await inDocument(text, 'a')).toMatchObject({ found: [{ a: { length: 5 } }], end: null });
});

test('documents that follow each other are one file', async () => {
  expect(await inDocument('{"a":1}{"a":2}\n\n[3] "4"\t5', '')).toEqual({
    found: [{ '': { a: 1 } }, { '': { a: 2 } }, { '': [3] }, { '': '4' }, { '': 5 }],
    end: null,
  });
});

test('a record that is broken is named, and those behind it are read', async () => {
  const text = '[{"a":1},{"a":},{a:3},{"a":"\n"},{"a":4},nul,{"a":5}]';
  const { found, end } = await inDocument(text, '*');
  expect(found).toEqual([
    { 0: { a: 1 } },
    { 1: 'unreadable' },
    { 2: 'unreadable' },
    { 3: 'unreadable' },
    { 4: { a: 4 } },
    { 5: 'unreadable' },
    { 6: { a: 5 } },
  ]);
  expect(end).toBeNull();
});

test.each([
  ['<html><body>Not found</body></html>', 'format', 1],
  ['{"a":[1,2}', 'format', 10],
  ['{"a" 1}', 'format', 6],
  ['{"a":1,,}', 'format', 8],
  ['[1 2]', 'format', 4],
  ['{"a":[1,2]', 'truncated', null],
  ['{"a":["abc', 'truncated', null],
  ['{"a', 'truncated', null],
  ['{"a"', 'truncated', null],
  ['', 'truncated', null],
  [' \n ', 'truncated', null],
])('%s is refused: %s', async (text, trouble, at) => {
  const { end } = await inDocument(text, 'a.*', 'b');
  expect(end).toBeInstanceOf(UnreadableFile);
  expect((end as UnreadableFile).trouble).toBe(trouble);
  if (at !== null) expect((end as UnreadableFile).message).toContain(`from its character ${at} on`);
});

/** Pieces without an end in sight: what is between two texts, so often. */
const endless = (before: string, piece: string, times: number, after: string): AsyncIterable<string> => ({
  async *[Symbol.asyncIterator]() {
    yield before;
    for (let count = 0; count < times; count++) yield piece;
    yield after;
  },
});

test('where brackets do not fit, reading ends behind what was found', async () => {
  const { found, end } = await inDocument('[{"a":1},{"a":[}]},{"a":2}]', '*');
  expect(found).toEqual([{ 0: { a: 1 } }, { 1: 'unreadable' }]);
  expect(end).toMatchObject({ trouble: 'format' });
});

const long = 'x'.repeat(1_000_000);
const deep = '['.repeat(1_000);

test('a text of 64 million characters, a nesting of 100 000 and a list without an end are named, and what is behind them is read', async () => {
  expect(await all(findInJson(endless('[1,{"a":"', long, 64, '"},2]'), ['*']))).toEqual({
    found: [{ 0: 1 }, { 1: 'too-large' }, { 2: 2 }],
    end: null,
  });
  const nested = endless('[1,', deep, 100, `${']'.repeat(100_000)},2]`);
  expect(await all(findInJson(nested, ['*']))).toEqual({ found: [{ 0: 1 }, { 1: 'too-deep' }, { 2: 2 }], end: null });
  const wide = endless('{"a":[0', ',{"b":[]}'.repeat(10_000), 100, '],"c":3}');
  expect(await all(findInJson(wide, ['a', 'c']))).toEqual({ found: [{ a: 'too-large' }, { c: 3 }], end: null });
  // What nobody asked for has no bound.
  expect(await all(findInJson(endless('{"a":"', long, 8, '","c":3}'), ['c']))).toEqual({
    found: [{ c: 3 }],
    end: null,
  });
  expect(await all(findInJson(endless('{"', long, 8, '":1,"c":3}'), ['c']))).toEqual({ found: [{ c: 3 }], end: null });
  expect((await all(findInJson(endless('[1,{"a":"', long, 8, ''), ['*']))).end).toMatchObject({ trouble: 'truncated' });
});

test('lines: each is a record, a broken one is named, the last one is cut where it does not end', async () => {
  const text = '#filetype:JSON\n{"a":1}\r\n\n{"a":\n  {"a":3}\n{"a":4}';
  for (const length of [1, 5, 1000])
    expect(await all(findInLines(inPieces(text, length)))).toEqual({
      found: [{ 2: { a: 1 } }, { 4: 'unreadable' }, { 5: { a: 3 } }, { 6: { a: 4 } }],
      end: null,
    });
  expect(await all(findInLines(inPieces('{"a":1}\n{"a":"b', 4)))).toMatchObject({
    found: [{ 1: { a: 1 } }],
    end: { trouble: 'truncated' },
  });
  expect(await all(findInLines(endless('{"a":"', long, 64, '"}\n{"a":2}\n')))).toEqual({
    found: [{ 1: 'too-large' }, { 2: { a: 2 } }],
    end: null,
  });
  expect(await all(findInLines(endless('', deep, 3, '\n2\n')))).toEqual({
    found: [{ 1: 'too-deep' }, { 2: 2 }],
    end: null,
  });
});

test('names of an object’s own insides are fields like others, and change nothing else', async () => {
  const { found } = await inDocument('[{"__proto__":{"isSpam":true},"constructor":1}]', '*');
  const record = Object.values(found[0] as object)[0] as Record<string, unknown>;
  expect(record.isSpam).toBeUndefined();
  expect(Object.keys(record)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).isSpam).toBeUndefined();
});

test.each([
  ['2026-11-24T14:50:12.604219056Z', '2026-11-24T14:50:12.604Z'],
  ['2026-11-24T14:50:12+02:00', '2026-11-24T12:50:12.000Z'],
  ['2026-11-24 14:47:22', '2026-11-24T14:47:22.000Z'],
  ['2021-10-28 20:50:15.25 +0800 CST m=+0.1', '2021-10-28T12:50:15.250Z'],
  ['2021-10-28 20:50:15 +0000 UTC', '2021-10-28T20:50:15.000Z'],
  ['2021/3/4 05:06', '2021-03-04T05:06:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  [1700000000, '2023-11-14T22:13:20.000Z'],
  ['1700000000.25', '2023-11-14T22:13:20.250Z'],
  [1700000000123, '2023-11-14T22:13:20.123Z'],
  [1700000000123456, '2023-11-14T22:13:20.123Z'],
  [{ __type: 'Date', iso: '2020-01-02T03:04:05.678Z' }, '2020-01-02T03:04:05.678Z'],
  [{ $date: { $numberLong: '1700000000123' } }, '2023-11-14T22:13:20.123Z'],
  ['0001-01-01T00:00:00Z', null],
  ['1969-12-31T23:59:59Z', null],
  ['2023-02-29', null],
  ['2023-13-01', null],
  ['yesterday', null],
  ['', null],
  [null, null],
  [0, null],
  [-5, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [9e99, null],
  [{ $date: {} }, null],
  [[], null],
])('the moment %j is %s', (value, expected) => {
  const moment = momentOf(value);
  expect(moment === null ? null : new Date(moment).toISOString()).toBe(expected);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7, 10.0.0.1', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['203.0.113.256', null],
  ['127.0.0.1', null],
  ['0.0.0.0', null],
  ['::1', null],
  ['::', null],
  ['de5bfc831186c28f5e4dfb0c5d22ff407b654407', null],
  ['', null],
  [7, null],
])('the network %j is %s', (value, expected) => expect(networkOf(value)).toBe(expected));

test('what was escaped once is undone once', () => {
  expect(unescaped('a &amp;amp; &lt;b&gt; &#34;c&#34; &#39;d&#x27; &quot;e&quot; &nbsp; &#128512; &')).toBe(
    'a &amp; <b> "c" \'d\' "e" &nbsp; &#128512; &',
  );
});

test('counts are whole numbers that anybody could have reached', () => {
  expect([3, '3', 3.7, ' 4 ', -3, 'x', null, true, 1e300, 2n ** 70n, '0x10'].map(countOf)).toEqual([
    3, 3, 3, 4, 0, 0, 0, 0, 1e9, 1e9, 16,
  ]);
});
