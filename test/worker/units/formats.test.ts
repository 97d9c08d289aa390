import { describe, expect, test } from 'vitest';
import { formats } from '../../../worker/transfer/formats';
import { Ids } from '../../../worker/transfer/ids';
import { type Format, type SourceItem, UnreadableFile } from '../../../worker/transfer/source';
import { told } from '../transfer/told';
import { inPieces, type Written, written } from '../transfer/written';

const named = (name: string): Format => {
  const format = formats.find((each) => each.name === name);
  if (!format) throw new Error(`There is no format ${name}.`);
  return format;
};

/** What is read of a text, and how reading ended. */
async function read(format: Format, text: AsyncIterable<string>): Promise<{ items: SourceItem[]; end: unknown }> {
  const items: SourceItem[] = [];
  try {
    for await (const item of format.read(text)) items.push(item);
    return { items, end: null };
  } catch (end) {
    return { items, end };
  }
}

/** Ids of 64 equal digits, shortened. */
const lines = (items: readonly SourceItem[]): string[] => items.map((item) => told(item).replace(/(.)\1{63}/g, '$1…'));

const whole = async (file: Written, text = file.file(file.records)): Promise<string[]> => {
  const { items, end } = await read(named(file.format), inPieces(text, 65_536));
  expect(end).toBeNull();
  return lines(items);
};

