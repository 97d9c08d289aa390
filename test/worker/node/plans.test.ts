import { DatabaseSync } from 'node:sqlite';
import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { Account } from '../../../worker/account/account';
import { AlertChoice } from '../../../worker/contract/alerts';
import type { Comment } from '../../../worker/contract/comment';
import { EventKind } from '../../../worker/contract/targets';
import { Directory } from '../../../worker/directory/directory';
import { Database } from '../../../worker/host/node/database';
import type { Sql, SqlValue } from '../../../worker/host/sql';
import type { SiteContext } from '../../../worker/site/base/context';
import type { Person } from '../../../worker/site/base/person';
import { linkTo } from '../../../worker/site/deciding/by-link';
import { mostAtOnce } from '../../../worker/site/deciding/remaining';
import { answersPath } from '../../../worker/site/messages/private-link';
import type { ExportPlace } from '../../../worker/site/moving/exporting';
import type { OutPlace } from '../../../worker/site/moving/outward';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { record as importedRecord } from '../import-records';
import { newFolder } from './server';

/** Whether an index is read along that holds nothing else, stopped by a limit or as long as what waits for a person. */
const inOrder = (detail: string, statement: string) =>
  (detail.endsWith('INDEX comment_waiting') && statement.includes('GROUP BY waiting')) ||
  (detail.endsWith('INDEX comment_waiting_all') && !statement.includes('waiting = ?')) ||
  detail.endsWith('INDEX comment_filed') ||
  (detail.endsWith('INDEX comment_voted') && /LIMIT (1|\?)$/.test(statement)) ||
  (detail.endsWith('INDEX comment_latest') && !statement.includes('thread = ?'));

/** What is read whole on purpose: lists that people keep by hand, everything in its order, and what a migration fills. */
const whole = (detail: string, statement: string) =>
  /^SCAN (rule|person|ban|waiting_count|target)\b/.test(detail) ||
  (detail === 'SCAN remaining' && statement.endsWith('ORDER BY decision, number LIMIT 1')) ||
  /^SCAN comment_words VIRTUAL TABLE/.test(detail) ||
  (detail === 'SCAN comment USING INDEX sqlite_autoindex_comment_1' && statement.endsWith('LIMIT ?')) ||
  /^SELECT count\(\*\) AS count FROM \(SELECT 1 FROM comment WHERE comment.status NOT IN \('withdrawn', 'erased'\) {2}LIMIT \?\)$/.test(
    statement,
  ) ||
  // Once, at the start.
  detail === 'SCAN wake';
const migrating = [
  'DELETE FROM comment_number',
  'UPDATE comment SET wording = 2',
  'UPDATE report SET wording = 2',
  'UPDATE notice SET wording = 2',
  'UPDATE comment SET website = replace',
  'UPDATE thread SET url = replace',
  'UPDATE comment SET unheld = 1',
  'UPDATE comment SET email = (SELECT',
  'UPDATE comment SET version = 2',
  'UPDATE comment SET turned_down = 1',
  'INSERT INTO appeal (comment, decision, text, at)\n      SELECT',
  'WITH RECURSIVE below (id, level)',
  'UPDATE comment SET shown = 0 WHERE shown = 1',
  'UPDATE vote SET thread',
  'INSERT INTO naming (thread, url, title, comments)\n      SELECT',
  'UPDATE comment SET naming = named.naming',
  'UPDATE thread SET url = NULL, title = NULL WHERE published = 0',
  'INSERT INTO waiting_count (thread, waiting, count)\n      SELECT',
  'INSERT INTO due (kind, subject, at, tries)\n      SELECT',
  'INSERT INTO due (kind, subject, at) SELECT DISTINCT',
  "INSERT INTO due (kind, subject, at) VALUES ('clean'",
  'INSERT INTO wake (site, at) SELECT',
  'UPDATE outbox SET facts',
  'UPDATE comment SET ups = votes.ups',
  "INSERT INTO setting (key, value) SELECT 'mend-best'",
];

