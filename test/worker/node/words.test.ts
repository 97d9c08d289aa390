import { execFileSync } from 'node:child_process';
import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { mostInPart, mostInStep, mostMatched, signOf } from '../../../worker/site/comments/words';
import { mostDecided } from '../../../worker/site/deciding/choosing';
import { mostErased } from '../../../worker/site/running/purge';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand, choresForAnHour } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };

/** A site whose file counts the comments that are taken into the index in one transaction. */
class CountedDatabase extends Database {
  steps: number[] = [];
  /** Hears what is looked for in the index. */
  matched: (match: string) => void = () => {};

  override transaction<Result>(work: () => Result): Result {
    this.steps.push(0);
    return super.transaction(work);
  }

  override all<Row>(statement: string, ...values: Parameters<Database['all']>[1][]): Row[] {
    if (/^(INSERT INTO comment_words \(rowid|UPDATE comment_words)/.test(statement.trim()))
      this.steps.push((this.steps.pop() ?? 0) + 1);
    if (statement.includes('comment_words MATCH')) this.matched(String(values[0]));
    return super.all<Row>(statement, ...values);
  }
}

function opened(path = `${newFolder()}/site.sqlite`) {
  const sql = new CountedDatabase(path);
  const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32) });
  const site = open();
  site.create(anna, { publish: 'everyone' });
  return { sql, site, open, path };
}

/** Comments that were there before anything was indexed. */
function fill(sql: Database, count: number, body: (number: number) => string, start = Date.UTC(2020, 0, 1)) {
  sql.transaction(() => {
    sql.all("INSERT OR IGNORE INTO thread (id, key, created) VALUES (1, '/a', 0)");
    sql.all("INSERT OR IGNORE INTO author (id, since) VALUES ('A', 0)");
    for (let number = 0; number < count; number += 1) {
      const id = ulid(start + number);
      sql.all(
        `INSERT INTO comment (id, thread, root, author, name, body, html, status, created, network, signals)
         VALUES (?, 1, ?, 'A', ?, ?, '', 'published', ?, '', '[]')`,
        id,
        id,
        `Leserin ${number}`,
        body(number),
        start + number,
      );
    }
  });
}

/** As the desk's route does it. */
const search = (site: Site, q: string) => {
  site.indexWords();
  const { total, unsearched } = site.queue(anna, { state: 'any', q, limit: 1 });
  return { total, unsearched };
};

test('a search in 10 200 comments answers with what it has, says how much is missing, and gets further with each call', () => {
  const { sql, site } = opened();
  fill(sql, 10_200, (number) => (number % 2 === 0 ? 'eine gerade Zahl' : 'eine krumme Zahl'));
  expect(search(site, 'gerade')).toEqual({ total: mostInStep / 2, unsearched: 10_000 });
  expect(search(site, 'gerade').total).toBe(mostInStep);
  for (let steps = 0; steps < 190; steps += 1) expect(site.indexWords()).toBe(true);
  for (let calls = 1; calls <= 8; calls += 1)
    expect(search(site, 'gerade').unsearched).toBe(10_200 - (192 + calls) * mostInStep);
  while (site.indexWords());
  expect(search(site, 'gerade')).toEqual({ total: mostMatched, unsearched: 0 });
  expect(search(site, 'leserin 10199')).toEqual({ total: 1, unsearched: 0 });
  expect(Math.max(...sql.steps)).toBe(mostInStep);
  sql.close();
});

