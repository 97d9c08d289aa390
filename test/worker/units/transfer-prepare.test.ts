import { expect, test } from 'vitest';
import { ImportedComment, ImportedThread } from '../../../worker/contract/transfer';
import { commentItem, leftOut, threadItem } from '../../../worker/transfer/fields';
import { openFile } from '../../../worker/transfer/file-text';
import { formatOfFile, formats } from '../../../worker/transfer/formats';
import { correctionOf } from '../../../worker/transfer/keys';
import { type Prepared, type Preparing, prepare } from '../../../worker/transfer/prepare';
import type { SourceAuthor, SourceComment, SourceItem } from '../../../worker/transfer/source';
import { survey } from '../../../worker/transfer/survey';
import { inPieces as textInPieces, written } from '../transfer/written';
import { bloggerFile, disqusFile, takeoutFile, wordpressFile } from '../transfer/xml-files';
import { collected, inPieces } from '../transfer-files';

const now = Date.UTC(2026, 0, 1);
const how: Preparing = { by: 'path', corrections: [], nobody: 'Anonymous', now };

async function* each(items: Iterable<SourceItem>) {
  yield* items;
}

const prepared = (items: Iterable<SourceItem>, more: Partial<Preparing> = {}) =>
  collected(prepare(each(items), { ...how, ...more }));
const surveyed = (items: Iterable<SourceItem>, more: Partial<Preparing> = {}, own: string[] = []) =>
  survey(prepare(each(items), { ...how, ...more }), own);

const page = threadItem('t', { url: 'https://blog.example/post/', title: 'Ein Beitrag' });
const comment = (id: string, more: Partial<Omit<SourceComment, 'author'>> & { author?: Partial<SourceAuthor> } = {}) =>
  commentItem({
    id,
    thread: 't',
    text: { form: 'html', value: `<p>Text ${id}</p>` },
    created: Date.UTC(2020, 0, 1),
    ...more,
    author: { name: 'Ada', ...more.author },
  });

/** The one comment that comes of these. */
async function only(items: Iterable<SourceItem>, more: Partial<Preparing> = {}) {
  const comments = (await prepared(items, more)).filter((one) => one.kind === 'comment');
  expect(comments).toHaveLength(1);
  return comments[0] as Extract<Prepared, { kind: 'comment' }>;
}

test('what is prepared is what the site takes, and a comment comes as it was', async () => {
  const [thread, one] = await prepared([
    page,
    comment('1', {
      parent: null,
      author: { id: 'u1', name: 'Ada', email: 'ada@mail.example', website: 'https://ada.example', team: true },
      edited: Date.UTC(2020, 0, 2),
      ups: 3,
      downs: 1,
      pinned: true,
      network: '192.0.2.1',
    }),
  ]);
  expect(thread).toMatchObject({
    thread: { id: 't', key: '/post/', url: 'https://blog.example/post/', title: 'Ein Beitrag', closed: false },
    odd: [],
  });
  expect(one).toEqual({
    kind: 'comment',
    key: '/post/',
    odd: [],
    comment: {
      id: '1',
      thread: 't',
      parent: null,
      author: { id: 'u1', name: 'Ada', email: 'ada@mail.example', website: 'https://ada.example/', team: true },
      body: 'Text 1',
      created: Date.UTC(2020, 0, 1),
      edited: Date.UTC(2020, 0, 2),
      status: 'published',
      ups: 3,
      downs: 1,
      pinned: true,
      network: '192.0.2.1',
    },
  });
});

