import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import { migrate } from '../../../worker/host/sql';
import { migrations } from '../../../worker/site/base/schema';
import { openSite, type Site } from '../../../worker/site/site';

const before = migrations.findIndex((statements) => statements.some((each) => each.includes("'mend-")));
const idOf = (number: number) => `01KDVDNC00${String(number).padStart(16, '0')}`;

/** A site as an earlier version has left it: 1 000 comments with a direction override, and 300 voters whose vote is gone. */
function usedBefore(storage: DurableObjectStorage): { site: Site; sql: ObjectSql; stepped: () => number } {
  const sql = new ObjectSql(storage);
  migrate(sql, migrations.slice(0, before), 0);
  sql.all("INSERT INTO thread (id, key, created, published) VALUES (1, '/a', 0, 1000)");
  sql.all("INSERT INTO author (id, since) VALUES ('writer', 0), ('voter', 0), ('banned', 0)");
  const numbers = JSON.stringify(Array.from({ length: 1000 }, (_, number) => idOf(number)));
  sql.all(
    `INSERT INTO comment (id, thread, root, author, name, body, html, status, shown, created, network, signals)
     SELECT value, 1, value, 'writer', 'Nora', 'x', '<p>' || char(0x202e) || 'txet &amp; ' || value || '</p>', 'published', 1, 0, '', '[]'
     FROM json_each(?)`,
    numbers,
  );
  sql.all("INSERT INTO vote (comment, author, value, thread) VALUES (?, 'voter', 1, 1)", idOf(0));
  sql.all(
    "INSERT INTO ban (author, name, kind, reason, until, by_name, at) VALUES ('banned', '', 'ban', '', NULL, '', 0)",
  );
  sql.all('INSERT INTO author (id, since) SELECT value, 0 FROM json_each(?) LIMIT 300', numbers);
  migrate(sql, migrations, 0);
  let changed = 0;
  const changes = () => sql.all<{ count: number }>('SELECT total_changes() AS count')[0]?.count ?? 0;
  const stepped = () => {
    const now = changes();
    const since = now - changed;
    changed = now;
    return since;
  };
  return { site: openSite('blog.example', sql, { secret: 's'.repeat(32) }), sql, stepped };
}

test('what earlier versions stored is mended by the chores, in small steps, once', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => {
    const { site, sql, stepped } = usedBefore(storage);
    const html = () => site.page({ thread: '/a', sort: 'newest' }).comments.map((comment) => comment.html);
    const ready = () => new TextDecoder().decode(site.thread({ thread: '/a', sort: 'newest' }, 'identity').bytes);
    expect(html().every((each) => each?.includes('\u202e'))).toBe(true);
    expect(ready()).toContain('\u202e');
    stepped();
    let steps = 1;
    for (; site.purge([]).more; steps += 1) {
      // The newest come first.
      expect(html()[0]).toBe(`<p>txet &amp; ${idOf(999)}</p>`);
      const changed = stepped();
      expect(changed).toBeGreaterThanOrEqual(100);
      expect(changed).toBeLessThan(300);
    }
    expect(steps).toBe(11);
    expect(sql.all("SELECT 1 FROM comment WHERE html LIKE '%' || char(0x202e) || '%'")).toEqual([]);
    expect(ready()).not.toContain('\u202e');
    // Votes of before count where the best come first.
    const [best, next] = site.page({ thread: '/a', sort: 'best' }).comments;
    expect([best?.id, best?.score, next?.score]).toEqual([idOf(0), 1, 0]);
    expect(sql.all('SELECT id FROM author ORDER BY id')).toEqual(['banned', 'voter', 'writer'].map((id) => ({ id })));
    expect(sql.all("SELECT key FROM setting WHERE key LIKE 'mend%'")).toEqual([]);
    stepped();
    site.purge([]);
    expect(stepped()).toBeLessThan(5);
  }));

test('a new site has nothing to mend', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => {
    const sql = new ObjectSql(storage);
    const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
    site.create({ account: 'a', name: 'Anna' }, {});
    expect(sql.all("SELECT key FROM setting WHERE key LIKE 'mend%'")).toEqual([]);
    expect(site.purge([])).toEqual({ erased: 0, more: false });
  }));