/** A number from 0 to 1, the next of a row that is the same in each run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const cases = written.map((file, at) => [`${file.format} (${at})`, file] as const);

test('a Remark42 backup: what was typed, names and titles unescaped, votes found again, pages that are closed', async () => {
  const post = 'https://blog.example/post?a=1&amp;b=2';
  expect(await whole(writtenAs('remark42'))).toEqual([
    'thread https://blog.example/closed | - | https://blog.example/closed | - | closed',
    `thread ${post} | - | https://blog.example/post?a=1&b=2 | Umzug & <Ärger>`,
    `published r1 in ${post} | github_1, Mira "M" Föhr & Co, mira@mail.example, -, team | markdown: Erster, mit **Nachdruck** | 2024-05-02T08:00:00.604Z | +5 -2 | pinned`,
    `published r2 in ${post} under r1 | disqus_2, Jan, -, - | html: <p>kam von Disqus</p> | 2019-01-01T00:00:00.000Z | +0 -2`,
    `gone r3 in ${post} under r2 | deleted, deleted, -, - | plain:  | 2024-05-02T10:05:00.000Z`,
    'published r4 in https://blog.example/closed under r9 | anonymous_4, Åsa, -, - | markdown: später 🦊 | 2024-05-03T10:00:00.000Z edited 2024-05-03T11:00:00.000Z | +2 -1',
  ]);
});

test('a Commento export: people stand behind the comments, `[deleted]` is gone, flagged is spam, nobody has no id', async () => {
  const [post, other] = ['https://blog.example/post', 'https://blog.example/other'];
  expect(await whole(writtenAs('commento'))).toEqual([
    `thread ${post} | - | ${post} | -`,
    `published 1… in ${post} | a…, Mira, mira@mail.example, https://mira.example, team | markdown: Kommentar *1* | 2021-03-17T12:09:47.722Z | +4 -0`,
    `held 2… in ${post} under 1… | -, , -, - | markdown: Kommentar *2* | 2021-03-17T12:09:47.722Z`,
    `spam 3… in ${post} | -, , -, - | markdown: Kommentar *3* | 2021-03-17T12:09:47.722Z | +0 -1`,
    `thread ${other} | - | ${other} | -`,
    `gone 4… in ${other} | a…, Mira, -, -, team | plain:  | 2021-03-17T12:09:47.722Z`,
    `published 5… in ${other} under 4… | b…, Jan, -, - | markdown: Kommentar *5* | 2021-03-17T12:09:47.722Z`,
  ]);
});

test('a Comentario export: pages by id, their host from a comment, rejected is neither approved nor pending', async () => {
  const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
  const mira = `${id('a')}, Mira, mira@mail.example, https://mira.example, team`;
  expect(await whole(writtenAs('comentario'))).toEqual([
    `thread ${id('e')} | - | /post | Ein Beitrag | closed`,
    `thread ${id('f')} | - | /leer | -`,
    `thread ${id('e')} | - | https://blog.example/post | Ein Beitrag | closed`,
    `published ${id('1')} in ${id('e')} | ${mira} | markdown: Kommentar **1** | 2024-02-03T04:05:06.789Z edited 2024-02-03T05:00:00.000Z | +2 -0 | pinned`,
    `published ${id('2')} in ${id('e')} under ${id('1')} | -, Åsa, -, - | markdown: Kommentar **2** | 2024-02-03T04:05:06.789Z | 203.0.113.7`,
    `held ${id('3')} in ${id('e')} | ${mira} | markdown: Kommentar **3** | 2024-02-03T04:05:06.789Z | +0 -3`,
    `rejected ${id('4')} in ${id('e')} | ${mira} | markdown: Kommentar **4** | 2024-02-03T04:05:06.789Z`,
    `gone ${id('5')} in ${id('e')} | ${id('a')}, Mira, -, -, team | plain:  | 2024-02-03T04:05:06.789Z`,
  ]);
});

test('Isso’s generic JSON: a thread is named behind its comments, ids count within it, and what Garrul’s dump adds is read', async () => {
  expect(await whole(writtenAs('isso'))).toEqual([
    'thread /posts/1/ | - | /posts/1/ | Erster Beitrag',
    'published /posts/1/#1 in /posts/1/ | -, Mira & Co, mira@mail.example, https://mira.example | markdown: Erster *Kommentar* | 2023-11-14T22:13:20.000Z | 203.0.113.0',
    'held /posts/1/#2 in /posts/1/ under /posts/1/#1 | -, , -, - | markdown: wartet | 2023-11-14T22:14:21.500Z edited 2023-11-14T22:15:00.000Z',
    'gone /posts/1/#3 in /posts/1/ | -, , -, - | plain:  | 2023-11-14T22:15:20.000Z',
  ]);
});

test('Artalk’s artrans: texts for everything, Go’s times, a path below its site’s address', async () => {
  const mira = '-, Mira, mira@mail.example, https://mira.example';
  expect(await whole(writtenAs('artalk'))).toEqual([
    'thread https://blog.example/post/ | - | https://blog.example/post/ | Ein Beitrag',
    `published 1 in https://blog.example/post/ | ${mira} | markdown: Kommentar **1** | 2021-10-28T12:50:15.250Z | +3 -1 | pinned | 203.0.113.7`,
    `held 2 in https://blog.example/post/ under 1 | ${mira} | markdown: Kommentar **2** | 2021-10-28T12:50:15.250Z | 203.0.113.7`,
    'thread https://blog.example/zu | - | https://blog.example/zu | Ein Beitrag | closed',
    `published 3 in https://blog.example/zu | ${mira} | markdown: Kommentar **3** | 2021-10-28T12:50:15.250Z | 203.0.113.7`,
  ]);
});

test('a Waline export: whoever was signed in is named by their account; dates of either database; what came from Valine is HTML', async () => {
  const jan = '-, Jan, jan@mail.example, https://jan.example';
  expect(await whole(writtenAs('waline'))).toEqual([
    'thread /post/ | - | /post/ | -',
    'published 1 in /post/ | 7, Mira, mira@mail.example, https://mira.example, team | markdown: Kommentar **1** | 2026-11-24T14:47:22.000Z | +3 -0 | pinned | 203.0.113.7',
    `held 2 in /post/ under 1 | ${jan} | markdown: Kommentar **2** | 2026-11-24T14:47:22.000Z | 203.0.113.7`,
    'thread /über/ | - | /über/ | -',
    `spam 3 in /über/ | ${jan} | markdown: Kommentar **3** | 2026-11-24T14:47:22.000Z | 203.0.113.7`,
    `published 4 in /post/ under 1 | ${jan} | markdown: Kommentar **4** | 2026-11-24T14:48:00.500Z | 203.0.113.7`,
    `published 5 in /post/ | ${jan} | html: <p>kam von <em>Valine</em></p>\n | 2026-11-24T14:47:22.000Z | +2 -0 | 203.0.113.7`,
  ]);
});

test('Waline’s export as its server answers is the same one', async () => {
  const waline = writtenAs('waline');
  const answer = `{"errno":0,"errmsg":"","data":${waline.file(waline.records)}}`;
  expect(await whole(waline, answer)).toEqual(await whole(waline));
});

test('Valine’s comments: one a line behind LeanCloud’s head, and one list, are the same', async () => {
  const both = written.filter(({ format }) => format === 'valine');
  expect(both).toHaveLength(2);
  for (const file of both)
    expect(await whole(file)).toEqual([
      'thread /post/ | - | /post/ | -',
      'published 5e0d1 in /post/ | -, Mira, mira@mail.example, https://mira.example | html: <p>Kommentar <em>5e0d1</em></p>\n | 2020-01-02T03:04:05.678Z | 203.0.113.7',
      'published 5e0d2 in /post/ under 5e0d1 | -, Mira, -, - | html: <p>Kommentar <em>5e0d2</em></p>\n | 2020-01-02T03:04:05.678Z | 203.0.113.7',
      'spam 5e0d3 in /post/ | -, Mira, mira@mail.example, https://mira.example | markdown: ohne *HTML* | 2020-01-02T03:04:05.700Z | 203.0.113.7',
    ]);
});

test('Twikoo’s comments: as it exports them, and as MongoDB’s tools do', async () => {
  const both = written.filter(({ format }) => format === 'twikoo');
  expect(both).toHaveLength(2);
  const uid = 'f17c1669978dc8bd214e6a311da1ba69';
  for (const file of both)
    expect(await whole(file)).toEqual([
      'thread /post/ | - | /post/ | -',
      `published t1 in /post/ | ${uid}, Mira, mira@mail.example, https://mira.example, team | html: <p>Kommentar <strong>t1</strong></p>\n | 2026-11-24T14:47:10.939Z | +2 -1 | pinned | 203.0.113.7`,
      `spam t2 in /post/ under t1 | ${uid}, Mira, mira@mail.example, https://mira.example | html: <p>Kommentar <strong>t2</strong></p>\n | 2026-11-24T14:47:10.939Z | 203.0.113.7`,
      'thread ein-schlüssel | ein-schlüssel | https://blog.example/post/ | -',
      `published t3 in ein-schlüssel | ${uid}, Mira, -, - | html: <p>Kommentar <strong>t3</strong></p>\n | 2026-11-24T14:47:10.939Z edited 2026-11-24T14:47:20.939Z | +1 -0 | 203.0.113.7`,
    ]);
});

test.each([
  ['waline', 'objectId'],
  ['valine', 'objectId'],
  ['twikoo', '_id'],
])(
  'an answer to a comment that %s has deleted stands below the first of the conversation; with neither, it is told so',
  async (name, id) => {
    const file = writtenAs(name);
    const [one] = file.records;
    const records = [
      { ...one, [id]: 'a', pid: 'gone', rid: 'z' },
      { ...one, [id]: 'b', pid: 'gone', rid: 'gone too' },
      { ...one, [id]: 'c', rid: 'z', pid: undefined },
      { ...one, [id]: 'd', pid: 'a', rid: 'z' },
      { ...one, [id]: 'z', pid: null, rid: null },
    ];
    const { items } = await read(named(name), inPieces(file.file(records), 1000));
    const parents = items.flatMap((item) => (item.kind === 'comment' ? [[item.comment.id, item.comment.parent]] : []));
    expect(Object.fromEntries(parents)).toEqual({ a: 'z', b: 'gone', c: 'z', d: 'a', z: null });
  },
);

test('of half a million ids each is known again, and hardly any other', () => {
  const ids = new Ids();
  for (let id = 0; id < 500_000; id++) ids.add(`5e0d${id.toString(16)}`);
  let others = 0;
  for (let id = 0; id < 500_000; id += 50) {
    expect(ids.has(`5e0d${id.toString(16)}`)).toBe(true);
    if (ids.has(`${id.toString(16)}5e0d`)) others++;
  }
  expect(others).toBeLessThan(20);
});

const mira = 'mira, mira, -, https://github.com/mira';

test('discussions under giscus: the page from their first text, answers below, hidden and deleted ones', async () => {
  expect(await whole(writtenAs('giscus'))).toEqual([
    'thread D_1 | blog/post/ | https://blog.example/blog/post/ | blog/post/ | closed',
    `published c1 in D_1 | ${mira}, team | markdown: Kommentar **c1** | 2023-01-02T03:04:05.000Z | +5 -1`,
    `published c2 in D_1 under c1 | ${mira} | markdown: Kommentar **c2** | 2023-01-02T03:04:05.000Z edited 2023-01-03T00:00:00.000Z | +2 -1`,
    'spam c3 in D_1 | -, ghost, -, - | markdown: Kommentar **c3** | 2023-01-02T03:04:05.000Z | +2 -1',
    'gone c4 in D_1 | mira, mira, -, - | plain:  | 2023-01-02T03:04:05.000Z | +2 -1',
    `published c5 in D_1 | ${mira} | html: <p>Kommentar <strong>c5</strong></p> | 2023-01-02T03:04:05.000Z | +2 -1`,
  ]);
});

test('pages of GitHub’s answers one after another, or in one list: a later page completes an earlier one, and what is missing is named', async () => {
  const page = (comments: object) => ({
    data: { repository: { discussion: { id: 'D_1', title: 'a post', body: '', comments } } },
  });
  const comment = (id: string, replies: object) => ({ id, createdAt: '2023-01-02T03:04:05Z', body: id, replies });
  const first = page({
    pageInfo: { hasNextPage: true },
    nodes: [comment('c1', { totalCount: 2, nodes: [comment('c2', {})] })],
  });
  const second = page({ pageInfo: { hasNextPage: false }, nodes: [comment('c3', { totalCount: 0, nodes: [] })] });
  const third = {
    data: { node: { id: 'c1', discussion: { id: 'D_1' }, replies: { pageInfo: {}, nodes: [comment('c4', {})] } } },
  };
  const idsIn = async (text: string) => {
    const { items, end } = await read(named('giscus'), inPieces(text, 50));
    expect(end).toBeNull();
    return items.flatMap((item) =>
      item.kind === 'comment' ? [item.comment.id] : item.kind === 'left-out' ? [told(item)] : [],
    );
  };
  expect(await idsIn(JSON.stringify(first))).toEqual([
    'c1',
    'c2',
    'left out c1: not-in-the-file',
    'left out D_1: not-in-the-file',
  ]);
  expect(await idsIn([first, second, third].map((each) => JSON.stringify(each)).join('\n'))).toEqual([
    'c1',
    'c2',
    'c3',
    'c4',
  ]);
  expect(await idsIn(JSON.stringify([first, second, third]))).toEqual(['c1', 'c2', 'c3', 'c4']);
});

test.each([
  ['index', '', '/'],
  ['blog/my-post', '', '/blog/my-post'],
  ['https://blog.example/x', '', 'https://blog.example/x'],
  ['A title of words', '', null],
  ['A title of words', 'see https://github.com/a/b and https://blog.example/x.', 'https://blog.example/x.'],
])('a discussion named “%s” (%s) is under %s', async (title, body, url) => {
  const text = JSON.stringify({
    data: { repository: { discussion: { id: 'D', title, body, comments: { nodes: [] } } } },
  });
  const { items } = await read(named('giscus'), inPieces(text, 1000));
  expect(items).toEqual([{ kind: 'thread', thread: { id: 'D', identifier: title, url, title, closed: false } }]);
});

test('Schnack’s JSON: trusted people need no decision', async () => {
  expect(await whole(writtenAs('schnack'))).toEqual([
    'thread /post/ | /post/ | /post/ | -',
    'published 1 in /post/ | 2, Mira, -, https://mira.example | html: <p>Kommentar <em>1</em></p>\n | 2019-05-06T07:08:09.000Z',
    'held 2 in /post/ under 1 | 2, Mira, -, https://github.com/mira | html: <p>Kommentar <em>2</em></p>\n | 2019-05-06T07:08:09.000Z',
    'published 3 in /post/ | 2, mira, -, https://mira.example | html: <p>Kommentar <em>3</em></p>\n | 2019-05-06T07:08:09.000Z',
  ]);
});

test('Garrul’s database as SQL: people behind their comments, line breaks and semicolons in texts, comments between statements', async () => {
  const text = "es bleibt dabei: 'so' -- und /* nicht */ anders";
  const at = '2023-11-14T22:13:20.123Z';
  expect(await whole(writtenAs('garrul'))).toEqual([
    'thread post | post | https://blog.example/post | Ein "Beitrag" | closed',
    `published 01A in post | u1, Mira, mira@mail.example, -, team | markdown: Kommentar **01A**;\n${text} | ${at} edited 2023-11-14T22:28:20.000Z | +2 -1`,
    `held 01B in post under 01A | u2, , -, - | markdown: Kommentar **01B**;\n${text} | ${at}`,
    `spam 01C in post | u1, Mira, mira@mail.example, -, team | markdown: Kommentar **01C**;\n${text} | ${at}`,
    `gone 01D in post | u1, Mira, -, -, team | plain:  | ${at}`,
  ]);
});