const html = (value: string): Partial<SourceComment> => ({ text: { form: 'html', value } });
test.each<[string, Parameters<typeof comment>[1], string, object]>([
  ['no date', { created: null }, 'no-date', { created: now }],
  ['a date to come', { created: now + 1 }, 'future-date', { created: now + 1 }],
  ['escapes of escapes', html('Jan &amp;amp; Co&amp;#39;s &amp;uuml;'), 'double-escaped', { body: "Jan & Co's ü" }],
  ['an escaped name', { author: { name: 'Jan &amp; Co' } }, 'double-escaped', { author: { name: 'Jan & Co' } }],
  ['UTF-8 read as windows-1252', html('GrÃ¼ÃŸe â€“ schÃ¶n'), 'garbled', { body: 'Grüße – schön' }],
  ['a garbled name', { author: { name: 'JÃ¼rgen' } }, 'garbled', { author: { name: 'Jürgen' } }],
  ['something that may be garbled', html('GrÃ¼ße 日本'), 'perhaps-garbled', { body: 'GrÃ¼ße 日本' }],
  ['a long text', html('ä'.repeat(70_000)), 'long-text', { body: `${'ä'.repeat(65_535)}…` }],
  ['a long name', { author: { name: '👩'.repeat(100) } }, 'long-name', { author: { name: `${'👩'.repeat(79)}…` } }],
  ['no name', { author: { name: ' \u200b ' } }, 'no-name', { author: { name: 'Anonymous' } }],
  ['an address that is none', { author: { email: 'ada@localhost' } }, 'bad-email', { author: { email: null } }],
  [
    'a website that is none',
    { author: { website: 'javascript:alert(1)' } },
    'bad-website',
    { author: { website: null } },
  ],
  ['control characters', html('a\u0007b\u202ec'), 'control-characters', { body: 'abc' }],
])('%s is named, and what is done', async (_what, more, odd, expected) => {
  const one = await only([page, comment('1', more)]);
  expect(one.odd).toEqual([odd]);
  expect(one.comment).toMatchObject(expected);
});

test('what people mean is not put right: HTML that explains HTML, one letter that looks odd, a website without a scheme', async () => {
  const one = await only([
    page,
    comment('1', { ...html('&amp;lt;b&amp;gt; Ã und â'), author: { website: 'ada.example/über' } }),
  ]);
  expect(one.odd).toEqual([]);
  expect(one.comment).toMatchObject({
    body: '\\&lt;b\\&gt; Ã und â',
    author: { website: 'https://ada.example/%C3%BCber' },
  });
});

test('a comment without a date gets that of the one before it in its thread', async () => {
  const other = threadItem('o', { url: '/other' });
  const list = await prepared([
    page,
    other,
    comment('1', { created: 1000 }),
    comment('2', { thread: 'o', created: 9000 }),
    comment('3', { created: null }),
  ]);
  expect(list.at(-1)).toMatchObject({ comment: { id: '3', created: 1000 }, odd: ['no-date'] });
});

test('a comment without text keeps the place of its answers; without answers it does not come', async () => {
  const result = await surveyed([
    page,
    comment('1', html('<p> </p>')),
    comment('2', { parent: '1' }),
    comment('3', html('')),
  ]);
  expect(result).toMatchObject({
    read: 3,
    mapping: [{ key: '/post/', comments: 2 }],
    comes: { published: 1, gone: 1 },
    odd: [{ what: 'no-text', count: 2 }],
    leftOut: [{ what: 'gone-unanswered', count: 1, examples: ['3'] }],
  });
});

test('the same comment twice comes once; another with its id gets an id of its own, the same each time', async () => {
  const items = [
    page,
    comment('1'),
    comment('1'),
    comment('1', html('anders')),
    comment('1', html('anders')),
    comment('2', { parent: '1' }),
  ];
  const list = await prepared(items);
  const ids = list.flatMap((one) => (one.kind === 'comment' ? [one.comment.id] : []));
  expect(ids).toEqual(['1', expect.stringMatching(/^1~\w+$/), '2']);
  expect(list.filter((one) => one.kind === 'left-out')).toMatchObject([{ why: 'twin' }, { why: 'twin' }]);
  expect(await prepared(items)).toEqual(list);
});

test('parents that come later are found; those that never come, stand in another thread or go in a circle are named', async () => {
  const result = await surveyed([
    page,
    threadItem('same', { url: 'http://www.blog.example/post/#x' }),
    threadItem('o', { url: '/other' }),
    comment('1', { parent: '2' }),
    comment('2', { thread: 'same' }),
    comment('3', { parent: 'never' }),
    comment('4', { thread: 'o', parent: '1' }),
    comment('5', { parent: '6' }),
    comment('6', { parent: '7' }),
    comment('7', { parent: '5' }),
    comment('8', { parent: '5' }),
    comment('9', { parent: '9' }),
  ]);
  expect(result.odd).toEqual([
    { what: 'cycle', count: 4, examples: ['5', '6', '7'] },
    { what: 'no-parent', count: 2, examples: ['3', '4'] },
  ]);
  expect(result.comes.published).toBe(9);
});

