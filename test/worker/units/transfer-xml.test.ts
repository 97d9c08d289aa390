import { expect, test } from 'vitest';
import { formatOf, formats } from '../../../worker/transfer/formats';
import { type Format, type SourceItem, UnreadableFile } from '../../../worker/transfer/source';
import { told } from '../transfer/told';
import { inPieces } from '../transfer/written';
import { bloggerFile, disqusFile, disqusPosts, takeoutFile, wordpressFile } from '../transfer/xml-files';

const files: Record<string, string> = { disqus: disqusFile(), wordpress: wordpressFile, blogger: bloggerFile };

const named = (name: string): Format => {
  const format = formats.find((each) => each.name === name);
  if (!format) throw new Error(`There is no format ${name}.`);
  return format;
};

async function read(format: string, text: string | AsyncIterable<string>, size = 65_536) {
  const items: SourceItem[] = [];
  let end: unknown = null;
  try {
    for await (const item of named(format).read(typeof text === 'string' ? inPieces(text, size) : text))
      items.push(item);
  } catch (error) {
    end = error;
  }
  return { lines: items.map(told), items, end };
}

const troubleOf = (end: unknown) => (end instanceof UnreadableFile ? end.trouble : end);

test('Disqus: threads, parents, deleted, spam, held; bare ampersands and attributes without quotes are read', async () => {
  const { lines, end } = await read('disqus', disqusFile());
  expect(end).toBeNull();
  expect(lines).toEqual([
    'thread 2 | artikel-1 | https://blog.example/2012/erster/?a=1&b=2 | Erster „Beitrag“ | closed',
    'thread 3 | - | https://blog.example/weg | -',
    'published 11 in 2 | jo-co, Jo & Co, jo@mail.example, - | html: <p>Erster! 1 &lt; 2 &amp; <a href="https://blog.example/a/b/c/d.html" rel="nofollow noopener" title="https://blog.example/a/b/c/d.html">https://blog.example/a/b/...</a></p> | 2012-03-04T05:06:07.000Z | 192.0.2.7',
    'gone 12 in 2 under 11 | -, Ada, -, - | plain:  | 2012-03-04T05:07:00.000Z',
    'published 13 in 2 under 12 | -, Bo, -, - | html: Lebt & antwortet: x & y < z | 2012-03-04T05:08:00.000Z',
    'spam 14 in 2 | -, x, -, - | html: <p>kauf</p> | 2012-03-05T00:00:00.000Z',
    'held 15 in 2 | -, y, -, - | html: wartet | 2012-03-05T00:01:00.000Z',
    'rejected 16 in 3 | -, z, -, - | html: unter einem gelöschten Beitrag | -',
    'left out ?: without-id',
  ]);
});

test('WordPress: line breaks count, spam and trash are no comments to show, pingbacks and notes are left out, UTC is found where it is missing', async () => {
  const { lines, end } = await read('wordpress', wordpressFile);
  expect(end).toBeNull();
  const who = '-, Cleo, cleo@mail.example, https://cleo.example/';
  expect(lines).toEqual([
    'thread 21 | - | https://blog.example/kaese/ | Über Käse | closed',
    `published 1 in 21 | ${who} | html-lines: Erste Zeile\nzweite Zeile\n\nNeuer <b>Absatz</b> | 2014-01-14T17:32:12.000Z | 192.0.2.9`,
    `held 2 in 21 under 1 | ${who} | html-lines: Kommentar 2 | 2014-01-14T17:33:00.000Z | 192.0.2.9`,
    `spam 3 in 21 | ${who} | html-lines: Kommentar 3 | 2014-01-14T23:00:00.000Z | 192.0.2.9`,
    `rejected 4 in 21 | ${who} | html-lines: Kommentar 4 | 2014-01-14T23:00:00.000Z | 192.0.2.9`,
    `rejected 5 in 21 | ${who} | html-lines: Kommentar 5 | 2014-01-14T23:00:00.000Z | 192.0.2.9`,
    'left out 6: pingback',
    'left out 7: other-kind',
    `published 8 in 21 under 1 | 1, Cleo, cleo@mail.example, https://cleo.example/, team | html-lines: Kommentar 8 | 2014-01-15T00:00:00.000Z | 192.0.2.9`,
    `held 10 in 21 | ${who} | html-lines: Kommentar 10 | 2014-01-15T00:00:00.000Z | 192.0.2.9`,
    `published 9 in 21 | ${who} | html-lines: Kommentar 9 | - | 192.0.2.9`,
  ]);
  expect((await read('wordpress-pings', wordpressFile)).lines[6]).toMatch(/^published 6 in 21 /);
});

test('Blogger, as it exported until 2024: comments by their kind, what they answer by its link, removed ones are gone', async () => {
  const { lines, end } = await read('blogger', bloggerFile);
  expect(end).toBeNull();
  const id = (post: number) => `tag:blogger.com,1999:blog-5.post-${post}`;
  expect(lines).toEqual([
    `thread ${id(100)} | - | http://blog.example/2011/01/ein-beitrag.html | Ein Beitrag`,
    `published ${id(200)} in ${id(100)} | 0815, Dora, -, https://www.blogger.com/profile/0815 | html: Schön <b>hier</b>.<br />Wirklich. | 2011-01-02T09:00:00.000Z`,
    `published ${id(201)} in ${id(100)} under ${id(200)} | -, Emil, -, - | html: Antwort | 2011-01-03T09:00:00.000Z`,
    `thread ${id(101)} | - | http://blog.example/2011/01/anderer.html | -`,
    `gone ${id(202)} in ${id(101)} | -, Emil, -, - | plain:  | 2011-01-03T10:00:00.000Z`,
  ]);
});