/** A database that asks SQLite for the plan of every statement, and writes down each that reads a whole table. */
class PlannedSql implements Sql {
  readonly scans: string[] = [];
  readonly statements = new Set<string>();
  readonly #path = `${newFolder()}/plans.sqlite`;
  readonly #database = new Database(this.#path);
  readonly #planner = new DatabaseSync(this.#path);

  all<Row>(statement: string, ...values: SqlValue[]): Row[] {
    const rows = this.#database.all<Row>(statement, ...values);
    if (/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/.test(statement)) this.statements.add(statement);
    return rows;
  }

  transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work);
  }

  /** Plans every statement that was run. What is durable by now is what the planner sees. */
  async plan(): Promise<void> {
    await this.#database.durable;
    for (const statement of this.statements) {
      // Later migrations may have taken away what it was about.
      if (migrating.some((start) => statement.startsWith(start))) continue;
      for (const detail of this.stepsOf(statement))
        if (
          /\bSCAN (?!json_each|sqlite_schema|\(subquery)/.test(detail) &&
          !inOrder(detail, statement) &&
          !whole(detail, statement)
        )
          this.scans.push(`${detail}: ${statement}`);
    }
  }

  /** How SQLite carries a statement out. */
  stepsOf(statement: string): string[] {
    const steps = this.#planner.prepare(`EXPLAIN QUERY PLAN ${statement}`).all() as { detail: string }[];
    return steps.map(({ detail }) => detail);
  }
}

/** The methods of an object, or of its class, that were not called. */
function uncalled(instance: object, called: Set<string>): string[] {
  const prototype = Object.getPrototypeOf(instance);
  const names = prototype === Object.prototype ? Object.keys(instance) : Object.getOwnPropertyNames(prototype);
  return names.filter((name) => name !== 'constructor' && !called.has(name));
}

