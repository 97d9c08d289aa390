import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { mostApplied } from '../../../worker/site/moving/applying';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { record, thread } from '../import-records';
import { newFolder } from './server';

/** What a site makes of what it is sent, whatever its order, and whatever happens in between. */
const anna: Person = { account: '01ARZ3NDEKTSV4RRFFQ69G5FAV', name: 'Anna', role: 'owner', scope: [] };
type Record = ReturnType<typeof record>;

function newSite() {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const told: unknown[] = [];
  const options = { secret: 's'.repeat(32), tell: (event: unknown) => told.push(event) };
  const site = openSite('blog.example', sql, options);
  site.create(anna, { publish: 'everyone' });
  return { sql, site, told, options };
}

/** Sends records in batches, and says that this was all. */
function send(site: Site, records: Record[], more: { threads?: ReturnType<typeof thread>[]; file?: string } = {}) {
  const { id } = site.beginImport(anna, { format: 'isso', system: 'isso', file: more.file ?? 'comments.db' });
  for (let at = 0; at < records.length; at += 100)
    site.receiveRecords(anna, id, { threads: [], comments: records.slice(at, at + 100) });
  site.receiveRecords(anna, id, { threads: more.threads ?? [thread('t')], comments: [] });
  site.endImport(anna, id, { found: [] });
  return id;
}

/** Does what is due of it. Returns in how many steps. */
function carryOut(site: Site): number {
  let steps = 0;
  for (const { job } of site.takeDue())
    if (job.kind === 'import' || job.kind === 'claim') {
      do steps += 1;
      while (site.moveStep(job));
    }
  return steps;
}

function bring(site: Site, records: Record[], more: Parameters<typeof send>[2] = {}) {
  const id = send(site, records, more);
  carryOut(site);
  return site.import(id);
}

/** All that follows from the comments of a site, as it is kept. */
const kept = (sql: Database) => ({
  threads: sql.all('SELECT id, published FROM thread ORDER BY id'),
  authors: sql.all('SELECT id, published, rejected, spam FROM author ORDER BY id'),
  waiting: sql.all('SELECT thread, waiting, count FROM waiting_count WHERE count <> 0 ORDER BY thread, waiting'),
  places: sql.all('SELECT id, root, level, shown FROM comment ORDER BY id'),
  naming: sql.all('SELECT id, comments FROM naming ORDER BY id'),
});

/** The same, counted anew from the comments alone. */
function counted(sql: Database): ReturnType<typeof kept> {
  const count = (what: string) => `(SELECT count(*) FROM comment WHERE ${what})`;
  interface Row {
    id: string;
    parent: string | null;
    status: string;
  }
  const rows = sql.all<Row>('SELECT id, parent, status FROM comment ORDER BY id');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const answers = Map.groupBy(rows, ({ parent }) => parent);
  const way = (row: Row) => {
    const above = [row];
    for (let at = byId.get(row.parent ?? ''); at; at = byId.get(at.parent ?? '')) above.push(at);
    return above;
  };
  const isShown = ({ id, status }: Row) =>
    status === 'published' || (answers.get(id) ?? []).some((answer) => answer.status === 'published');
  const belowShown = new Set(rows.filter((row) => row.parent && isShown(row)).map((row) => way(row).at(-1)?.id));
  return {
    threads: sql.all(
      `SELECT id, ${count("thread = thread.id AND status = 'published'").replace('thread = thread.id', 'comment.thread = thread.id')} AS published FROM thread ORDER BY id`,
    ),
    authors: sql.all(
      `SELECT id, ${['published', 'rejected'].map((status) => `${count(`author = author.id AND status = '${status}'`).replace('author = author.id', 'comment.author = author.id')} AS ${status}`)},
         0 AS spam FROM author ORDER BY id`,
    ),
    waiting: sql.all(
      'SELECT thread, waiting, count(*) AS count FROM comment WHERE waiting IS NOT NULL GROUP BY thread, waiting ORDER BY thread, waiting',
    ),
    places: rows.map((row) => {
      const above = way(row);
      const shown = isShown(row) || (row.parent === null && belowShown.has(row.id));
      return { id: row.id, root: above.at(-1)?.id, level: above.length - 1, shown: Number(shown) };
    }),
    naming: sql.all(
      'SELECT naming AS id, count(*) AS comments FROM comment WHERE naming IS NOT NULL GROUP BY naming ORDER BY naming',
    ),
  };
}