/** How the files of systems begin that write XML. */
const ofXml = [
  '<?xml version="1.0"?><disqus xmlns="http://disqus.com"><post dsq:id="1">',
  '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><wp:comment>',
  '<feed xmlns="http://www.w3.org/2005/Atom"><generator>Blogger</generator><id>tag:blogger.com,1999:blog-1.archive</id>',
];

test('XML is of one system alone, also behind declarations, comments and stray signs', () => {
  for (const text of ofXml)
    for (const before of [
      '',
      '\uFEFF',
      '`',
      '\n\n',
      '<!-- <disqus> <feed> -->\n',
      '<!DOCTYPE x>\n<!-- a --><!-- b -->',
    ])
      expect(formats.filter(({ matches }) => matches(before + text))).toHaveLength(1);
});

describe.each(cases)('%s', (_, file) => {
  const format = named(file.format);
  const text = file.file(file.records);

  test('is taken for what it is, and by no other format', () => {
    expect(formats.filter(({ matches }) => matches(text.slice(0, 64_000))).map(({ name }) => name)).toEqual([
      file.format,
    ]);
  });

  test('is still that where somebody quotes another system’s file in it', () => {
    const [first, ...others] = file.records;
    for (const quoted of [...written.map((other) => other.file(other.records)), ...ofXml]) {
      const text = file.file([{ quoted: quoted.slice(0, 5000), ...first }, ...others]);
      const takers = formats.filter(({ matches }) => matches(text.slice(0, 64_000)));
      expect(takers.map(({ name }) => name)).toEqual([file.format]);
    }
  });

  test('says the same wherever its pieces are cut', async () => {
    const expected = await whole(file);
    for (const length of [1, 2, 3, 7, 64, 1000])
      expect(lines((await read(format, inPieces(text, length))).items)).toEqual(expected);
    for (let at = 1; at < text.length; at += 7) {
      const cut: AsyncIterable<string> = {
        async *[Symbol.asyncIterator]() {
          yield text.slice(0, at);
          yield text.slice(at);
        },
      };
      expect(lines((await read(format, cut)).items)).toEqual(expected);
    }
  });

  test('cut anywhere, what stands before the end counts, and the end is named', async () => {
    const expected = commentsOf((await read(format, inPieces(text, 65_536))).items);
    let said = 0;
    for (let at = 0; at < text.length; at += 5) {
      const { items, end } = await read(format, inPieces(text.slice(0, at), 300));
      const comments = commentsOf(items);
      // Of a file that is cut, the page of a comment may be unknown; then that is its reason.
      const known = file.refersBehind ? comments.length : Math.min(comments.length, expected.length);
      expect(comments.slice(0, known)).toEqual(expected.slice(0, known));
      if (end === null) continue;
      expect(end).toBeInstanceOf(UnreadableFile);
      expect((end as UnreadableFile).trouble).toBe('truncated');
      said++;
    }
    expect(said).toBeGreaterThan((text.length / 5) * 0.9);
  });

  test('in any order its comments are the same', async () => {
    const sorted = async (records: readonly unknown[]) =>
      (await whole(file, file.file(records))).filter((line) => !line.startsWith('thread')).toSorted();
    const expected = await sorted(file.records);
    const next = chance(15);
    for (let round = 0; round < 20; round++) {
      const order = file.records.map((record) => ({ record, at: next() })).toSorted((a, b) => a.at - b.at);
      expect(await sorted(order.map(({ record }) => record))).toEqual(expected);
    }
  });

  test('with any field missing or of another kind, each record is a comment or named with a reason', async () => {
    const others = [
      undefined,
      null,
      0,
      -1,
      7,
      1e300,
      '',
      'x'.repeat(10_000),
      true,
      [],
      [1],
      {},
      { $oid: null },
      '__proto__',
    ];
    const isOne = (item: SourceItem) => item.kind !== 'thread';
    const total = (await read(format, inPieces(text, 65_536))).items.filter(isOne).length;
    for (const [at, record] of file.records.entries())
      for (const field of [...Object.keys(record), '__proto__', 'constructor', 'toString'])
        for (const other of others) {
          const spoilt = { ...record };
          Object.defineProperty(spoilt, field, { value: other, enumerable: true, configurable: true });
          const { items, end } = await read(format, inPieces(file.file(file.records.with(at, spoilt)), 65_536));
          expect({ field, other, end }).toEqual({ field, other, end: null });
          const found = items.filter(isOne).length;
          // A comment of a discussion may have lost its answers with their list.
          if (field === 'replies' || field === 'id') expect(found).toBeGreaterThanOrEqual(total - 1);
          else expect({ field, other, found }).toEqual({ field, other, found: total });
          for (const item of items) expectWhole(item);
        }
  });
});