/** The same object, noting which of its methods are called. */
function noting<Class extends object>(instance: Class, called: Set<string>): Class {
  return new Proxy(instance, {
    get(target, name) {
      called.add(String(name));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const draft = (body: string, parent?: string) => ({
  thread: { key: '/a', url: 'https://blog.example/post', title: 'T' },
  author: { name: 'Nora', email: 'nora@example.de' },
  body,
  html: body,
  parent,
});

const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: ['/a', '/b/'] };

/** Somebody wants to hear of answers, confirms, hears of one, and has had enough. */
function listen(site: Site, sql: Sql): void {
  const notify = { of: 'thread', pace: 'now' } as const;
  const context = { ...byHand, token: undefined, key: undefined, request: '', server: 'https://c.example' };
  site.changeSettings(anna, { editMinutes: 0 });
  const { comment } = site.submit({ ...draft('Ich höre zu.'), notify }, context);
  const [asked] = site.takeDue().filter(({ confirming }) => confirming);
  const path = asked?.confirming?.path ?? '';
  const ref = path.slice(path.lastIndexOf('/') + 1);
  site.confirming(ref);
  site.confirmMailbox(ref);
  site.submit(draft('Eine Antwort'), context);
  const [found] = site.takeDue().filter(({ job }) => job.kind === 'answer');
  if (!found || !asked) throw new Error('Nothing is due.');
  site.spread(found.job, '');
  sql.all("UPDATE due SET at = 0 WHERE kind = 'news'");
  const [told] = site.takeDue().filter(({ message }) => message?.reader);
  if (!told) throw new Error('Nobody is told.');
  site.noteGone({ ...asked.job, kind: 'message', subject: 'x y' }, '550');
  site.endConfirming(asked.job, false);
  site.stopMail(asked.confirming?.mailbox.stop ?? '');
  site.changeSettings(anna, { editMinutes: 15 });
  changeByLink(site, comment);
}

/** Whoever has a comment's private link changes it, and takes it back. */
function changeByLink(site: Site, { id, own }: Comment): void {
  const key = own?.link.split('.').at(-1) ?? '';
  site.status(id, key);
  site.editableByLink(id, key);
  site.editByLink(id, key, { body: 'Anders', html: 'Anders' }, byHand);
  site.withdrawByLink(id, key);
}

/** Whatever else is done at the desk. */
function moderate(site: Site, comment: string, token: string): void {
  site.addPerson(anna, ben);
  site.people();
  site.changePerson(anna, ben.account, { name: 'Benno' });
  const author = site.queue(anna, { state: 'any', limit: 50 }).items[0]?.author.id ?? '';
  const time = new Date().toISOString();
  for (const more of [
    { q: 'eins zw' },
    { author },
    { thread: '/a' },
    { decision: comment },
    { since: time },
    { until: time },
  ])
    for (const state of ['held', 'any'] as const) site.queue(ben, { state, limit: 50, ...more });
  const { id } = site.consult(anna, comment, { to: ben.account, note: 'Was meinst du?' });
  const [question] = site.takeDue().filter(({ message }) => message);
  if (!question) throw new Error('Nothing is to be sent.');
  site.noteUnsent(question.job, 'no-address');
  site.answerConsult(ben, id, 'Ja.');
  const [answer] = site.takeDue().filter(({ message }) => message);
  if (!answer) throw new Error('Nothing is to be sent.');
  site.awaitMail(answer.job);
  site.noteRefused(answer.job, '550 Nobody');
  site.chooseAlerts(ben, AlertChoice.parse({ alerts: 'now' }));
  site.noteSeen(ben);
  site.alerts(ben);
  for (let twice = 0; twice < 2; twice += 1) site.planPushes(ben.account, [ulid()], Date.now() + twice);
  site.takeDue();
  site.noteAlerted({ ...answer.job, kind: 'alert', subject: ben.account }, 1, true);
  site.noteSent(answer.job, 'smtp://mail.example', '250 Taken');
  letHear(site, comment);
  const rule = site.addRule(anna, { name: 'R', on: true, propose: 'hold', when: { kind: 'links', moreThan: 1 } });
  site.changeRule(anna, rule.id, { on: false });
  site.rules();
  site.tryRule({ propose: 'hold', when: { kind: 'words', words: ['eins'] } });
  site.removeRule(anna, rule.id);
  site.ban(anna, author, { kind: 'mute', reason: 'r', days: 1 });
  site.bans(anna);
  site.bans(ben);
  site.unban(anna, author);
  site.week(site.pulse().monday);
  site.reasons();
  site.changeSettings(anna, { transparency: true });
  for (const part of site.transparency()?.parts ?? []) site.transparencyPart(part);
  site.outbox(anna, { limit: 50 });
  site.outbox(ben, { limit: 50, after: comment });
  site.decisions(ben, { limit: 50 });
  const notice = { explanation: 'e', name: 'Uwe', email: 'uwe@example.de', goodFaith: true } as const;
  site.notice(comment, notice, 'n');
  const { asOf } = site.queue(anna, { state: 'any', comment, limit: 50 });
  site.decide(anna, { matching: { state: 'any', author, q: 'drei' }, asOf, action: 'reject' });
  const [own] = site.own({ thread: '/a' }, token).comments;
  const [, key = ''] = own?.own?.link.split('/').at(-1)?.split('.') ?? [];
  site.status(comment, key);
  site.appealByLink(comment, key, 'Bitte');
  site.carryAnyOn();
  site.carryOn(anna, decideMany(site));
  moveIn(site);
  site.removePerson(anna, ben.account);
  leave(site, token);
}

/** What was written elsewhere is brought in twice, and taken out with what readers have written below it. */
function moveIn(site: Site): void {
  const file = { format: 'isso', system: 'isso', file: 'comments.db' };
  const email = 'nora@example.de';
  const comments = ['1', '2', '3'].map((id) => ({
    ...importedRecord(id, {
      parent: id === '1' ? null : `${Number(id) - 1}`,
      created: Date.now() - 1000,
      pinned: id === '1',
      ups: 1,
    }),
    author: { id: null, name: 'Nora', email, website: null, team: false },
  }));
  const threads = [{ id: 't', key: '/a', url: 'https://blog.example/a', title: 'A', closed: false }];
  comments.reverse();
  const bring = () => {
    const { id } = site.beginImport(anna, file);
    for (let twice = 0; twice < 2; twice += 1) site.receiveRecords(anna, id, { threads, comments });
    site.endImport(anna, id, { found: [] });
    carryOut(site);
    return id;
  };
  const id = bring();
  bring();
  site.imports();
  site.former({ thread: '/a', id: '2' });
  site.indexWords();
  const [brought] = site.decisions(anna, { limit: 50 }).decisions.find((one) => one.id === id)?.comments ?? [];
  site.submit(draft('Darunter', brought?.id), { ...byHand, token: undefined, key: undefined, request: '' });
  expect(site.import(id).answered).toBe(1);
  site.undo(anna, id, { answers: 'remove' });
  carryOut(site);
  expect(site.import(id).state).toBe('undone');
}

/** An author has all erased that is known of them. */
function leave(site: Site, token: string): void {
  for (const after of [undefined, 'comments ~', `votes ${Number.MAX_SAFE_INTEGER} ~`]) site.mine(token, after);
  const author = site.authorOf(token);
  if (!author) throw new Error('The token proves nobody.');
  const ref = site.mineLink(token).link.split('/').at(-1) ?? '';
  site.mineByLink(ref);
  expect(site.authorsBehind(ref)).toEqual([author]);
  for (const q of ['Nora', 'nora@example.de', '01ARZ3NDEKTSV4RRFFQ69G5FAV']) site.findAuthors({ q });
  site.mineOf(author);
  site.mailMine('nora@example.de', 'n');
  site.endMineMail({ kind: 'mine', subject: '', tries: 1, lease: '' }, true);
  site.forgetFor(anna, { authors: [author] });
  site.forget([author]);
  for (const { job } of site.takeDue()) if (job.kind === 'forget') while (site.forgetStep(job));
  expect(site.mine(token).comments).toEqual([]);
}

/** Does what is due about imports. */
function carryOut(site: Site): void {
  for (const { job } of site.takeDue()) if (job.kind === 'import' || job.kind === 'claim') while (site.moveStep(job));
}

/** Has somebody outside hear of what happens. */
function letHear(site: Site, comment: string): void {
  const events = EventKind.options;
  const address = { kind: 'webhook', url: 'https://hooks.example/a' } as const;
  const { target } = site.addTarget(anna, { name: 'Z', address, events: [...events] }, 'https://comments.example');
  site.renewTargetSecret(anna, target.id);
  site.notice(comment, { explanation: 'e', name: 'Ute', email: 'ute@example.de', goodFaith: true }, 'n2');
  site.testTarget(anna, target.id);
  const [work] = site.takeDue().filter((one) => one.target);
  if (!work?.target) throw new Error('Nothing is to be sent.');
  const [test, notice] = work.target.dispatches.map(({ id }) => id) as [string, string];
  site.noteDispatched(work.job, [{ id: test, kind: 'sent', said: '200' }], false);
  site.noteDispatched(work.job, [{ id: notice, kind: 'again', onlyThis: true, said: '400' }], true);
  site.sendAgain(anna, target.id, notice);
  site.dispatches(target.id);
  site.noteDispatched(work.job, [{ id: notice, kind: 'never', gone: true, said: '410' }], true);
  site.changeTarget(anna, target.id, { on: true }, 'https://comments.example');
  const chat = { kind: 'ntfy', url: 'https://ntfy.example/a' } as const;
  const other = site.addTarget(anna, { name: 'N', address: chat, events: ['comment.reported'] }, 'https://c.example');
  site.targets();
  site.removeTarget(anna, other.target.id);
}

/** A decision about more comments than one step is about, undone by somebody with a scope. Returns it. */
function decideMany(site: Site): string {
  let last = '';
  for (let number = 0; number <= mostAtOnce; number += 1)
    last = site.submit(draft(`Nummer ${number} von vielen, und jede ${'sagt etwas anderes '.repeat(number % 9)}`), {
      ...byHand,
      network: `n${number}`,
      token: undefined,
      key: undefined,
      request: '',
    }).comment.id;
  const { asOf } = site.queue(anna, { state: 'any', limit: 1 });
  const { decision } = site.decide(anna, {
    matching: { state: 'any', since: '2020-01-01T00:00:00Z' },
    asOf,
    action: 'reject',
  });
  site.carryOn(anna, decision.id);
  site.decide(anna, { comments: [last], expect: 'rejected', action: 'approve' });
  site.undo(ben, decision.id);
  return decision.id;
}

test('no call to a site reads a whole table', async () => {
  const sql = new PlannedSql();
  const called = new Set<string>();
  const plain = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  const site = noting(plain, called);
  site.create(anna, { publish: 'everyone' });
  site.changeSettings(anna, { closeAfterDays: 30, services: ['akismet'] });
  site.settings();
  site.revision();
  site.admit(['n'], 'comment');
  site.person(anna.account);
  const akismet = { service: 'akismet', answered: null, retryAfter: 0 } as const;
  const sender = { address: '192.0.2.1', agent: 'a' };
  const outside = { signals: [], asked: ['akismet' as const], inquiries: [akismet], sender };
  const context = { ...byHand, token: undefined, key: 'k', request: 'r', outside };
  const { comment, token } = site.submit(draft('Eins'), context);
  listen(site, sql);
  const reply = site.submit(draft('Zwei', comment.id), { ...context, key: 'k2', token });
  site.admissible(draft('Zwei', comment.id), { ...context, token });
  site.difficulty('network', token);
  site.purge(['akismet']);
  site.indexWords();
  site.tryThresholds({ holdFrom: 3, spamFrom: 7 });
  expect(site.nextDue()).not.toBeNull();
  const [job] = site.takeDue().map((work) => work.job);
  if (!job) throw new Error('Nothing is due.');
  site.putBackJob(job, 'It could not be done.', 0);
  site.finishJob(job);
  site.givenUp();
  site.postponeJob(job, 0);
  expect(() => site.retryWork(anna, { kind: 'clean', subject: '' })).toThrow();
  site.hear(comment.id, 'Eins', { service: 'akismet', kind: 'failed', retryAfter: 60 });
  site.hear(comment.id, 'Eins', { service: 'akismet', kind: 'answered', signals: [] });
  site.noteTold(comment.id, 'Eins', 'akismet', 'spam');
  site.editable(comment.id, token);
  site.edit(comment.id, { body: 'Drei', html: 'Drei' }, token, byHand);
  site.vote(comment.id, 1, undefined, 'n');
  // Other votes count from now on: where comments with votes stand among the best is worked out again.
  site.changeSettings(anna, { votes: 'up' });
  site.purge(['akismet']);
  site.changeSettings(anna, { votes: 'up-down' });
  site.vote(comment.id, 1, undefined, 'n');
  site.vote(comment.id, 1, undefined, 'n');
  site.voteUnnamed(comment.id, 0, 'n');
  site.vote(comment.id, 0, site.vote(reply.comment.id, -1, undefined, 'n').token, 'n');
  site.report(comment.id, { reason: 'spam' }, 'n');
  site.comment('/a', comment.id);
  site.changeThread(anna, { thread: '/a', title: 'A', url: 'https://blog.example/a' });
  site.pin(anna, comment.id, { pinned: true });
  const pinned = site.decisions(anna, { limit: 1 }).decisions[0]?.id ?? '';
  site.decisions({ ...anna, scope: ['/a'] }, { limit: 50 });
  site.queue(anna, { state: 'any', decision: pinned, limit: 50 });
  site.page({ thread: '/a', sort: 'oldest', around: comment.id });
  site.undo(anna, pinned);
  const cursor = `1~${comment.id}`;
  const signing = { name: 'blog.example', sql, secret: 's'.repeat(32), now: Date.now } as unknown as SiteContext;
  site.comment('/a', comment.id);
  for (const sort of ['oldest', 'newest', 'best'] as const)
    for (const part of [
      {},
      { after: cursor },
      { before: cursor },
      { around: reply.comment.id },
      { around: comment.id },
    ])
      site.thread({ thread: '/a', sort, ...part }, 'identity');
  for (const part of [{}, { after: cursor }, { before: cursor }])
    site.page({ thread: '/a', sort: 'oldest', root: comment.id, ...part });
  for (const after of [undefined, cursor]) site.own({ thread: '/a', after }, token);
  site.counts(['/a', '/b']);
  site.newest('/a', 'identity');
  site.since({ thread: '/a', from: comment.id }, 'identity');
  site.comment('/a', comment.id);
  for (const key of [undefined, '/a']) site.latest(key);
  site.headlines(5);
  const [mine = '', feedKey = ''] =
    answersPath(signing, token.split('.')[0] ?? '')
      .split('/')
      .at(-1)
      ?.split('.') ?? [];
  expect(site.answers(mine, feedKey).comments).toEqual([]);
  for (const person of [anna, ben])
    for (const state of ['held', 'reported', 'appealed', 'spam', 'all', 'asked', 'any', 'filed'] as const)
      for (const after of [undefined, `1~${comment.id}~1`]) site.queue(person, { state, after, limit: 50 });
  const link = linkTo(signing, anna.account, comment.id, 2);
  site.decideLinked(link, { action: 'reject', version: 2, seen: null });
  site.undoLinked(link, site.linked(link).item.decision?.id ?? '');
  site.endLinks(anna);
  const texts = { [comment.id]: 2 };
  const { decision } = site.decide(anna, { comments: [comment.id], texts, action: 'reject', reason: 'r' });
  site.appeal(comment.id, 'Bitte', token);
  site.queue(anna, { state: 'appealed', limit: 50 });
  site.decisions(anna, { limit: 50 });
  site.decisions(anna, { after: decision.id, limit: 50 });
  site.undo(anna, decision.id);
  site.withdraw(reply.comment.id, token);
  moderate(site, comment.id, token);
  for (const selection of [{}, { thread: '/a' }, { from: 1, to: Date.now() }]) {
    for (let place: ExportPlace | null = site.exportPart(anna, selection, null).next; place; )
      place = site.exportPart(anna, selection, place).next;
    for (let place: OutPlace | null = site.outPart(anna, selection, null).next; place; )
      place = site.outPart(anna, selection, place).next;
  }
  expect(uncalled(plain, called)).toEqual([]);
  expect(sql.statements.size).toBeGreaterThan(40);
  await sql.plan();
  expect(sql.scans).toEqual([]);
});

test('what an author or a thread has, or what waits from a month, is read in the order in which it is shown, and counted in an index', async () => {
  const sql = new PlannedSql();
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, {});
  await sql.plan();
  const month = { since: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' };
  for (const [filter, index] of [
    [{ state: 'any', author: 'x' }, 'comment_of_author'],
    [{ state: 'any', thread: '/a' }, 'comment_of_thread'],
    [{ state: 'all', ...month }, 'comment_waiting'],
  ] as const) {
    sql.statements.clear();
    site.queue(anna, { ...filter, limit: 50 });
    const listing = [...sql.statements].filter((statement) => /FROM comment\s+WHERE/.test(statement));
    const steps = listing.flatMap((statement) => sql.stepsOf(statement)).filter((step) => step.includes(index));
    expect(steps).toEqual([expect.stringContaining(' INDEX '), expect.stringContaining(' COVERING INDEX ')]);
    expect(listing.flatMap((statement) => sql.stepsOf(statement)).filter((step) => step.includes('TEMP'))).toEqual([]);
  }
});

test('what is known of somebody is read, and erased, without putting all that they have written in order for each step', async () => {
  const sql = new PlannedSql();
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, {});
  const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'a', html: 'a' };
  const { token } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
  await sql.plan();
  sql.statements.clear();
  site.mine(token);
  site.forget([site.authorOf(token) ?? '']);
  for (const { job } of site.takeDue()) if (job.kind === 'forget') while (site.forgetStep(job));
  const listing = [...sql.statements].filter((statement) => statement.includes('INDEXED BY comment_of_author'));
  expect(listing.length).toBeGreaterThan(1);
  for (const statement of listing) {
    // The ten that are erased in one step may be.
    const ofAll = sql.stepsOf(statement.replace(/\)\s+ORDER BY comment.id DESC$/, ')'));
    expect(ofAll.filter((step) => step.includes('TEMP'))).toEqual([]);
  }
});