/** Numbers that look like chance, the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

function shuffled<Value>(values: Value[], random: () => number): Value[] {
  const mixed = [...values];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as Value, mixed[at] as Value];
  }
  return mixed;
}

/** Comments of every status in three threads, each with a parent or none, some of whom never come. */
function conversation(count: number, random: () => number): Record[] {
  const statuses = ['published', 'published', 'published', 'held', 'spam', 'rejected', 'gone'] as const;
  const now = Date.now();
  return Array.from({ length: count }, (_, number) => {
    const status = statuses[Math.floor(random() * statuses.length)] ?? 'published';
    const answered = Math.floor(random() * number);
    return record(`${number}`, {
      thread: `t${number % 3}`,
      parent:
        random() < 0.5 || number === 0
          ? null
          : random() < 0.05
            ? 'never'
            : `${answered - (answered % 3) + (number % 3)}`,
      created: now - (status === 'spam' ? 1 : 900) * 86_400_000 + Math.floor(number / 4) * 1000,
      status,
      body: status === 'gone' ? '' : `Text ${number}`,
      author: {
        id: null,
        name: `Name ${number % 7}`,
        email: number % 2 ? `n${number % 7}@example.de` : null,
        website: null,
        team: false,
      },
      ups: number % 3,
      downs: number % 2,
      pinned: number % 50 === 0,
    });
  });
}

const conversationThreads = [0, 1, 2].map((number) =>
  thread(`t${number}`, { key: `/${number}/`, url: `https://blog.example/${number}/`, title: `Beitrag ${number}` }),
);

/** Who answers whom, by what each says; and with which date. */
const shape = (sql: Database) =>
  sql.all(
    `SELECT comment.body, comment.status, comment.level, above.body AS above, comment.created, comment.shown, comment.ups, comment.best,
       thread.key FROM comment JOIN thread ON thread.id = comment.thread LEFT JOIN comment AS above ON above.id = comment.parent
     WHERE comment.body <> '' ORDER BY comment.body`,
  );

test('whatever the order of a file, every comment stands where it stood, and all that is counted is as if counted anew', () => {
  const random = chance(7);
  const records = conversation(600, random);
  const [first] = [0, 1, 2, 3].map((turn) => {
    const { sql, site, told } = newSite();
    const sent = turn === 0 ? records : turn === 1 ? records.toReversed() : shuffled(records, random);
    const done = bring(site, sent, { threads: conversationThreads });
    const { sent: all, brought, refused, known, remaining } = done.comments;
    expect({ all, known, remaining }).toEqual({ all: 600, known: 0, remaining: 0 });
    expect(brought + refused).toBe(600);
    expect(kept(sql)).toEqual(counted(sql));
    // Nobody is told anything, nothing is learned, and nobody is woken.
    expect(told).toEqual([]);
    for (const table of ['outbox', 'lesson', 'news', 'dispatch']) expect(sql.all(`SELECT 1 FROM ${table}`)).toEqual([]);
    expect(sql.all("SELECT kind FROM due WHERE kind NOT IN ('clean', 'index')")).toEqual([]);
    return shape(sql);
  });
  const { sql, site } = newSite();
  bring(site, shuffled(records, random), { threads: conversationThreads });
  expect(shape(sql)).toEqual(first);
});

test('within a second comments stand in the order of their file, and ids never go back for what is written next', () => {
  const { site } = newSite();
  const records = Array.from({ length: 150 }, (_, number) => record(`${number}`, { created: Date.UTC(2012, 0, 1) }));
  bring(site, records);
  const page = site.page({ thread: '/post/', sort: 'oldest', limit: 100 });
  expect(page.comments.map(({ html }) => html)).toEqual(records.slice(0, 100).map(({ body }) => `<p>${body}</p>`));
  const next = site.page({ thread: '/post/', sort: 'oldest', limit: 100, after: page.next ?? '' });
  expect(next.comments.map(({ html }) => html)).toEqual(records.slice(100).map(({ body }) => `<p>${body}</p>`));
  const draft = { thread: { key: '/post/' }, author: { name: 'Nora' }, body: 'Jetzt', html: '<p>Jetzt</p>' };
  const { comment } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
  expect(comment.id > (next.comments.at(-1)?.id ?? '~')).toBe(true);
});

test.each([
  ['a chain of 2 000, the last one first', () => chain(2000).toReversed()],
  ['a chain of 2 000 in any order', (random: () => number) => shuffled(chain(2000), random)],
  ['10 000 answers to one, which comes last', () => star(10_000)],
])('%s', (_name, make) => {
  const { sql, site } = newSite();
  const records = make(chance(3));
  const id = send(site, records);
  const before = () => sql.all<{ count: number }>('SELECT count(*) AS count FROM comment')[0]?.count ?? 0;
  let last = 0;
  for (const { job } of site.takeDue())
    if (job.kind === 'import')
      for (let more = true; more; ) {
        more = site.moveStep(job);
        const now = before();
        expect(now - last).toBeLessThanOrEqual(mostApplied);
        last = now;
      }
  expect(site.import(id)).toMatchObject({ findings: [], comments: { brought: records.length } });
  expect(kept(sql)).toEqual(counted(sql));
});

const chain = (count: number) =>
  Array.from({ length: count }, (_, number) => record(`${number}`, { parent: number === 0 ? null : `${number - 1}` }));
const star = (count: number) => [
  ...Array.from({ length: count }, (_, number) =>
    record(`a${number}`, { parent: 'top', created: Date.UTC(2016, 0, 1) }),
  ),
  record('top', { created: Date.UTC(2017, 0, 1) }),
];