const commentsOf = (items: readonly SourceItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'comment' ? [item.comment.id] : []));

function writtenAs(name: string): Written {
  const file = written.find(({ format }) => format === name);
  if (!file) throw new Error(`There is no file of ${name}.`);
  return file;
}

const textOrNull = expect.toSatisfy((value) => value === null || typeof value === 'string');
const momentOrNull = expect.toSatisfy((value) => value === null || Number.isSafeInteger(value));

/** Everything in an item is of the kind that it is said to be. */
function expectWhole(item: SourceItem): void {
  if (item.kind === 'left-out')
    expect(item.record).toEqual({ id: expect.any(String), what: expect.any(String), example: expect.any(String) });
  else if (item.kind === 'thread')
    expect(item.thread).toEqual({
      id: expect.any(String),
      identifier: textOrNull,
      url: textOrNull,
      title: textOrNull,
      closed: expect.any(Boolean),
    });
  else
    expect(item.comment).toEqual({
      id: expect.stringMatching(/./s),
      thread: expect.stringMatching(/./s),
      parent: textOrNull,
      author: {
        id: textOrNull,
        name: expect.any(String),
        email: textOrNull,
        website: textOrNull,
        team: expect.any(Boolean),
      },
      text: { form: expect.stringMatching(/^(?:html|markdown|plain)$/), value: expect.any(String) },
      created: momentOrNull,
      edited: momentOrNull,
      status: expect.stringMatching(/^(?:published|held|spam|rejected|gone)$/),
      ups: expect.toSatisfy(Number.isSafeInteger),
      downs: expect.toSatisfy(Number.isSafeInteger),
      pinned: expect.any(Boolean),
      network: textOrNull,
    });
}
