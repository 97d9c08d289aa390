import { readFileSync } from 'node:fs';
import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import type { Notify } from '../../../worker/contract/comment';
import type { NewDecision } from '../../../worker/contract/desk';
import type { Voice } from '../../../worker/contract/languages';
import { MessageFacts } from '../../../worker/contract/message-facts';
import { MessageKind } from '../../../worker/contract/statement';
import { Database } from '../../../worker/host/node/database';
import { migrate } from '../../../worker/host/sql';

import type { Person } from '../../../worker/site/base/person';
import { migrations } from '../../../worker/site/base/schema';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const day = 24 * 60 * 60_000;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: [] };

/** How a site is told to speak. */
const voices = {
  de: { language: 'de', tone: 'formal' },
  'de-du': { language: 'de', tone: 'familiar' },
  en: { language: 'en', tone: 'formal' },
} as const satisfies Partial<Record<Voice, object>>;

/** What the messages of `tellEverything` say, newest first, in each voice. */
const words = JSON.parse(readFileSync('test/fixtures/messages.json', 'utf8')) as Partial<Record<Voice, unknown>>;

let now: number;
let sql: Database;
let site: Site;

beforeEach(() => {
  now = Date.UTC(2026, 0, 30);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
});

/** Writes a comment with an e-mail address. */
function write(body: string, title?: string, notify?: Notify) {
  const draft = {
    thread: { key: '/a', ...(title ? { title, url: 'https://blog.example/a' } : {}) },
    author: { name: 'Nora', email: 'nora@example.de' },
    body,
    html: body,
    notify,
  };
  const server = 'https://c.example';
  const { comment, token } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '', server });
  return { id: comment.id, token };
}

/** Decides about a comment as it is now, a day later. */
function decide(person: Person, action: NewDecision['action'], comment: string, said: Partial<NewDecision> = {}) {
  now += day;
  const [item] = site.queue(anna, { state: 'any', comment, limit: 1 }).items;
  const texts = { [comment]: item?.version ?? 1 };
  const expected = item?.waiting === null ? item.comment.status : undefined;
  const seen = { [comment]: item?.decision?.id ?? null };
  return site.decide(person, { comments: [comment], texts, seen, action, expect: expected, ...said }).decision.id;
}

/** Has somebody told of everything that people are told of. */
function tellEverything(): void {
  const notice = { explanation: 'Mein Bild', name: 'Uwe', email: 'uwe@example.de', goodFaith: true } as const;
  const said = { reason: 'Off topic', explanation: 'Bitte zum Thema.' };
  const won = write('Ein Gedanke, der zu weit führt.');
  decide(anna, 'reject', won.id, said);
  site.appeal(won.id, 'Er gehört doch dazu.', won.token);
  const { id: question } = site.consult(anna, won.id, { to: ben.account, note: 'Was meinst du?' });
  site.answerConsult(ben, question, 'Er hat recht.');
  decide(ben, 'approve', won.id);

  const named = write('Noch einer.', 'Die Eröffnung');
  decide(anna, 'approve', named.id);
  site.report(named.id, { reason: 'other' }, 'r');
  site.notice(named.id, notice, 'n');
  const removed = decide(anna, 'reject', named.id, { reason: 'Urheberrecht' });
  now += day;
  site.undo(anna, removed);
  site.notice(named.id, notice, 'm');
  decide(anna, 'approve', named.id);

  const lost = write('Hier: https://spam.example/a https://spam.example/b https://spam.example/c');
  decide(anna, 'spam', lost.id);
  site.appeal(lost.id, 'Ich verkaufe nichts.', lost.token);
  decide(ben, 'spam', lost.id);
  now += day;
  const waits = write('Ein dritter.');
  const hasty = decide(anna, 'spam', waits.id);
  now += day;
  site.undo(anna, hasty);

  const listening = write('Ich höre zu.', undefined, { of: 'thread', pace: 'now' });
  const [asked] = site.takeDue().flatMap(({ confirming }) => confirming?.path.split('/').at(-1) ?? []);
  site.confirmMailbox(asked ?? '');
  decide(anna, 'approve', listening.id);
  decide(anna, 'approve', write('Eine Antwort.').id);
  now += day;
  for (const { job } of site.takeDue()) if (job.kind === 'answer') site.spread(job, '');
  now += day;
  site.takeDue();
  loseTarget();
}