test('circles are broken at their oldest, whatever hangs below them', () => {
  const { sql, site } = newSite();
  const at = (number: number) => Date.UTC(2010, 0, number);
  const circle = (name: string, count: number) =>
    Array.from({ length: count }, (_, number) =>
      record(`${name}${number}`, {
        parent: `${name}${(number + 1) % count}`,
        created: at(100 + ((number * 7) % count)),
      }),
    );
  const records = [
    record('self', { parent: 'self' }),
    record('below', { parent: 'c3', created: at(1) }),
    ...circle('a', 2),
    ...circle('c', 5),
    ...circle('d', 1500),
  ];
  const done = bring(site, records);
  expect(done.comments).toMatchObject({ brought: records.length, refused: 0 });
  expect(done.findings).toEqual([{ what: 'cycle', count: 3, examples: expect.arrayContaining(['c0', 'd0']) }]);
  const tops = sql.all<{ body: string }>('SELECT body FROM comment WHERE parent IS NULL ORDER BY body');
  expect(tops.map(({ body }) => body)).toEqual(['a0', 'c0', 'd0', 'self'].map((id) => `Text von ${id}`));
  expect(kept(sql)).toEqual(counted(sql));
});

test('who ends the process between two steps, or opens the file anew, loses nothing and does nothing twice', () => {
  const random = chance(11);
  const records = shuffled(conversation(900, random), random);
  const { sql, site, options } = newSite();
  const id = send(site, records, { threads: conversationThreads });
  let now = site;
  for (let steps = 0; now.import(id).state !== 'done'; steps += 1) {
    expect(steps).toBeLessThan(40);
    for (const { job } of now.takeDue()) if (job.kind === 'import') now.moveStep(job);
    // Nobody is heard of again; whoever opens the file next finds the work when its lease has ended.
    const later = Date.now() + steps * 6 * 60_000;
    now = openSite('blog.example', sql, { ...options, now: () => later });
  }
  expect(kept(sql)).toEqual(counted(sql));
  const undisturbed = newSite();
  bring(undisturbed.site, records, { threads: conversationThreads });
  expect(shape(sql)).toEqual(shape(undisturbed.sql));
});

test('two imports at once, each with answers to what the other brings, come together', () => {
  const { sql, site } = newSite();
  const records = conversation(400, chance(5)).map((one) => ({
    ...one,
    parent: one.parent === 'never' ? null : one.parent,
  }));
  const begin = (file: string) => site.beginImport(anna, { format: 'isso', system: 'isso', file }).id;
  const [one, other] = [begin('a.db'), begin('b.db')];
  for (const [number, comment] of records.entries())
    site.receiveRecords(anna, number % 2 ? one : other, { threads: conversationThreads, comments: [comment] });
  for (const id of [one, other]) site.endImport(anna, id, { found: [] });
  const jobs = site.takeDue().map(({ job }) => job);
  for (let more = true; more; ) more = jobs.map((job) => site.moveStep(job)).includes(true);
  expect([one, other].map((id) => site.import(id).state)).toEqual(['done', 'done']);
  expect(site.import(one).findings.map(({ what }) => what)).not.toContain('no-parent');
  expect(kept(sql)).toEqual(counted(sql));
  // Taken out, one leaves what the other brought, and its answers their places.
  site.undo(anna, one, { answers: 'keep' });
  carryOut(site);
  expect(site.import(one).state).toBe('undone');
  expect(kept(sql)).toEqual(counted(sql));
  const left = sql.all<{ import: string }>("SELECT DISTINCT import FROM comment WHERE status <> 'erased'");
  expect(left).toEqual([{ import: other }]);
});

test('what is taken out leaves no word in any table, whoever voted, reported or decided meanwhile', () => {
  const { sql, site } = newSite();
  const marked = conversation(300, chance(9)).map((one) => ({
    ...one,
    body: one.body && `${one.body} zyxwort`,
    network: 'zyxnetz',
  }));
  const { id } = bring(site, marked, { threads: conversationThreads });
  while (site.indexWords());
  const { items } = site.queue(anna, { state: 'any', q: 'zyxwort', limit: 50 });
  expect(items.length).toBeGreaterThan(10);
  const published = items.filter(({ comment }) => comment.status === 'published').map(({ comment }) => comment.id);
  for (const comment of published.slice(0, 5)) {
    site.vote(comment, 1, undefined, 'n');
    site.report(comment, { reason: 'spam' }, 'n');
  }
  const held = items.filter(({ comment }) => comment.status === 'held').map(({ comment }) => comment.id);
  site.decide(anna, { comments: held.slice(0, 3), action: 'approve' });
  site.undo(anna, id, { answers: 'keep' });
  carryOut(site);
  expect(site.import(id).state).toBe('undone');
  expect(kept(sql)).toEqual(counted(sql));
  expect(site.queue(anna, { state: 'all', limit: 50 }).items).toEqual([]);
  const tables = sql
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => name);
  const found = tables.filter((table) => JSON.stringify(sql.all(`SELECT * FROM ${table}`)).includes('zyx'));
  expect(found).toEqual([]);
  for (const table of ['staged', 'imported', 'imported_thread', 'imported_author'])
    expect([table, sql.all(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
});
