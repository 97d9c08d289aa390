import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import { migrate } from '../../../worker/host/sql';
import type { Person } from '../../../worker/site/base/person';
import { migrations } from '../../../worker/site/base/schema';
import { openSite } from '../../../worker/site/site';
import { choresForAnHour } from '../by-hand';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };

test('what a thread is called is found at once, however many comments say nothing of it', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => {
    const sql = new ObjectSql(storage);
    const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
    site.create(anna, {});
    const named = "comment.thread = thread.id AND comment.status = 'published' AND comment.naming IS NOT NULL";
    const plan = sql.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN UPDATE thread SET title = (SELECT naming.title FROM comment CROSS JOIN naming
         ON naming.id = comment.naming WHERE ${named} ORDER BY comment.id DESC LIMIT 1) WHERE id = 1`,
    );
    expect(plan.map(({ detail }) => detail)).toContain('SEARCH comment USING INDEX comment_naming (thread=?)');
  }));

test('threads of an earlier version keep their names where something is published, and others wait for that', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => {
    const sql = new ObjectSql(storage);
    const number = migrations.findIndex((statements) => statements.some((each) => each.includes('TABLE naming')));
    migrate(sql, migrations.slice(0, number), 0);
    sql.all("INSERT INTO author (id, since) VALUES ('a', 0)");
    const thread = (id: number, key: string, title: string | null, statuses: string[]) => {
      const published = statuses.filter((status) => status === 'published').length;
      sql.all(
        'INSERT INTO thread (id, key, url, title, created, published) VALUES (?, ?, ?, ?, 0, ?)',
        id,
        key,
        `https://blog.example${key}`,
        title,
        published,
      );
      return statuses.map((status, index) => {
        const comment = `01KDVDNC${id}${String(index).padStart(17, '0')}`;
        sql.all(
          `INSERT INTO comment (id, thread, root, author, name, body, html, status, shown, created, network, signals)
           VALUES (?, ?, ?, 'a', 'Nora', 'x', '<p>x</p>', ?, ?, 0, '', '[]')`,
          comment,
          id,
          comment,
          status,
          status === 'published' ? 1 : 0,
        );
        return comment;
      });
    };
    const [, second = ''] = thread(1, '/a', 'A', ['spam', 'published', 'published']);
    const [held = ''] = thread(2, '/b', 'B', ['held', 'spam']);
    thread(3, '/c', null, ['published']);
    thread(4, '/d', 'D', ['erased']);
    migrate(sql, migrations, 0);
    let now = Date.UTC(2026, 0, 1);
    const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
    site.create(anna, {});
    const named = () =>
      ['/a', '/b', '/c', '/d'].map((key) => {
        const { title, url } = site.page({ thread: key, sort: 'oldest' }).thread;
        return [title, url && new URL(url).pathname];
      });
    expect(named()).toEqual([
      ['A', '/a'],
      [null, null],
      [null, '/c'],
      [null, null],
    ]);
    site.decide(anna, { comments: [held], action: 'approve' });
    expect(named()[1]).toEqual(['B', '/b']);
    site.decide(anna, { comments: [second], action: 'spam' });
    expect(named()[0]).toEqual([null, null]);
    // What only erased comments have said is forgotten.
    now += 31 * 24 * 60 * 60_000;
    choresForAnHour(site, (time) => (now += time));
    expect(sql.all('SELECT title FROM naming ORDER BY title')).toEqual([{ title: '' }, { title: 'B' }]);
  }));