test('of what very many comments have, the newest are looked at, and the search says so', () => {
  const { sql, site } = opened();
  fill(sql, mostMatched + 6, (number) => (number < 10 ? 'eine alte Zahl, Nr. x' : 'eine neue Zahl'));
  while (site.indexWords());
  const found = (q: string, state: 'any' | 'held' = 'any') => {
    const { items, total, among } = site.queue(anna, { state, q, limit: 1 });
    return { first: items[0]?.comment.author?.name, total, among };
  };
  expect(found('zahl')).toEqual({ first: 'Leserin 6', total: mostMatched, among: mostMatched });
  expect(found('zahl', 'held')).toEqual({ first: undefined, total: 0, among: mostMatched });
  // All words count: together they are few enough.
  expect(found('alte zahl')).toEqual({ first: 'Leserin 0', total: 10, among: null });
  expect(found('neue')).toEqual({ first: 'Leserin 10', total: mostMatched - 4, among: null });
  // What is decided about "all of this list" is what it shows.
  const { asOf } = site.queue(anna, { state: 'any', q: 'zahl', limit: 1 });
  const { decision } = site.decide(anna, { matching: { state: 'any', q: 'zahl' }, asOf, action: 'reject' });
  expect(decision.count + decision.remaining).toBe(mostMatched);
  sql.close();
});

test('a search goes through the newest part of the index first, and no further than it must or may', () => {
  const { sql, site } = opened();
  const usual = (number: number) => `immer wieder, mal ${number % 2 === 0 ? 'gerade' : 'krumme'} und mal anders`;
  fill(sql, 3 * mostInPart, (number) => (number % mostInPart === 7 ? 'selten und immer' : usual(number)));
  while (site.indexWords());
  const queries: string[] = [];
  sql.matched = (match) => queries.push(match);
  const found = (q: string) => {
    queries.length = 0;
    const { items, total, among } = site.queue(anna, { state: 'any', q, limit: 1 });
    return { first: items[0]?.comment.author?.name, total, among };
  };
  const isOldestLookedAt = () => queries.some((match) => match.includes(signOf(0)));
  // What few have is found wherever it stands.
  expect(found('selten')).toEqual({ first: 'Leserin 7', total: 3, among: null });
  expect(found('immer selten und')).toEqual({ first: 'Leserin 7', total: 3, among: null });
  expect(found('immer seltener')).toEqual({ first: undefined, total: 0, among: null });
  // Once enough are found, nobody looks further…
  expect(found('immer wied')).toEqual({ first: 'Leserin 28000', total: mostMatched, among: mostMatched });
  expect(isOldestLookedAt()).toBe(false);
  // …nor where very many have each of the words, and nobody has all of them; that there may be more is said.
  expect(found('gerade krumm immer wied ander')).toEqual({ first: undefined, total: 0, among: 0 });
  expect(isOldestLookedAt()).toBe(false);
  sql.close();
});

test('a single letter is the word that it is, and no beginning; two are one, and so is one where it is a word', () => {
  const { sql, site } = opened();
  fill(sql, 3, (number) => ['Plan B gilt', 'Berta liest 日本語', 'nichts'][number] ?? '');
  expect([search(site, 'b').total, search(site, 'be').total, search(site, '日').total]).toEqual([1, 1, 1]);
  sql.close();
});

test('a search by a hundred words looks for the first few', () => {
  const { sql, site } = opened();
  fill(sql, 1, () => 'eins zwei drei vier fünf sechs sieben acht');
  expect(search(site, `eins zwei drei vier fünf sechs sieben acht ${'neun '.repeat(30)}`).total).toBe(1);
  sql.close();
});

test('what matches is counted as far as one decision may go', () => {
  const { sql, site } = opened();
  fill(sql, mostDecided + 1, () => 'Gedanke');
  expect(site.queue(anna, { state: 'any', limit: 1 }).total).toBe(mostDecided);
  sql.close();
});

test('the index puts its parts together a little at each step, and has few of them in the end', () => {
  const { sql, site } = opened();
  expect(sql.all("SELECT v FROM comment_words_config WHERE k = 'automerge'")).toEqual([{ v: 0 }]);
  fill(sql, 5000, (number) => `Gedanke ${number} über ${'Wort '.repeat(number % 30)}${number * 7}`);
  while (site.indexWords());
  const [parts] = sql.all<{ count: number }>('SELECT count(DISTINCT segid) AS count FROM comment_words_idx');
  // A hundred steps were taken.
  expect(parts?.count).toBeLessThan(16);
  expect(search(site, 'gedanke 4999').total).toBe(1);
  sql.close();
});