test('Blogger, as Google Takeout exports it', async () => {
  const id = (post: number) => `tag:blogger.com,1999:blog-6.post-${post}`;
  expect((await read('blogger', takeoutFile)).lines).toEqual([
    `thread ${id(1)} | - | /2024/01/neu.html | Neu`,
    `published ${id(2)} in ${id(1)} | -, Fay, -, - | html: Hallo | 2024-01-02T00:00:00.000Z`,
    `held ${id(3)} in ${id(1)} under ${id(2)} | -, Gil, -, - | html: wartet | 2024-01-03T00:00:00.000Z`,
    `thread ${id(4)} | - | /2024/02/entwurf.html | Entwurf`,
    `held ${id(5)} in ${id(4)} | -, Gil, -, - | html: früh | 2024-01-03T00:00:00.000Z`,
  ]);
});

test.each(Object.entries(files))(
  'a file of %s is recognized, and read the same however it is cut into pieces',
  async (name, file) => {
    expect(formatOf(file.slice(0, 1000))?.name).toBe(name);
    const whole = (await read(name, file)).items;
    for (const size of [1, 2, 3, 7, 64, 1000]) expect((await read(name, file, size)).items).toEqual(whole);
  },
);

test.each(Object.entries(files))(
  'a file of %s that is cut anywhere ends as one, and what stands before counts',
  async (name, file) => {
    const whole = (await read(name, file)).lines;
    for (let length = 0; length < file.trimEnd().length; length += 13) {
      const { lines, end } = await read(name, file.slice(0, length));
      expect(troubleOf(end)).toMatch(/^(?:truncated|format)$/);
      expect(whole.slice(0, lines.length)).toEqual(lines);
    }
  },
);

test('posts of Disqus in any order say the same', async () => {
  const whole = (await read('disqus', disqusFile())).lines.toSorted();
  for (let turn = 1; turn < disqusPosts.length; turn++) {
    const turned = [...disqusPosts.slice(turn), ...disqusPosts.slice(0, turn)];
    expect((await read('disqus', disqusFile(turned))).lines.toSorted()).toEqual(whole);
  }
});

test('no entity that a file declares is replaced, however many there are', async () => {
  const declared = `<!DOCTYPE disqus [ <!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;"> <!ENTITY file SYSTEM "file:///etc/passwd"> ]>`;
  const post = disqusPosts[4].replace('wartet', '&b; &file; &amp; &#228; &undeclared;');
  const text = disqusFile([post]).replace('?>\n', `?>\n${declared}\n`);
  for (const size of [1, 5, 65_536]) {
    const { lines, end } = await read('disqus', text, size);
    expect(end).toBeNull();
    expect(lines.at(-1)).toContain('html: &b; &file; & ä &undeclared; |');
  }
});

/** `head`, then `millions` of a million characters, then `tail`. */
async function* long(head: string, piece: string, millions: number, tail: string) {
  yield head;
  const million = piece.repeat(Math.ceil(1_000_000 / piece.length));
  for (let at = 0; at < millions; at++) yield million;
  yield tail;
}

test('a text that is longer than any comment is left out, and reading goes on', async () => {
  const [before, after] = disqusFile().split('wartet') as [string, string];
  for (const [open, close] of [
    ['', ''],
    ['<![CDATA[', ']]>'],
  ]) {
    const { lines, end } = await read('disqus', long(before + open, 'ha ', 3, close + after));
    expect(end).toBeNull();
    expect(lines).toHaveLength(9);
    expect(lines[6]).toBe('left out 15: too-large');
  }
});

test.each([
  ['a tag without an end', '<post a="', 'x', 'too-large'],
  ['a name without an end', '<p', 'x', 'too-large'],
  ['a document type without an end', '<!DOCTYPE a [', '<!ENTITY a "b">', 'too-large'],
  ['elements in elements', '', '<a>', 'format'],
])('%s is refused', async (_what, head, piece, trouble) => {
  const { end } = await read('disqus', long(`<disqus>${head}`, piece, 5, ''));
  expect(troubleOf(end)).toBe(trouble);
});

test('a comment of the file, or an instruction, without an end is a file that ends too early', async () => {
  for (const head of ['<!--', '<?', '<![CDATA['])
    expect(troubleOf((await read('disqus', long(`<disqus>${head}`, 'x', 3, ''))).end)).toBe('truncated');
});

test('signs that would open something, and do not, are text', async () => {
  for (const size of [1, 4, 65_536]) {
    const { lines, end } = await read(
      'disqus',
      disqusFile([disqusPosts[4].replace('wartet', 'a <! b <!-c [ <!DOC d')]),
      size,
    );
    expect(end).toBeNull();
    expect(lines.at(-1)).toContain('html: a <! b <!-c [ <!DOC d |');
  }
});

test('what is no XML says so', async () => {
  for (const text of ['', 'hello', '{"a": 1}', '<!-- nothing -->'])
    expect(troubleOf((await read('disqus', text)).end)).toBe('format');
});
