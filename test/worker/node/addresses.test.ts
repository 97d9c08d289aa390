import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import { migrate } from '../../../worker/host/sql';
import type { Person } from '../../../worker/site/base/person';
import { migrations } from '../../../worker/site/base/schema';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const secret = 's'.repeat(32);

const written = (body: string, email?: string) => ({
  thread: { key: '/a' },
  author: { name: 'Nora', email },
  body,
  html: body,
});
const context = { ...byHand, token: undefined as string | undefined, key: undefined, request: '' };

function opened() {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret });
  site.create(anna, { publish: 'everyone' });
  const addresses = () =>
    sql.all<{ comment: string; address: string }>('SELECT comment, address FROM outbox ORDER BY id');
  return { sql, site, addresses };
}

test('a statement goes to the address given with that comment, whatever is given with a later one', () => {
  const { site, addresses } = opened();
  const { comment: first, token } = site.submit(written('Eins', 'nora@example.de'), context);
  const { comment: second } = site.submit(written('Zwei', 'thief@example.org'), { ...context, token });
  const { comment: third } = site.submit(written('Drei'), { ...context, token });
  for (const { id } of [first, second, third]) site.decide(anna, { comments: [id], action: 'reject' });
  expect(addresses()).toEqual([
    { comment: first.id, address: 'nora@example.de' },
    { comment: second.id, address: 'thief@example.org' },
  ]);
  const { items } = site.queue(anna, { state: 'any', limit: 10 });
  expect(items.map(({ email }) => email)).toEqual(['nora@example.de', 'thief@example.org', null]);
});

test('whoever changes a text is still judged by the address given with it, and services are told that one', () => {
  const { site } = opened();
  const { comment, token } = site.submit(written('Eins', 'nora@mailinator.com'), context);
  site.submit(written('Zwei', 'nora@example.de'), { ...context, token });
  expect(site.editable(comment.id, token).author.email).toBe('nora@mailinator.com');
  site.edit(comment.id, { body: 'Drei', html: 'Drei' }, token, byHand);
  const item = site.queue(anna, { state: 'any', limit: 10 }).items[0];
  expect(item?.signals.map(({ text }) => text)).toContain('disposable-mail');
});

test('what an earlier version kept with the author is kept with their comments', () => {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  migrate(sql, migrations.slice(0, 4), 0);
  sql.transaction(() => {
    sql.all("INSERT INTO thread (key, created) VALUES ('/a', 0)");
    for (const [id, email] of [
      ['A', 'nora@example.de'],
      ['B', null],
    ] as const) {
      sql.all('INSERT INTO author (id, email, since) VALUES (?, ?, 0)', id, email);
      sql.all(
        `INSERT INTO comment (id, thread, root, author, name, body, html, status, created, network, signals)
         VALUES (?, 1, ?, ?, 'N', 'b', 'b', 'held', 0, '', '[]')`,
        id,
        id,
        id,
      );
    }
  });
  openSite('blog.example', sql, { secret });
  expect(sql.all('SELECT id, email FROM comment ORDER BY id')).toEqual([
    { id: 'A', email: 'nora@example.de' },
    { id: 'B', email: null },
  ]);
});
