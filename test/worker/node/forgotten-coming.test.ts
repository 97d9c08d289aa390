import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { toHtml } from '../../../worker/text/markdown';
import { byHand } from '../by-hand';
import { record, thread } from '../import-records';
import { newFolder } from './server';

/** Whoever is erased while an import still brings what they wrote elsewhere does not come back with it. */
const anna: Person = { account: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna', role: 'owner', scope: [] };
const context = { ...byHand, key: undefined, request: '' };
const nora = {
  id: 'n1',
  name: 'Zyxunora',
  email: 'zyxunora@example.org',
  website: 'https://zyxu.example/',
  team: false,
};
const lea = { id: 'l1', name: 'Lea', email: null, website: null, team: false };

function newSite() {
  const folder = newFolder();
  const sql = new Database(`${folder}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => Date.now() });
  site.create(anna, { publish: 'everyone' });
  const left = async () => {
    await sql.durable;
    sql.all('PRAGMA wal_checkpoint(TRUNCATE)');
    return readFileSync(`${folder}/site.sqlite`, 'latin1').match(/zyxu\w*/gi) ?? [];
  };
  return { site, sql, left };
}

/** Every third is Nora's; Lea answers each of hers. */
const records = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => {
    const number = from + at;
    const hers = number % 3 === 0;
    return record(`c${number}`, {
      author: hers ? nora : lea,
      body: hers ? `Zyxu ${number}` : `Gedanke ${number}`,
      parent: number % 3 === 1 ? `c${number - 1}` : null,
    });
  });

function begin(site: Site) {
  const { id } = site.beginImport(anna, { format: 'isso', system: 'isso', file: 'comments.db' });
  site.receiveRecords(anna, id, { threads: [thread('t')], comments: [] });
  return id;
}

function send(site: Site, id: string, from: number, to: number) {
  for (let at = from; at < to; at += 300)
    site.receiveRecords(anna, id, { threads: [], comments: records(at, Math.min(at + 300, to)) });
}

/** Does what is due; of each kind at most so many steps. */
function carryOut(site: Site, most: { import?: number; forget?: number } = {}): void {
  for (let works = site.takeDue(); works.length > 0; works = site.takeDue()) {
    for (const { job } of works) {
      const { kind } = job;
      const step = () =>
        kind === 'forget' ? site.forgetStep(job) : (kind === 'import' || kind === 'claim') && site.moveStep(job);
      const bound = kind === 'import' || kind === 'forget' ? (most[kind] ?? Number.POSITIVE_INFINITY) : 0;
      let steps = 0;
      while (steps < bound && step()) steps += 1;
      if (steps === bound) site.postponeJob(job, 60_000);
    }
    if (Object.keys(most).length > 0) return;
  }
}

const statuses = (site: Site) => {
  const counts: Record<string, number> = {};
  for (const { comment } of site.queue(anna, { state: 'any', limit: 50 }).items)
    counts[comment.status] = (counts[comment.status] ?? 0) + 1;
  return counts;
};
const authorOf = (sql: Database, name: string) =>
  sql.all<{ author: string }>('SELECT DISTINCT author FROM comment WHERE name = ?', name).map(({ author }) => author);
const hasten = (sql: Database, site: Site) => {
  sql.all('UPDATE due SET at = 0, lease = NULL');
  (site as unknown as { nextDue?: number }).nextDue = undefined;
};

test('half of what they wrote elsewhere has become comments: the other half keeps its places alone', async () => {
  const { site, sql, left } = newSite();
  const id = begin(site);
  send(site, id, 0, 900);
  site.endImport(anna, id, { found: [] });
  carryOut(site, { import: 1 });
  const [author = ''] = authorOf(sql, 'Zyxunora');
  expect(author).not.toBe('');
  expect(sql.all<{ count: number }>('SELECT count(*) AS count FROM staged')[0]?.count).toBeGreaterThan(100);
  site.forget([author]);
  hasten(sql, site);
  carryOut(site);
  expect(await left()).toEqual([]);
  expect(site.import(id)).toMatchObject({ state: 'done', comments: { brought: 900, refused: 0 } });
  const rows = sql.all<{ status: string; count: number }>(
    'SELECT status, count(*) AS count FROM comment GROUP BY status ORDER BY status',
  );
  expect(rows).toEqual([
    { status: 'erased', count: 300 },
    { status: 'published', count: 600 },
  ]);
  // Each of Lea's answers stands where it stood.
  const answers = 'SELECT count(*) AS count FROM comment JOIN comment AS above ON above.id = comment.parent';
  expect(sql.all(`${answers} WHERE above.status = 'erased' AND above.name = ''`)).toEqual([{ count: 300 }]);
  // By what they were forgotten is known no longer than it is needed.
  expect(sql.all('SELECT 1 FROM imported_author WHERE claimed = 2')).toEqual([]);
  expect(sql.all("SELECT 1 FROM setting WHERE key LIKE 'forgetting%'")).toEqual([]);
  expect(statuses(site).held).toBeUndefined();
});

test('what is sent after that is not taken, and what was sent before is not kept, however long the import lies there', async () => {
  const { site, sql, left } = newSite();
  // An earlier import has brought the first of them.
  const earlier = begin(site);
  send(site, earlier, 0, 30);
  site.endImport(anna, earlier, { found: [] });
  carryOut(site);
  const id = begin(site);
  send(site, id, 0, 600);
  const [author = ''] = authorOf(sql, 'Zyxunora');
  site.forget([author]);
  carryOut(site);
  expect(await left()).toEqual([]);
  send(site, id, 600, 900);
  expect(await left()).toEqual([]);
  site.endImport(anna, id, { found: [] });
  carryOut(site);
  expect(await left()).toEqual([]);
  expect(sql.all('SELECT 1 FROM imported_author WHERE claimed = 2')).toEqual([]);
  // Nobody else has lost anything.
  expect(sql.all("SELECT count(*) AS count FROM comment WHERE name = 'Lea'")).toEqual([{ count: 600 }]);
});

test('whoever has confirmed an address here is known by it in what is still to come, and by no other', async () => {
  const { site, sql, left } = newSite();
  const draft = {
    thread: { key: '/post/' },
    author: { name: 'Nora', email: nora.email },
    body: 'Hier',
    html: toHtml('Hier'),
    notify: { of: 'mine', pace: 'now' } as const,
  };
  const { token } = site.submit(draft, { ...context, token: undefined, server: 'https://comments.example' });
  const [confirming] = site.takeDue().flatMap((work) => (work.confirming ? [work.confirming] : []));
  site.confirmMailbox(confirming?.path.split('/').at(-1) ?? '');
  // Somebody has only typed the address of somebody else.
  const liar = site.submit(
    { ...draft, author: { name: 'Ben', email: 'lea@example.org' } },
    { ...context, token: undefined, server: 'https://comments.example' },
  );
  const id = begin(site);
  send(site, id, 0, 60);
  const hers = record('l', { author: { ...lea, email: 'lea@example.org' }, body: 'Bleibt' });
  site.receiveRecords(anna, id, { threads: [], comments: [hers] });
  for (const one of [token, liar.token]) site.forget([site.authorOf(one) ?? '']);
  hasten(sql, site);
  carryOut(site);
  site.endImport(anna, id, { found: [] });
  carryOut(site);
  expect(await left()).toEqual([]);
  expect(sql.all("SELECT name, body FROM comment WHERE body = 'Bleibt'")).toEqual([{ name: 'Lea', body: 'Bleibt' }]);
});

test('what was about to become theirs, since they have just confirmed its address, goes with them', async () => {
  const { site, sql, left } = newSite();
  const id = begin(site);
  send(site, id, 0, 900);
  site.endImport(anna, id, { found: [] });
  carryOut(site);
  const draft = {
    thread: { key: '/post/' },
    author: { name: 'Nora', email: nora.email },
    body: 'Hier',
    html: toHtml('Hier'),
    notify: { of: 'mine', pace: 'now' } as const,
  };
  const { token } = site.submit(draft, { ...context, token: undefined, server: 'https://comments.example' });
  const [confirming] = site.takeDue().flatMap((work) => (work.confirming ? [work.confirming] : []));
  site.confirmMailbox(confirming?.path.split('/').at(-1) ?? '');
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'claim'")).toHaveLength(1);
  site.forget([site.authorOf(token) ?? '']);
  hasten(sql, site);
  carryOut(site);
  expect(await left()).toEqual([]);
});

test('an import that is undone takes along by what they were known', async () => {
  const { site, sql, left } = newSite();
  const id = begin(site);
  send(site, id, 0, 300);
  site.endImport(anna, id, { found: [] });
  carryOut(site, { import: 1 });
  site.forget(authorOf(sql, 'Zyxunora'));
  hasten(sql, site);
  carryOut(site, { forget: 2, import: 0 });
  site.undo(anna, id, { answers: 'remove' });
  hasten(sql, site);
  carryOut(site);
  expect(await left()).toEqual([]);
  expect(sql.all('SELECT 1 FROM imported_author')).toEqual([]);
  expect(sql.all("SELECT 1 FROM comment WHERE status <> 'erased'")).toEqual([]);
});
