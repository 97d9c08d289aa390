import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { somebody } from '../../../worker/site/running/retention';
import { openSite, type Site } from '../../../worker/site/site';
import { toHtml } from '../../../worker/text/markdown';
import { byHand, choresForAnHour } from '../by-hand';

const hour = 60 * 60_000;
const day = 24 * hour;
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const context = { ...byHand, network: 'hashed-network', token: undefined, key: undefined, request: '' };
const draft = (body: string) => ({
  thread: { key: '/post/' },
  author: { name: 'Nora', email: 'nora@example.org' },
  body,
  html: toHtml(body),
});

let sql: Database;
let now = 0;
const pass = (milliseconds: number) => {
  now += milliseconds;
};
afterEach(() => sql.close());

function newSite(publish: 'everyone' | 'nobody' = 'everyone'): Site {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(join(mkdtempSync(join(tmpdir(), 'plausch-')), 'site.sqlite'));
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { publish });
  return site;
}

/** All that is due in the hour after so long. Returns how many comments were erased. */
function after(site: Site, milliseconds: number): number {
  pass(milliseconds);
  let erased = choresForAnHour(site, pass);
  for (let more = true; more; ) {
    const purged = site.purge([]);
    erased += purged.erased;
    ({ more } = purged);
  }
  return erased;
}

const column = (query: string) => sql.all<{ value: string | null }>(query).map(({ value }) => value);

test('after seven days nothing tells from which network a comment, vote, report or notice came', () => {
  const site = newSite();
  const { comment } = site.submit(draft('Bei uns fragt jeder erst den Chef'), context);
  site.vote(comment.id, 1, undefined, 'hashed-voter');
  site.report(comment.id, { reason: 'spam', note: '' }, 'hashed-reporter');
  site.notice(
    comment.id,
    { explanation: 'Verboten', name: 'Lea', email: 'lea@example.org', goodFaith: true },
    'hashed-notifier',
  );
  const networks = () =>
    ['comment', 'vote', 'report', 'notice'].flatMap((table) => column(`SELECT network AS value FROM ${table}`));
  const given = ['hashed-network', 'hashed-voter', 'hashed-reporter', 'hashed-notifier'];
  expect(networks()).toEqual(given);
  after(site, 7 * day - 2 * hour);
  expect(networks()).toEqual(given);
  after(site, hour);
  expect(networks()).toEqual(['', '', '', '']);
  // A vote that is given anew is as old as that.
  const { token } = site.vote(comment.id, 1, undefined, 'hashed-again');
  after(site, 6 * day);
  site.vote(comment.id, -1, token, 'hashed-again');
  after(site, 3 * day);
  expect(networks()).toContain('hashed-again');
  after(site, 5 * day);
  expect(networks()).not.toContain('hashed-again');
});

test('networks of thousands are forgotten step by step, and none is missed', () => {
  const site = newSite();
  const { comment } = site.submit(draft('Der erste'), context);
  const columns = sql.all<{ name: string }>("SELECT name FROM pragma_table_info('comment')").map(({ name }) => name);
  const copied = columns.map((name) =>
    name === 'id' || name === 'touched'
      ? "substr(id, 1, 22) || printf('%04d', number)"
      : name === 'key'
        ? 'NULL'
        : name,
  );
  sql.all(
    `WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 2300)
     INSERT INTO comment (${columns}) SELECT ${copied} FROM numbers, comment WHERE id = ?`,
    comment.id,
  );
  expect(column("SELECT count(*) AS value FROM comment WHERE network <> ''")).toEqual([2301]);
  pass(8 * day);
  choresForAnHour(site, pass);
  let steps = 0;
  while (site.purge([]).more) steps += 1;
  expect(steps).toBeGreaterThan(1);
  expect(column("SELECT count(*) AS value FROM comment WHERE network <> ''")).toEqual([0]);
});

