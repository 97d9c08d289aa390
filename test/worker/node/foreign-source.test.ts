import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { openForeignSource } from '../../../worker/host/node/foreign-source';
import { UnreadableFile } from '../../../worker/transfer/source';
import { told } from '../transfer/told';
import { written } from '../transfer/written';

const folder = mkdtempSync(join(tmpdir(), 'plausch-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** What is in it, read twice. */
async function read(path: string, named?: string): Promise<[string, ...string[]]> {
  const source = await openForeignSource(path, named);
  try {
    const lines: string[][] = [[], []];
    for (const each of lines) for await (const item of source.items) each.push(told(item));
    expect(lines[1]).toEqual(lines[0]);
    return [source.format, ...(lines[0] ?? [])];
  } finally {
    source.close();
  }
}

test.each(written.map((file, at) => [file.format, at] as const))(
  '%s (%i), packed and not, is seen to be that',
  async (format, at) => {
    const file = written[at];
    const text = file?.file(file.records) ?? '';
    const [seen, ...lines] = await read(put(`${at}.txt`, text));
    expect(seen).toBe(format);
    expect(lines.filter((line) => !line.startsWith('thread')).length).toBeGreaterThan(2);
    expect(await read(put(`${at}.gz`, gzipSync(text)))).toEqual([format, ...lines]);
    expect(await read(join(folder, `${at}.txt`), format)).toEqual([format, ...lines]);
  },
);

test('a database and a folder are opened as such, also where their names say something else', async () => {
  const database = join(folder, 'export.json');
  const made = new DatabaseSync(database);
  made.exec(`CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR, title VARCHAR);
    CREATE TABLE comments (tid, id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT, mode INTEGER, text VARCHAR, author VARCHAR);
    INSERT INTO threads VALUES (1, '/post', 'Ein Beitrag');
    INSERT INTO comments VALUES (1, 1, NULL, 1700000000, 1, 'Text', 'Mira');`);
  made.close();
  expect(await read(database)).toEqual([
    'isso-sqlite',
    'thread 1 | - | /post | Ein Beitrag',
    'published 1 in 1 | -, Mira, -, - | markdown: Text | 2023-11-14T22:13:20.000Z',
  ]);
  mkdirSync(join(folder, 'site/comments/post'), { recursive: true });
  put('site/comments/post/a.yml', '_id: a\nname: Åsa\nmessage: erster\n');
  const lines = [
    'staticman',
    'thread post | post | /post | -',
    'published a in post | -, Åsa, -, - | markdown: erster | -',
  ];
  expect(await read(join(folder, 'site'))).toEqual(lines);
  expect(await read(join(folder, 'site'), 'staticman')).toEqual(lines);
  expect(await read(join(folder, 'site/comments/'))).toEqual(lines);
  expect(await read(join(folder, 'site/comments/post'), 'staticman')).toEqual(lines);
});

test('what is not there, is unknown, or is named wrongly, is refused with a sentence that says what can be named', async () => {
  const nothing = new DatabaseSync(join(folder, 'nothing.sqlite'));
  nothing.exec('CREATE TABLE anything (id)');
  nothing.close();
  for (const [path, named, sentence] of [
    [join(folder, 'not there'), undefined, /not there cannot be opened/],
    [put('letter.txt', 'Liebe Mira, …'), undefined, /^What this is cannot be seen\. It can be named: .*remark42/],
    [put('letter.txt', 'Liebe Mira, …'), 'isso-sqlite', /^It cannot be read as isso-sqlite\. What it can be: .*isso/],
    [join(folder, 'nothing.sqlite'), undefined, /^What this is cannot be seen\. It can be named: isso-sqlite/],
    [join(folder, 'nothing.sqlite'), 'isso', /^It cannot be read as isso\. What it can be: isso-sqlite/],
    [tmpdir(), 'isso', /^It cannot be read as isso\. What it can be: staticman/],
  ] as const) {
    const refused = openForeignSource(path, named);
    await expect(refused).rejects.toThrow(UnreadableFile);
    await expect(refused).rejects.toThrow(sentence);
  }
});
