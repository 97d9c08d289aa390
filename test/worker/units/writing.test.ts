import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { toHtml } from '../../../worker/text/markdown';
import type { OutComment, OutItem, Writer } from '../../../worker/transfer/writing/writer';
import { writers } from '../../../worker/transfer/writing/writers';

/** Whatever stands in a field: a file is what it is said to be, and nothing in it becomes something else. */
const hostile = [
  ']]>',
  ']]><wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>',
  '</wp:comment_content></wp:comment></item></channel></rss>',
  '<!DOCTYPE a [<!ENTITY b "c">]>&b;',
  '"},{"id":"x","text":"y"}',
  '\n{"id":"x","pid":"","text":"y"}\n',
  '","published","=1+1"\r\n"',
  '=HYPERLINK("https://evil.example","Klick")',
  '\t=1+1',
  '  @SUM(1)',
  '-2+3',
  '＝1+1',
  '\u0000\u0001\u000b\ufffe\uffff\ud800 \udfff',
  '\r\n\u2028\u2029\u0085',
  '&amp;lt; &#0; &#xFFFE;',
  '\u202e\u2066abc',
  'x'.repeat(20_000),
  '',
];

/** Numbers that look like chance, the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function items(random: () => number): OutItem[] {
  const pick = () => hostile[Math.floor(random() * hostile.length)] ?? '';
  const statuses = ['published', 'published', 'held', 'spam', 'rejected', 'withdrawn', 'erased'] as const;
  const all: OutItem[] = [{ kind: 'ban', ban: { author: pick(), until: random() < 0.5 ? null : 1e12 } }];
  let number = 0;
  for (let id = 1; id <= 3; id += 1) {
    const title = random() < 0.2 ? null : pick();
    all.push({
      kind: 'thread',
      thread: { id, key: pick(), url: `https://blog.example/${pick()}`, title, created: 1e12 },
    });
    for (let count = 0; count < 5; count += 1) {
      number += 1;
      const body = pick();
      const comment: OutComment = {
        id: `C${number}`,
        number,
        parent: count > 0 ? { id: `C${number - 1}`, number: number - 1, status: 'erased' } : null,
        shown: random() < 0.5,
        author: { id: `A${count}`, name: pick(), email: pick(), website: pick(), team: random() < 0.3 },
        body,
        html: toHtml(body),
        created: 1e12 + number,
        edited: random() < 0.5 ? null : 1e12,
        status: statuses[Math.floor(random() * statuses.length)] ?? 'held',
        ups: count,
        downs: 1,
        pinned: random() < 0.3,
      };
      all.push({ kind: 'comment', comment });
    }
  }
  return all;
}

function write(writer: Writer, all: OutItem[]): string {
  const file = writer.open({ name: 'blog.example', origin: 'https://blog.example', time: 1e12 });
  return file.begin() + all.map((item) => file.item(item)).join('') + file.end();
}

const commentsOf = (all: OutItem[]) => all.flatMap((item) => (item.kind === 'comment' ? [item.comment] : []));
const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

/** What XML cannot say is left out of it. */
const sayable = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

test('WXR is valid XML with exactly the comments that are there, none of them approved but the published ones', () => {
  for (const seed of seeds) {
    const all = items(chance(seed));
    const parser = new SaxesParser({ xmlns: true });
    const seen: Record<string, string>[] = [];
    const path: string[] = [];
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => {
      path.push(name);
      if (name === 'wp:comment') seen.push({});
    });
    parser.on('closetag', () => path.pop());
    parser.on('text', (text) => {
      const one = seen.at(-1);
      if (one && path.length === 5) one[path[4] ?? ''] = text;
    });
    parser.write(write(writers.wxr, all)).close();
    const written = commentsOf(all).filter(({ status }) => status !== 'withdrawn' && status !== 'erased');
    expect(seen.map((one) => [one['wp:comment_id'], one['wp:comment_author'] ?? ''])).toEqual(
      written.map(({ number, author }) => [String(number), sayable(author.name)]),
    );
    expect(seen.map((one) => one['wp:comment_approved'] === '1')).toEqual(
      written.map(({ status }) => status === 'published'),
    );
  }
});

test('Remark42’s lines are JSON with exactly what is published, and the places that answers need', () => {
  for (const seed of seeds) {
    const all = items(chance(seed));
    const [head, ...lines] = write(writers.remark42, all)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(head).toMatchObject({ version: 1, users: [{ blocked: { status: true } }], posts: [] });
    const written = commentsOf(all).filter(({ status, shown }) => status === 'published' || shown);
    expect(lines.map(({ id, delete: isDeleted = false }) => [id, isDeleted])).toEqual(
      written.map(({ id, status }) => [id, status !== 'published']),
    );
    for (const { delete: isDeleted, text, orig, user, email } of lines) {
      expect(email).toBeUndefined();
      expect(user.name).not.toMatch(/[<>"]/);
      if (isDeleted) expect([text, orig, user.name]).toEqual(['', '', 'deleted']);
    }
  }
});

/** A table by RFC 4180. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let [row, at]: [string[], number] = [[], 0];
  while (at < text.length) {
    expect(text[at]).toBe('"');
    const end = /^(?:[^"]|"")*"/.exec(text.slice(at + 1));
    if (!end) throw new Error('A field has no end.');
    row.push(end[0].slice(0, -1).replaceAll('""', '"'));
    at += 1 + end[0].length;
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      [row, at] = [[], at + 2];
    } else {
      expect(text[at]).toBe(',');
      at += 1;
    }
  }
  return rows;
}

test('a table has a row for each comment, says what became of it, and nothing in it is a formula', () => {
  for (const seed of seeds) {
    const all = items(chance(seed));
    const text = write(writers.csv, all);
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [head = [], ...rows] = rowsOf(text.slice(1));
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([head.length]));
    const of = (name: string) => rows.map((row) => row[head.indexOf(name)]);
    expect(of('id')).toEqual(commentsOf(all).map(({ id }) => id));
    expect(of('status')).toEqual(commentsOf(all).map(({ status }) => status));
    for (const field of rows.flat()) expect(field).not.toMatch(/^\s*[=+\-@＝]|^[\t\r]/);
    for (const row of rows)
      if (['withdrawn', 'erased'].includes(row[head.indexOf('status')] ?? ''))
        expect(['name', 'email', 'website', 'text'].map((name) => row[head.indexOf(name)])).toEqual(['', '', '', '']);
  }
});