test('what was turned down goes after 90 days, what its author took back after 30; its place stays where it is needed', () => {
  const site = newSite();
  const rejected = site.submit(draft('Das ist grob'), context);
  const withdrawn = site.submit(draft('Das war unüberlegt'), context);
  site.submit({ ...draft('Nein, gar nicht'), parent: withdrawn.comment.id }, context);
  site.withdraw(withdrawn.comment.id, withdrawn.token);
  pass(10 * day);
  site.decide(anna, { comments: [rejected.comment.id], action: 'reject', reason: 'Beleidigung' });
  const bodies = () => column('SELECT body AS value FROM comment ORDER BY id');
  expect(after(site, 19 * day)).toBe(0);
  expect(after(site, day)).toBe(1);
  expect(bodies()).toEqual(['Das ist grob', '', 'Nein, gar nicht']);
  expect(column("SELECT email AS value FROM comment WHERE body = ''")).toEqual([null]);
  expect(after(site, 68 * day)).toBe(0);
  expect(after(site, 2 * day)).toBe(1);
  expect(bodies()).toEqual(['', '', 'Nein, gar nicht']);
});

test('where the owner says so nothing goes, or sooner; what is old by then goes at once', () => {
  const site = newSite();
  const { comment } = site.submit(draft('Das ist grob'), context);
  site.decide(anna, { comments: [comment.id], action: 'reject' });
  const { retention } = site.settings();
  site.changeSettings(anna, { retention: { ...retention, rejected: null, names: null, messages: null } });
  expect(after(site, 2000 * day)).toBe(0);
  expect(column('SELECT by_name AS value FROM decision')).toEqual(['Anna', 'Anna']);
  site.changeSettings(anna, { retention: { ...retention, rejected: 10 } });
  expect(after(site, 0)).toBe(1);
  // What was changed can be taken back from the log.
  const [entry] = site.decisions(anna, { limit: 1 }).decisions;
  site.undo(anna, entry?.id ?? '');
  expect(site.settings().retention.rejected).toBeNull();
});

test('the log keeps what was decided, and after a year not by whom; a rule keeps its name', () => {
  const site = newSite('nobody');
  const [one, other] = ['Der erste', 'Der zweite'].map((body) => site.submit(draft(body), context).comment.id);
  const { decision } = site.decide(anna, { comments: [one ?? ''], action: 'reject' });
  site.undo(anna, decision.id);
  site.decide(anna, { comments: [other ?? ''], action: 'approve' });
  after(site, 364 * day);
  const names = () => sql.all('SELECT "by", by_name, undone_by FROM decision ORDER BY id');
  expect(names()).toEqual([
    { by: 'a', by_name: 'Anna', undone_by: 'Anna' },
    { by: 'a', by_name: 'Anna', undone_by: null },
  ]);
  after(site, 2 * day);
  expect(names()).toEqual([
    { by: '', by_name: somebody, undone_by: somebody },
    { by: '', by_name: somebody, undone_by: null },
  ]);
  expect(site.decisions(anna, { limit: 5 }).decisions.map(({ by }) => by)).toEqual([somebody, somebody]);
});

test('after 30 days a message says nothing any more, and what was not sent by then is not sent', () => {
  const site = newSite();
  const { comment } = site.submit(draft('Kann man das ändern?'), context);
  site.consult(anna, comment.id, { to: anna.account, note: 'Weißt du das?' });
  const facts = () => column('SELECT facts AS value FROM outbox');
  expect(facts().join()).toContain('Weißt du das?');
  after(site, 29 * day);
  expect(facts().join()).toContain('Weißt du das?');
  after(site, 2 * day);
  expect(facts()).toEqual([JSON.stringify({ kind: 'plain', subject: '', text: '' })]);
  expect(site.outbox(anna, { limit: 5 }).messages).toMatchObject([{ state: 'withdrawn', text: '' }]);
});

test('a clock that jumps ahead makes nothing old', () => {
  const site = newSite();
  const { comment } = site.submit(draft('Das ist grob'), context);
  site.decide(anna, { comments: [comment.id], action: 'reject' });
  pass(400 * day);
  for (let more = true; more; ) ({ more } = site.purge([]));
  expect(column('SELECT network AS value FROM comment')).toEqual(['hashed-network']);
  pass(-400 * day);
  expect(choresForAnHour(site, pass)).toBe(0);
  expect(column('SELECT network AS value FROM comment')).toEqual(['hashed-network']);
  expect(column('SELECT by_name AS value FROM decision')).toEqual(['Anna']);
});
