import { appendFileSync, copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { openForeignDatabase } from '../../../worker/host/node/foreign-database';
import { tableFormatOf, tableFormats } from '../../../worker/transfer/formats';
import { UnreadableFile } from '../../../worker/transfer/source';
import { isDatabase } from '../../../worker/transfer/tables';
import { told } from '../transfer/told';

const folder = mkdtempSync(join(tmpdir(), 'plausch-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** A database file that some other program made. */
function database(sql: string, rows: Record<string, Record<string, unknown>[]> = {}): string {
  const path = join(folder, `${files++}.sqlite`);
  const made = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  made.exec(sql);
  made.exec('BEGIN');
  for (const [table, each] of Object.entries(rows))
    for (const row of each) {
      const names = Object.keys(row).map((name) => `"${name.replaceAll('"', '""')}"`);
      made
        .prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`)
        .run(...(Object.values(row) as string[]));
    }
  made.exec('COMMIT');
  made.close();
  return path;
}

/** What is read of it, and as what. */
async function read(path: string): Promise<string[]> {
  const opened = openForeignDatabase(path);
  try {
    expect(tableFormats.filter((format) => format.matches(opened.columns)).length).toBeLessThanOrEqual(1);
    const format = tableFormatOf(opened.columns);
    const lines = [format?.name ?? 'nothing that is known'];
    if (format) for await (const item of format.read(opened)) lines.push(told(item));
    return lines;
  } finally {
    opened.close();
  }
}

// Written after isso/db/comments.py and isso/db/threads.py of Isso 0.14.
const isso = `
  CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
  CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
  CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
    likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
  CREATE TRIGGER remove_stale_threads AFTER DELETE ON comments BEGIN
    DELETE FROM threads WHERE id NOT IN (SELECT tid FROM comments); END;`;

const issoComment = (id: number, more = {}) => ({
  tid: 1,
  id,
  created: 1700000000.25,
  mode: 1,
  remote_addr: '203.0.113.0',
  text: `Kommentar **${id}**`,
  author: 'Mira &lt;M&gt; &amp; Co',
  email: 'mira@mail.example',
  website: 'https://mira.example/?a=1&amp;b=2',
  voters: new Uint8Array(256),
  ...more,
});

const threads = [{ id: 1, uri: '/post/?a=1', title: 'Ein <Beitrag>' }];

test('Isso’s database: names unescaped, what waits and what was deleted, votes', async () => {
  const mira = '-, Mira <M> & Co, mira@mail.example, https://mira.example/?a=1&b=2';
  const path = database(isso, {
    threads,
    comments: [
      issoComment(1, { likes: 3, dislikes: 1, modified: 1700000060 }),
      issoComment(2, { parent: 1, mode: 2, author: null, website: null }),
      issoComment(3, { mode: 4, text: '', author: null, website: null }),
      issoComment(4, { parent: 3, created: 0, mode: null }),
      issoComment(5, { tid: 9 }),
    ],
  });
  expect(await read(path)).toEqual([
    'isso-sqlite',
    'thread 1 | - | /post/?a=1 | Ein <Beitrag>',
    `published 1 in 1 | ${mira} | markdown: Kommentar **1** | 2023-11-14T22:13:20.250Z edited 2023-11-14T22:14:20.000Z | +3 -1 | 203.0.113.0`,
    'held 2 in 1 under 1 | -, , mira@mail.example, - | markdown: Kommentar **2** | 2023-11-14T22:13:20.250Z | 203.0.113.0',
    'gone 3 in 1 | -, , -, - | plain:  | 2023-11-14T22:13:20.250Z',
    `held 4 in 1 under 3 | ${mira} | markdown: Kommentar **4** | - | 203.0.113.0`,
    'left out 5: without-page',
  ]);
});

// Written after assets/waline.sqlite of Waline 1.39.
const waline = (prefix: string) => `
  CREATE TABLE ${prefix}Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, comment TEXT,
    insertedAt DATETIME DEFAULT (datetime('now', 'localtime')), ip TEXT, link TEXT, mail TEXT, nick TEXT, rid INTEGER, pid INTEGER,
    sticky NUMERIC, status TEXT NOT NULL, "like" INTEGER, ua TEXT, url TEXT);
  CREATE TABLE ${prefix}Users (id INTEGER PRIMARY KEY AUTOINCREMENT, display_name TEXT, email TEXT, type TEXT, url TEXT);`;

test.each(['wl_', 'anders_'])('Waline’s database, with the prefix %s for its tables', async (prefix) => {
  const one = {
    comment: 'Kommentar',
    insertedAt: '2026-11-24 14:47:22',
    nick: 'Jan',
    status: 'approved',
    url: '/post/',
  };
  const path = database(waline(prefix), {
    [`${prefix}Users`]: [{ id: 7, display_name: 'Mira', email: 'mira@mail.example', type: 'administrator', url: '' }],
    [`${prefix}Comment`]: [
      { ...one, user_id: 7, sticky: 1, like: 2 },
      { ...one, pid: 1, rid: 1, status: 'waiting' },
    ],
  });
  expect(await read(path)).toEqual([
    'waline-sqlite',
    'thread /post/ | - | /post/ | -',
    'published 1 in /post/ | 7, Mira, mira@mail.example, -, team | markdown: Kommentar | 2026-11-24T14:47:22.000Z | +2 -0 | pinned',
    'held 2 in /post/ under 1 | -, Jan, -, - | markdown: Kommentar | 2026-11-24T14:47:22.000Z',
  ]);
});

test('Cusdis’ database, with two sites, one of which was deleted', async () => {
  // Written after prisma/sqlite/schema.prisma.
  const path = database(
    `CREATE TABLE projects (id TEXT PRIMARY KEY, title TEXT NOT NULL, ownerId TEXT, token TEXT, deleted_at DATETIME);
     CREATE TABLE pages (id TEXT PRIMARY KEY, slug TEXT NOT NULL, url TEXT, title TEXT, projectId TEXT NOT NULL);
     CREATE TABLE comments (id TEXT PRIMARY KEY, pageId TEXT NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME,
       deletedAt DATETIME, moderatorId TEXT, by_email TEXT, by_nickname TEXT NOT NULL, content TEXT NOT NULL,
       approved BOOLEAN NOT NULL DEFAULT false, parentId TEXT);`,
    {
      projects: [
        { id: 'blog', title: 'Blog' },
        { id: 'alt', title: 'Alt', deleted_at: 1600000000000 },
      ],
      pages: [
        { id: 'p1', slug: 'post-1', url: 'https://blog.example/post', title: 'Ein Beitrag', projectId: 'blog' },
        { id: 'p2', slug: '/alt', projectId: 'alt' },
      ],
      comments: [
        {
          id: 'c1',
          pageId: 'p1',
          created_at: 1700000000123,
          by_email: 'jan@mail.example',
          by_nickname: 'Jan',
          content: 'a',
          approved: 1,
        },
        {
          id: 'c2',
          pageId: 'p1',
          created_at: '2023-11-14 22:13:20',
          moderatorId: 'u1',
          by_nickname: 'Mira',
          content: 'b',
          approved: 1,
          parentId: 'c1',
        },
        { id: 'c3', pageId: 'p1', created_at: 1700000000123, by_nickname: 'Ute', content: 'c', approved: 0 },
        {
          id: 'c4',
          pageId: 'p1',
          created_at: 1700000000123,
          deletedAt: 1700000001000,
          by_nickname: 'Ute',
          content: 'd',
          approved: 1,
        },
        { id: 'c5', pageId: 'p2', created_at: 1700000000123, by_nickname: 'Ute', content: 'e', approved: 1 },
      ],
    },
  );
  expect(await read(path)).toEqual([
    'cusdis-sqlite',
    'thread p1 | post-1 | https://blog.example/post | Ein Beitrag',
    'published c1 in p1 | -, Jan, jan@mail.example, - | markdown: a | 2023-11-14T22:13:20.123Z',
    'published c2 in p1 under c1 | u1, Mira, -, -, team | markdown: b | 2023-11-14T22:13:20.000Z',
    'held c3 in p1 | -, Ute, -, - | markdown: c | 2023-11-14T22:13:20.123Z',
    'gone c4 in p1 | -, Ute, -, - | plain:  | 2023-11-14T22:13:20.123Z',
    'left out c5: deleted-site',
  ]);
});

test('Schnack’s database: whom it trusts and whom it blocked', async () => {
  // Written after migrations/*.sql.
  const path = database(
    `CREATE TABLE comment (id INTEGER PRIMARY KEY NOT NULL, user_id NOT NULL, slug CHAR(128) NOT NULL, created_at TEXT NOT NULL,
       comment CHAR(4000) NOT NULL, rejected BOOLEAN, approved BOOLEAN, reply_to INTEGER);
     CREATE TABLE user (id INTEGER PRIMARY KEY NOT NULL, name CHAR(128), display_name CHAR(128), provider CHAR(128),
       provider_id CHAR(128), created_at TEXT NOT NULL, blocked BOOLEAN, trusted BOOLEAN, url CHAR(255));`,
    {
      user: [
        {
          id: 1,
          name: 'mira',
          display_name: 'Mira',
          provider: 'github',
          created_at: '',
          trusted: 1,
          url: 'https://mira.example',
        },
        { id: 2, name: 'jan', provider: 'github', created_at: '', blocked: 1 },
        { id: 3, name: 'ute', provider: 'github', created_at: '' },
      ],
      comment: [1, 2, 3, 3].map((user_id, at) => ({
        user_id,
        slug: 'blog/post',
        created_at: '2019-05-06 07:08:09',
        comment: 'Text',
        approved: at === 3 ? 1 : 0,
        rejected: 0,
        reply_to: at === 3 ? 1 : null,
      })),
    },
  );
  expect(await read(path)).toEqual([
    'schnack-sqlite',
    'thread blog/post | blog/post | - | -',
    'published 1 in blog/post | 1, Mira, -, https://mira.example | markdown: Text | 2019-05-06T07:08:09.000Z',
    'rejected 2 in blog/post | 2, jan, -, - | markdown: Text | 2019-05-06T07:08:09.000Z',
    'held 3 in blog/post | 3, ute, -, - | markdown: Text | 2019-05-06T07:08:09.000Z',
    'published 4 in blog/post under 1 | 3, ute, -, - | markdown: Text | 2019-05-06T07:08:09.000Z',
  ]);
});

test('Garrul’s database', async () => {
  // Written after src/db/migrations/*.sql.
  const path = database(
    `CREATE TABLE posts (slug TEXT PRIMARY KEY, title TEXT, url TEXT, created_at INTEGER NOT NULL, closed INTEGER NOT NULL DEFAULT 0);
     CREATE TABLE users (id TEXT PRIMARY KEY, provider TEXT NOT NULL, name TEXT NOT NULL, email TEXT, role TEXT, erased_at INTEGER);
     CREATE TABLE comments (id TEXT PRIMARY KEY, post_slug TEXT NOT NULL, parent_id TEXT, user_id TEXT NOT NULL, body_md TEXT NOT NULL,
       body_html TEXT NOT NULL, status TEXT NOT NULL, edited_at INTEGER, created_at INTEGER NOT NULL, score_up INTEGER, score_down INTEGER);`,
    {
      posts: [{ slug: 'blog/post', created_at: 1700000000000 }],
      users: [{ id: 'u', provider: 'github', name: 'Mira', role: 'mod' }],
      comments: ['approved', 'pending', 'constructor'].map((status, at) => ({
        id: `c${at}`,
        post_slug: 'blog/post',
        user_id: 'u',
        body_md: 'Text',
        body_html: '',
        status,
        created_at: 1700000000123,
        score_up: at,
      })),
    },
  );
  const text = 'u, Mira, -, -, team | markdown: Text | 2023-11-14T22:13:20.123Z';
  expect(await read(path)).toEqual([
    'garrul-sqlite',
    'thread blog/post | blog/post | /blog/post | -',
    `published c0 in blog/post | ${text}`,
    `held c1 in blog/post | ${text} | +1 -0`,
    `held c2 in blog/post | ${text} | +2 -0`,
  ]);
});

test('nothing of a hostile database is run: no view, no virtual table, no computed column', async () => {
  const endless =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i AS tid, 1 AS mode, i AS text FROM n';
  expect(await read(database(`CREATE TABLE threads (uri); CREATE VIEW comments AS ${endless};`))).toEqual([
    'nothing that is known',
  ]);
  const path = database(
    isso.replace(
      'notification INTEGER DEFAULT 0',
      `notification INTEGER DEFAULT 0, "a ""b"" c" TEXT, bomb TEXT GENERATED ALWAYS AS (printf('%.*c', 900000000, 'x')) VIRTUAL`,
    ),
    { threads, comments: [issoComment(1, { 'a "b" c': 'named like this' })] },
  );
  const opened = openForeignDatabase(path);
  expect(opened.columns.get('comments')).not.toContain('bomb');
  for await (const row of opened.rows('comments')) expect(row['a "b" c']).toBe('named like this');
  for await (const row of opened.rows('no such table')) expect(row).toBeNull();
  opened.close();
});

test('a value that is larger than any comment is missing, and the others of its row are read', async () => {
  const path = database(isso, { threads, comments: [issoComment(1, { text: 'x'.repeat(4_000_001) }), issoComment(2)] });
  const lines = await read(path);
  expect(lines[2]).toContain('published 1 in 1 | -, Mira <M> & Co');
  expect(lines[2]).toContain('| markdown:  |');
  expect(lines[3]).toContain('Kommentar **2**');
});

test('numbers beyond what is exact, bytes instead of text, and texts that are no UTF-8 are read as well as they can be', async () => {
  const path = database(isso, {
    threads,
    comments: [issoComment(1, { likes: 2n ** 60n, text: Buffer.from('in Bytes: ä') })],
  });
  expect((await read(path))[2]).toContain('markdown: in Bytes: ä | 2023-11-14T22:13:20.250Z | +1000000000 -0');
});

test('a file that is none, is cut, or is damaged, is refused with a sentence', async () => {
  const whole = database(isso, { threads, comments: Array.from({ length: 2000 }, (_, at) => issoComment(at + 1)) });
  const cut = join(folder, 'cut.sqlite');
  copyFileSync(whole, cut);
  truncateSync(cut, 40_960);
  await expect(read(cut)).rejects.toThrow(UnreadableFile);
  const text = join(folder, 'text.sqlite');
  writeFileSync(text, 'SQLite format 3\0');
  appendFileSync(text, 'but nothing of that kind'.repeat(1000));
  await expect(read(text)).rejects.toThrow(/The database cannot be read: /);
  await expect(read(join(folder, 'not there'))).rejects.toThrow(UnreadableFile);
});

test('a database is known by its first bytes', () => {
  expect(isDatabase(Buffer.from('SQLite format 3\0 and more'))).toBe(true);
  expect(isDatabase(Buffer.from('SQLite format 3'))).toBe(false);
  expect(isDatabase(Buffer.from('{"version":1}'))).toBe(false);
});