test('spam that the site would throw away at once does not come, except where somebody answered it', async () => {
  const result = await surveyed(
    [
      page,
      comment('1', { status: 'spam' }),
      comment('2', { status: 'spam' }),
      comment('3', { parent: '2' }),
      comment('4', { status: 'spam', created: now - 1 }),
    ],
    { oldSpamBefore: now - 86_400_000 },
  );
  expect(result).toMatchObject({
    comes: { spam: 2, published: 1 },
    leftOut: [{ what: 'old-spam', count: 1, examples: ['1'] }],
  });
});

test('a comment in a thread that is not told of, or has no address, does not come', async () => {
  const result = await surveyed([
    threadItem('n', {}),
    comment('1', { thread: 'n' }),
    comment('2', { thread: 'never' }),
  ]);
  expect(result).toMatchObject({
    read: 2,
    comes: { published: 0 },
    leftOut: [
      { what: 'no-address', count: 1 },
      { what: 'no-thread', count: 1 },
    ],
    leftOutThreads: [{ what: 'no-address', count: 1 }],
  });
});

const keys = async (url: string | null, identifier: string | null, more: Partial<Preparing> = {}) => {
  const [one] = await prepared([threadItem('t', { url, identifier })], more);
  return one?.kind === 'thread' ? [one.thread.key, ...one.odd] : one;
};

test('addresses become threads as the widget names them: by path, without query and hash', async () => {
  expect(await keys('https://blog.example/über/käse?utm=1#c', null)).toEqual([
    '/%C3%BCber/k%C3%A4se',
    'address-with-query',
  ]);
  expect(await keys('/a/b.html', null)).toEqual(['/a/b.html']);
  expect(await keys('blog.example/a', null)).toEqual(['/a']);
  expect(await keys('https://blog.example/?p=12', null)).toEqual(['/?p=12', 'address-by-number']);
  expect(await keys(null, 'artikel-1')).toEqual(['artikel-1']);
  expect(await keys('javascript:alert(1)', null)).toMatchObject({ why: 'no-address' });
  expect(await keys(`/${'x'.repeat(600)}`, null)).toMatchObject({ why: 'no-address' });
});

test('or by identifier, where there is one', async () => {
  expect(await keys('/a?b=1', 'artikel-1', { by: 'identifier' })).toEqual(['artikel-1']);
  expect(await keys('/a', ' ', { by: 'identifier' })).toEqual(['/a', 'no-identifier']);
});

test('corrections: one by one, or all that begins so; the first that fits counts', async () => {
  const corrections = [
    '/a=/b',
    '/2012/*=/blog/*',
    '/2012/x=/never',
    'https://old.example/y?id=1=/y',
    '/?p=12=/kaese/',
  ].map((typed) => {
    const correction = correctionOf(typed);
    if (!correction) throw new Error(typed);
    return correction;
  });
  expect(await keys('https://blog.example/a', null, { corrections })).toEqual(['/b']);
  expect(await keys('/2012/x', null, { corrections })).toEqual(['/blog/x']);
  expect(await keys('https://old.example/y?id=1', null, { corrections })).toEqual(['/y', 'address-with-query']);
  expect(await keys('https://blog.example/?p=12', null, { corrections })).toEqual(['/kaese/']);
  expect(['', '=', 'a=', '=b', 'ab'].map(correctionOf)).toEqual([null, null, null, null, null]);
});

test('hosts are counted; such as are not wanted stay out, with all that stands there', async () => {
  const items = [
    page,
    threadItem('l', { url: 'http://localhost:4000/post/' }),
    comment('1'),
    comment('2', { thread: 'l' }),
  ];
  expect((await surveyed(items, {}, ['blog.example'])).hosts).toEqual([
    { host: 'blog.example', threads: 1, isOwn: true },
    { host: 'localhost:4000', threads: 1, isOwn: false },
  ]);
  expect(await surveyed(items, { without: ['localhost:4000'] })).toMatchObject({
    read: 2,
    comes: { published: 1 },
    leftOut: [{ what: 'unwanted-host', count: 1 }],
    leftOutThreads: [{ what: 'unwanted-host', count: 1 }],
  });
});