/** A target says that it is gone. */
function loseTarget(): void {
  const address = { kind: 'webhook', url: 'https://hooks.example/a' } as const;
  const events = ['comment.reported'] as const;
  const { target } = site.addTarget(anna, { name: 'Zähler', address, events: [...events] }, 'https://c.example');
  site.testTarget(anna, target.id);
  const [work] = site.takeDue().filter((one) => one.target);
  if (!work?.target) throw new Error('Nothing is to be sent.');
  const [{ id = '' } = {}] = work.target.dispatches;
  site.noteDispatched(work.job, [{ id, kind: 'never', gone: true, said: '410 Gone' }], true);
}

const outbox = () => site.outbox(anna, { limit: 100 }).messages;
const said = () => outbox().map(({ kind, to, subject, text }) => ({ kind, to, subject, text }));

for (const [voice, settings] of Object.entries(voices)) {
  test(`what people are told of, a message of every kind, as it is said in ${voice}`, () => {
    site.create(anna, { publish: 'nobody', ...settings });
    site.addPerson(anna, ben);
    tellEverything();
    expect(new Set(outbox().map(({ kind }) => kind))).toEqual(new Set(MessageKind.options));
    expect(said()).toEqual(words[voice as Voice]);
  });
}

test('a site that speaks another language from now on says what it has told before in that one', () => {
  site.create(anna, { publish: 'nobody', ...voices.de });
  site.addPerson(anna, ben);
  tellEverything();
  for (const [voice, settings] of Object.entries(voices).toReversed()) {
    site.changeSettings(anna, settings);
    expect(said()).toEqual(words[voice as Voice]);
  }
});

test('what a message tells is what was so when it was written', () => {
  site.create(anna, { publish: 'nobody', ...voices.en });
  site.addPerson(anna, ben);
  const { id, token } = write('The first words.');
  site.changeThread(anna, { thread: '/a', title: 'The post' });
  decide(anna, 'reject', id, { reason: 'Off topic' });
  const [before] = said();
  expect(before?.text).toMatch(/“The post”.*“The first words.”.*Ground: Off topic\..*You can appeal once/s);
  site.changeThread(anna, { thread: '/a', title: 'Another title' });
  site.appeal(id, 'Please.', token);
  expect(said().at(-1)).toEqual(before);
});

test('what is kept of a message are facts of its kind', () => {
  site.create(anna, { publish: 'nobody' });
  site.addPerson(anna, ben);
  tellEverything();
  const rows = sql.all<{ kind: string; facts: string }>('SELECT kind, facts FROM outbox');
  for (const { kind, facts } of rows) expect(MessageFacts.parse(JSON.parse(facts)).kind).toBe(kind);
});

test('what an earlier version has put into words stays in these, and is withdrawn as it would have been', () => {
  const earlier = migrations.findIndex((statements) => statements.some((each) => each.includes('COLUMN facts')));
  sql = new Database(`${newFolder()}/earlier.sqlite`);
  migrate(sql, migrations.slice(0, earlier), 0);
  const [author, comment, decision, message] = [ulid(now), ulid(now + 1), ulid(now + 2), ulid(now + 3)];
  const text = 'Er wird „nicht“ gezeigt.\n\nGrund: keiner.';
  sql.transaction(() => {
    sql.all("INSERT INTO thread (id, key, created) VALUES (1, '/a', 0)");
    sql.all('INSERT INTO author (id, since, rejected) VALUES (?, 0, 1)', author);
    sql.all(
      `INSERT INTO decision (id, action, by, by_name, at) VALUES (?, 'reject', '${anna.account}', 'Anna', ?)`,
      decision,
      now,
    );
    sql.all(
      `INSERT INTO comment (id, thread, root, author, name, email, body, html, status, created, network, signals, decision)
       VALUES (?, 1, ?, ?, 'Nora', 'nora@example.de', 'Hallo', '<p>Hallo</p>', 'rejected', ?, '', '[]', ?)`,
      ...[comment, comment, author, now, decision],
    );
    sql.all(
      `INSERT INTO decided (decision, comment, status_before, appeal_open_before) VALUES (?, ?, 'held', 0)`,
      decision,
      comment,
    );
    sql.all(
      `INSERT INTO outbox (id, kind, recipient, address, subject, text, comment, cause, created)
       VALUES (?, 'statement', 'Nora', 'nora@example.de', 'Ihr Kommentar', ?, ?, ?, ?)`,
      ...[message, text, comment, decision, now],
    );
  });
  site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { ...voices.en });
  const told = { kind: 'statement', to: 'Nora', subject: 'Ihr Kommentar', text };
  expect(outbox()).toMatchObject([{ ...told, id: message, comment, state: 'unsent' }]);
  decide(anna, 'approve', comment);
  expect(outbox()).toMatchObject([
    { kind: 'statement-undone', state: 'unsent' },
    { ...told, state: 'withdrawn' },
  ]);
});