test('no call to an account or to the directory reads a whole table, but the list of sites', async () => {
  const sql = new PlannedSql();
  const called = new Set<string>();
  const plain = new Account(sql);
  const account = noting(plain, called);
  account.create('Anna');
  account.addSite('blog.example', 'owner');
  const { secret: link } = account.newLink();
  account.holder(link);
  const session = account.openSession(link);
  account.session(session);
  account.renew(session);
  account.profile(session);
  account.sites();
  account.endSession('x'.repeat(22));
  const passkey = { credential: 'c', publicKey: 'k', counter: 0, transports: [] };
  const far = Date.now() + 60_000;
  const { id } = account.addPasskey('Handy', passkey, `${far}.a.b`);
  account.passkey('c');
  account.knownPasskeys();
  account.openSessionWithPasskey('c', 1, `${far}.c.d`);
  account.removePasskey(id);
  const confirming = account.askForMail({ address: 'anna@example.de', language: 'de', server: 'https://c.example' });
  account.confirming(confirming);
  account.confirmMail(confirming);
  account.mailbox();
  account.mailAddress();
  account.mailLost('anna@example.de');
  account.forgetMail();
  const keys = { p256dh: 'p', auth: 'a' };
  const device = account.keepDevice(session, { endpoint: 'x', keys, name: 'x', language: 'de' }, 'https://c.example');
  account.noticed();
  account.device(device.id);
  account.noteDelivered(device.id);
  account.setMailToo(false);
  account.removeDevice(device.id);

  expect(uncalled(plain, called)).toEqual([]);

  const other = new PlannedSql();
  const noted = new Set<string>();
  const plainDirectory = new Directory(other);
  const directory = noting(plainDirectory, noted);
  const { owner } = directory.addSite('blog.example', null, false);
  directory.siteReady('blog.example');
  directory.find('blog.example');
  directory.list();
  directory.noteWakes([
    { site: 'blog.example', at: 0 },
    { site: 'blog.example', at: null },
  ]);
  directory.wakes();
  directory.addForgotten('blog.example', [owner]);
  directory.forgotten();
  directory.takeSaving('holder', 1, 1);
  directory.noteSaving('holder', '{}', 2);
  directory.hasAccount(owner);
  directory.addAccount('invited');
  directory.admit(['n'], 'session');
  expect(uncalled(plainDirectory, noted)).toEqual([]);
  await Promise.all([sql.plan(), other.plan()]);
  // All passkeys and browsers of one person, and all sites they work on, are a few.
  const inAccount = sql.scans.filter(
    (scan) => !scan.includes('FROM site ORDER BY name') && !/SCAN (passkey|device)/.test(scan),
  );
  // All sites are listed, and whom they have forgotten.
  const inDirectory = other.scans.filter((scan) => !/FROM (site WHERE ready = 1 ORDER BY name|forgotten)/.test(scan));
  expect([...inAccount, ...inDirectory]).toEqual([]);
});