test('a survey shows how addresses become threads, and five of them as readers would see them', async () => {
  const threads = Array.from({ length: 7 }, (_, at) =>
    threadItem(`t${at}`, { url: `/old/${at}`, title: `Beitrag ${at}` }),
  );
  const comments = threads.flatMap((_, at) =>
    Array.from({ length: 30 + at }, (_each, number) =>
      comment(`${at}-${number}`, { thread: `t${at}`, ...html('x'.repeat(3000)) }),
    ),
  );
  const result = await surveyed([...threads, ...comments, comment('held', { thread: 't0', status: 'held' })], {
    corrections: [{ from: '/old/*', to: '/new/*' }],
  });
  expect(result.threads).toEqual({ read: 7, become: 7 });
  expect(result.mapping[0]).toEqual({ key: '/new/6', from: ['/old/6'], title: 'Beitrag 6', url: null, comments: 36 });
  expect(result.preview.map(({ key, comments: shown }) => [key, shown.length, shown[0]?.body.length])).toEqual(
    [0, 1, 2, 3, 4].map((at) => [`/new/${at}`, 20, 2001]),
  );
});

const files: [string, string][] = [
  ['disqus', disqusFile()],
  ['wordpress', wordpressFile],
  ['blogger', bloggerFile],
  ['blogger', takeoutFile],
  ...written.map((file): [string, string] => [file.format, file.file(file.records)]),
];

test.each(files)(
  '%s: each comment of a file comes or is named, and what comes is what the site takes',
  async (name, text) => {
    const format = formats.find((one) => one.name === name);
    if (!format) throw new Error(name);
    const items = await collected(format.read(textInPieces(text, 1000)));
    const records = items.filter(({ kind }) => kind !== 'thread');
    const list = await prepared(items);
    for (const one of list) {
      if (one.kind === 'thread') expect(ImportedThread.parse(one.thread)).toEqual(one.thread);
      if (one.kind === 'comment') expect(ImportedComment.parse(one.comment)).toEqual(one.comment);
    }
    const { read, comes, leftOut: out } = await surveyed(items);
    const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
    expect(read).toBe(records.length);
    expect(sum(Object.values(comes)) + sum(out.map(({ count }) => count))).toBe(read);
  },
);

test('a file from its bytes to its survey', async () => {
  const file = openFile(() => inPieces(new TextEncoder().encode(disqusFile()), 100));
  const format = await formatOfFile(file);
  if (!format) throw new Error('It is not recognized.');
  const result = await survey(prepare(format.read(file), how), ['blog.example']);
  expect(result).toMatchObject({
    read: 7,
    comes: { published: 2, held: 1, spam: 1, rejected: 1, gone: 1 },
    leftOut: [{ what: 'without-id', count: 1 }],
    threads: { read: 2, become: 2 },
    odd: [{ what: 'address-with-query' }, { what: 'no-date' }],
    hosts: [{ host: 'blog.example', threads: 2, isOwn: true }],
  });
  expect(result.preview[0]?.comments.map(({ id, parent, status }) => [id, parent, status])).toEqual([
    ['11', null, 'published'],
    ['12', '11', 'gone'],
    ['13', '12', 'published'],
  ]);
});

const hostile = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '<script>',
  '\u202e',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  '👩‍👧',
  '&#0;',
  '\u2028',
  '../..',
  'a\nb',
  'ﷺ'.repeat(600),
];

test.each(hostile.map((text) => [JSON.stringify(text.slice(0, 20)), text]))(
  '%s in every place is taken or named',
  async (_shown, text) => {
    const items = [
      threadItem(text, { url: text, identifier: text, title: text }),
      threadItem('t', { url: `https://blog.example/${text}`, title: text }),
      comment(text, { thread: text }),
      comment('1', {
        parent: text,
        author: { id: text, name: text, email: text, website: text },
        network: text,
        ...html(text),
      }),
      comment('2', {
        text: { form: 'markdown', value: text },
        created: Number.NaN,
        edited: Number.POSITIVE_INFINITY,
        ups: 1e300,
        downs: -1,
      }),
      leftOut(text, text, text),
    ];
    const { read, comes, leftOut: out } = await surveyed(items);
    expect(
      Object.values(comes).reduce((all, one) => all + one, 0) + out.reduce((all, { count }) => all + count, 0),
    ).toBe(read);
    expect(read).toBe(4);
    expect(Object.values(comes).every((count) => count >= 0)).toBe(true);
  },
);