test('of long comments a step takes fewer', () => {
  const { sql, site } = opened();
  fill(sql, 50, () => 'lang '.repeat(2000));
  expect(search(site, 'lang').unsearched).toBe(48);
  sql.close();
});

test('the chores take in what nobody has searched for', () => {
  const { sql, site } = opened();
  fill(sql, 250, () => 'Gedanke');
  let steps = 1;
  while (site.indexWords()) steps += 1;
  expect(steps).toBe(Math.ceil(251 / mostInStep));
  expect(search(site, 'gedanke')).toEqual({ total: 250, unsearched: 0 });
  expect(site.indexWords()).toBe(false);
  sql.close();
});

test('what comes in between is found, too, and each only once', () => {
  const { sql, site } = opened();
  fill(sql, 250, () => 'Gedanke');
  search(site, 'gedanke');
  const { comment } = site.submit(
    { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Mein Gedanke', html: '' },
    { ...byHand, token: undefined, key: undefined, request: '' },
  );
  while (search(site, 'gedanke').unsearched > 0);
  expect(search(site, 'gedanke').total).toBe(251);
  expect(search(site, 'nora').total).toBe(1);
  expect(site.queue(anna, { state: 'any', q: 'mein', limit: 1 }).items[0]?.comment.id).toBe(comment.id);
  sql.close();
});

test('after a kill in the middle it goes on where it was, and misses and doubles nothing', async () => {
  const { sql, path } = opened();
  fill(sql, 1000, () => 'Gedanke');
  await sql.durable;
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const sql = new DatabaseSync(${JSON.stringify(path)});
    sql.exec("BEGIN; INSERT INTO comment_words (rowid, name, body) VALUES (7, 'x', 'Gedanke'); UPDATE setting SET value = 'Z'");
    process.kill(process.pid, 'SIGKILL');`;
  const { site } = { site: openSite('blog.example', sql, { secret: 's'.repeat(32) }) };
  search(site, 'gedanke');
  await sql.durable;
  sql.close();
  expect(() => execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' })).toThrow();
  const again = new Database(path);
  const reopened = openSite('blog.example', again, { secret: 's'.repeat(32) });
  expect(search(reopened, 'gedanke')).toEqual({ total: 2 * mostInStep, unsearched: 900 });
  while (reopened.indexWords());
  expect(search(reopened, 'gedanke')).toEqual({ total: 1000, unsearched: 0 });
  again.close();
});

test('what is erased is erased some at a time, the words of each after all else', () => {
  const path = `${newFolder()}/site.sqlite`;
  const sql = new CountedDatabase(path);
  let now = Date.UTC(2026, 0, 1);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { publish: 'everyone' });
  fill(sql, 6 * mostErased + 3, (number) => (number < 40 ? 'Gewinn' : 'Gewinn '.repeat(1000)));
  sql.all("UPDATE comment SET status = 'spam'");
  while (site.indexWords());
  sql.steps = [];
  const statements: string[] = [];
  const all = sql.all.bind(sql);
  sql.all = (statement, ...values) => {
    statements.push(statement.trim());
    return all(statement, ...values);
  };
  let erased = choresForAnHour(site, (time) => {
    now += time;
  });
  expect(erased).toBe(mostErased);
  for (let more = true; more; ) {
    const purged = site.purge([]);
    erased += purged.erased;
    ({ more } = purged);
  }
  expect(erased).toBe(6 * mostErased + 3);
  // Of long ones one is enough for a step.
  const steps = sql.steps.filter((count) => count > 0);
  expect(steps).toEqual([
    ...Array.from({ length: 40 / mostErased }, () => mostErased),
    ...Array.from({ length: 23 }, () => 1),
  ]);
  const words = statements.flatMap((statement, at) => (statement.startsWith('UPDATE comment_words') ? [at] : []));
  const between = words.slice(1).map((at, index) => statements.slice((words[index] ?? 0) + 1, at));
  const writing = between.filter((part) => !part.some((statement) => statement.startsWith('RELEASE')));
  expect(writing.flat().filter((statement) => !statement.startsWith('SELECT'))).toEqual([]);
  sql.close();
});
