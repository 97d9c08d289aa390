import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { Account } from '../../../worker/account/account';
import { Directory } from '../../../worker/directory/directory';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { signOf } from '../../../worker/site/comments/words';
import {
  accountColumns,
  directoryColumns,
  erasedWithComment,
  kept,
  siteColumns,
} from '../../../worker/site/running/personal-data';
import { openSite } from '../../../worker/site/site';
import { byHand, choresForAnHour } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna', role: 'owner', scope: [] };
const ben = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
const day = 24 * 60 * 60_000;

const columnsOf = (sql: Database) =>
  Object.fromEntries(
    sql
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .map(({ name }) => [
        name,
        sql.all<{ name: string }>('SELECT name FROM pragma_table_info(?)', name).map((column) => column.name),
      ]),
  );

const sorted = (tables: Record<string, string[]>) =>
  Object.entries(tables)
    .map(([table, columns]) => `${table}: ${columns.toSorted()}`)
    .toSorted();

test('every column of every database is in the list of what is kept about people, and nothing else', () => {
  const file = () => new Database(`${newFolder()}/x.sqlite`);
  const [site, account, directory] = [file(), file(), file()];
  openSite('blog.example', site, { secret: 's'.repeat(32) }).create(anna, {});
  new Account(account).create('Anna');
  new Directory(directory);
  for (const [sql, list] of [
    [site, siteColumns],
    [account, accountColumns],
    [directory, directoryColumns],
  ] as const) {
    const listed = Object.fromEntries(Object.entries(list).map(([table, columns]) => [table, Object.keys(columns)]));
    expect(sorted(listed)).toEqual(sorted(columnsOf(sql)));
  }
});

test('the documentation says the same as the list', () => {
  const cells = readFileSync('docs/privacy.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  for (const { what, who, until } of Object.values(kept)) expect(cells).toContainEqual([what, who, until]);
});

/** No word of anybody: only what is filled in here begins like this. */
const marker = (what: string) => `zyx${what.replaceAll('_', '')}q`;

test('erasing spam leaves nothing of its author in the file, nor of what was said about it', async () => {
  const path = `${newFolder()}/site.sqlite`;
  const sql = new Database(path);
  let now = Date.UTC(2026, 0, 1);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { publish: 'everyone' });
  const write = (body: string, name: string) =>
    site.submit(
      {
        thread: { key: '/a', url: 'https://blog.example/a', title: marker('title') },
        author: { name, email: `${marker('mail')}@example.de` },
        body,
        html: body,
        notify: { of: 'thread', pace: 'now' },
      },
      {
        ...byHand,
        network: marker('network'),
        token: undefined,
        key: marker('key'),
        request: marker('request'),
        server: 'https://c.example',
      },
    );
  const { comment, token } = write(`Etwas ${marker('body')}`, marker('name'));
  const { id } = comment;
  site.edit(id, { body: `Anders ${marker('edited')}`, html: marker('html') }, token, byHand);
  site.report(id, { reason: 'spam', note: marker('report') }, marker('reporter'));
  const notice = { explanation: marker('notice'), name: marker('notifier'), email: `${marker('n')}@example.de` };
  site.notice(id, { ...notice, goodFaith: true }, marker('notifying'));
  site.addPerson(anna, { account: ben, name: 'Ben', role: 'moderator', scope: [] });
  const { id: question } = site.consult(anna, id, { to: ben, note: marker('question') });
  site.answerConsult({ account: ben, name: 'Ben', role: 'moderator', scope: [] }, question, marker('answer'));
  site.indexWords();
  const { items } = site.queue(anna, { state: 'any', q: marker('name'), limit: 1 });
  const [item] = items;
  const said = { reason: marker('reason'), explanation: marker('explanation'), note: marker('note') };
  const decide = (texts: number) =>
    site.decide(anna, { comments: [id], texts: { [id]: texts }, action: 'spam', expect: undefined, ...said });
  decide(item?.version ?? 1);
  site.appeal(id, marker('appeal'), token);
  site.ban(anna, item?.author.id ?? '', { kind: 'mute', reason: 'Werbung', days: null });
  const open = site.queue(anna, { state: 'any', limit: 1 }).items[0];
  site.decide(
    { account: ben, name: 'Ben', role: 'moderator', scope: [] },
    { comments: [id], texts: { [id]: open?.version ?? 1 }, action: 'spam', expect: 'spam', ...said },
  );
  // Whatever else there is to be filled is filled by hand.
  sql.transaction(() => {
    for (const [table, columns] of Object.entries(erasedWithComment))
      for (const column of Object.keys(columns))
        sql.all(
          `UPDATE ${table} SET ${column} = ? WHERE ${table === 'comment' ? 'id' : 'comment'} = ?`,
          ['signals', 'sketch', 'why'].includes(column) ? `["${marker(column)}"]` : marker(table + column),
          id,
        );
  });
  expect(sql.all('SELECT 1 FROM mailbox')).toHaveLength(1);
  await sql.durable;
  const inFile = () => {
    const all = Buffer.concat([path, `${path}-wal`].map((file) => readFileSync(file)));
    return [...new Set(all.toString('latin1').match(/zyx[a-z]+q/g))];
  };
  expect(inFile().length).toBeGreaterThan(15);
  now += 31 * day;
  expect(choresForAnHour(site, (time) => (now += time))).toBe(1);
  await sql.durable;
  const other = new DatabaseSync(path);
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  expect(inFile()).toEqual([]);
  expect(sql.all(`SELECT name FROM comment_words WHERE comment_words MATCH '"${signOf(0)}zyx"*'`)).toEqual([]);
  sql.close();
});
