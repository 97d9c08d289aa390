import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import type { ServiceName } from '../../../worker/contract/services';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { mostForgotten } from '../../../worker/site/judging/inquiries';
import { openSite, type Site } from '../../../worker/site/site';
import type { Label } from '../../../worker/spam/services/service';
import { byHand, choresForAnHour } from '../by-hand';
import { newFolder } from './server';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const sender = { address: '192.0.2.1', agent: 'Browser' };

let now: number;
let sql: Database;
let site: Site;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });
  site.create(anna, { publish: 'everyone', services: ['akismet'] });
});

const pass = (time: number) => {
  now += time;
};

/** Writes a comment about which Akismet said this; null: it could not be reached. */
function write(answered: Label | null, body = 'Ein Gedanke.', retryAfter?: number) {
  const found = { check: 'akismet', weight: 4, text: 'akismet-spam', values: {} };
  const unsure = { check: 'akismet', weight: 0, text: 'service-unsure', values: {} };
  const outside = {
    signals: answered === 'spam' ? [found] : answered === null ? [unsure] : [],
    asked: ['akismet' as const],
    inquiries: [{ service: 'akismet' as const, answered, retryAfter }],
    sender,
  };
  const draft = { thread: { key: '/a' }, author: { name: 'Nora', email: 'nora@example.de' }, body, html: body };
  const context = { ...byHand, token: undefined, key: undefined, request: '', outside };
  const { comment, token } = site.submit(draft, context);
  return { id: comment.id, token, status: comment.status };
}

const decide = (id: string, action: 'approve' | 'reject' | 'spam') => {
  const [item] = site.queue(anna, { state: 'any', comment: id, limit: 1 }).items;
  const texts = { [id]: item?.version ?? 0 };
  return site.decide(anna, { comments: [id], texts, action, expect: item?.comment.status }).decision;
};
/** What is due now: of which comment, and what to say. */
const take = () => site.takeDue().flatMap(({ job, inquiry }) => (inquiry ? { job, ...inquiry } : []));
const due = () => take().map(({ comment, label }) => [comment, label]);
const answer = (id: string, said: Label, body = 'Ein Gedanke.') => {
  const signals = said === 'spam' ? [{ check: 'akismet', weight: 4, text: 'akismet-spam', values: {} }] : [];
  site.hear(id, body, { service: 'akismet', kind: 'answered', signals });
};
const senders = () => sql.all<{ address: string; service: ServiceName }>('SELECT address, service FROM inquiry');
const status = (id: string) =>
  site.queue(anna, { state: 'any', limit: 50 }).items.find(({ comment }) => comment.id === id)?.comment.status;

test('a service that could not be reached is asked again after a quarter of an hour, then half an hour, then an hour', () => {
  const { id } = write(null);
  const asked: number[] = [];
  for (let minutes = 1; minutes <= 60 * 24; minutes += 1) {
    pass(minute);
    const taken = take();
    for (const { job } of taken) site.putBackJob(job, 'akismet could not be asked.');
    if (taken.length > 0) asked.push(minutes);
  }
  expect(asked).toEqual([15, 30, 60, 120, 240, 480, 960]);
  expect(status(id)).toBe('held');
});

test('it is given all it was told before, and that it is asked again', () => {
  write(null);
  pass(15 * minute);
  expect(take()).toMatchObject([
    {
      service: 'akismet',
      label: null,
      inquiry: {
        blog: 'https://blog.example',
        body: 'Ein Gedanke.',
        name: 'Nora',
        email: 'nora@example.de',
        sender,
        again: true,
        reply: false,
      },
    },
  ]);
});

test('two who do the chores at once never both say the same', () => {
  write(null);
  pass(15 * minute);
  expect([due().length, due().length]).toEqual([1, 0]);
});

test.each([
  ['ham', 'published', []],
  ['spam', 'held', ['akismet-spam']],
] as const)('when it answers %s at last, the comment is %s', (said, expected, texts) => {
  const { id } = write(null);
  pass(15 * minute);
  due();
  answer(id, said);
  expect(status(id)).toBe(expected);
  const { items } = site.queue(anna, { state: 'any', limit: 1 });
  expect(items[0]?.signals.map(({ text }) => text)).toEqual(texts);
  pass(day);
  expect(due()).toEqual([]);
});

test('a stranger’s comment still waits for the site’s own setting when the service finds nothing', () => {
  site.changeSettings(anna, { publish: 'known' });
  const { id } = write(null);
  pass(15 * minute);
  due();
  answer(id, 'ham');
  expect(status(id)).toBe('held');
});

test('it says itself when it wants to be asked', () => {
  write(null, 'Ein Gedanke.', 120);
  pass(2 * minute - 1);
  expect(due()).toEqual([]);
  pass(1);
  const [taken] = take();
  if (!taken) throw new Error('It is not asked.');
  site.putBackJob(taken.job, 'akismet could not be asked.', minute);
  pass(minute - 1);
  expect(due()).toEqual([]);
  pass(1);
  expect(due()).toEqual([[taken.comment, null]]);
});

test('what a person has decided meanwhile stands, and the service is told of it', () => {
  const { id } = write(null);
  pass(15 * minute);
  due();
  decide(id, 'spam');
  answer(id, 'ham');
  expect(status(id)).toBe('spam');
  pass(5 * minute);
  expect(due()).toEqual([[id, 'spam']]);
});

test('an answer about a text that was changed since does not count', () => {
  const { id, token } = write(null);
  pass(15 * minute);
  due();
  const outside = {
    signals: [{ check: 'akismet', weight: 4, text: 'akismet-spam', values: {} }],
    asked: ['akismet' as const],
    inquiries: [{ service: 'akismet' as const, answered: 'spam' as const, retryAfter: undefined }],
    sender,
  };
  site.edit(id, { body: 'Ein anderer.', html: 'Ein anderer.' }, token, { network: '', outside });
  answer(id, 'ham');
  expect(status(id)).toBe('held');
});

/** Changes a comment’s text, about which Akismet says at once that it is spam, or cannot be reached. */
function change(id: string, token: string, body: string, answered: Label | null) {
  const outside = {
    signals: answered === 'spam' ? [{ check: 'akismet', weight: 4, text: 'akismet-spam', values: {} }] : [],
    asked: ['akismet' as const],
    inquiries: [{ service: 'akismet' as const, answered, retryAfter: undefined }],
    sender,
  };
  site.edit(id, { body, html: body }, token, { network: '', outside });
}

test.each([
  ['within one millisecond', 0],
  ['and the clock jumped back in between', -minute],
])('two changes %s are two texts: what is said about the first does not count for the second', (_, jump) => {
  site.changeSettings(anna, { publish: 'nobody' });
  const { id, token } = write(null);
  pass(15 * minute);
  change(id, token, 'Kaufen Sie jetzt.', null);
  pass(jump);
  change(id, token, 'Ein Gedanke, ganz anders.', null);
  pass(-jump);
  answer(id, 'spam', 'Kaufen Sie jetzt.');
  const [item] = site.queue(anna, { state: 'any', comment: id, limit: 1 }).items;
  expect(item?.signals.map(({ check }) => check)).not.toContain('akismet');
  // It is still asked about the text as it is, and heard.
  pass(day);
  expect(due()).toEqual([[id, null]]);
  answer(id, 'spam', 'Ein Gedanke, ganz anders.');
  expect(site.queue(anna, { state: 'any', comment: id, limit: 1 }).items[0]?.signals).toMatchObject([
    { check: 'akismet', text: 'akismet-spam' },
  ]);
});

test('what it was told of a text does not stand for the one that came after it', () => {
  const { id, token } = write('spam');
  decide(id, 'approve');
  pass(5 * minute);
  expect(due()).toEqual([[id, 'ham']]);
  // While it is told, the author changes what they wrote.
  change(id, token, 'Kaufen Sie jetzt.', 'spam');
  site.noteTold(id, 'Ein Gedanke.', 'akismet', 'ham');
  pass(day);
  expect(due()).toEqual([]);
  decide(id, 'approve');
  pass(5 * minute);
  expect(due()).toEqual([[id, 'ham']]);
});

test('it learns about the text as it is, not as it was', () => {
  const { id, token } = write('ham');
  const outside = {
    signals: [{ check: 'akismet', weight: 4, text: 'akismet-spam', values: {} }],
    asked: ['akismet' as const],
    inquiries: [{ service: 'akismet' as const, answered: 'spam' as const, retryAfter: undefined }],
    sender: { ...sender, address: '192.0.2.9' },
  };
  site.edit(id, { body: 'Ein anderer.', html: 'Ein anderer.' }, token, { network: '', outside });
  decide(id, 'approve');
  pass(5 * minute);
  expect(take()).toMatchObject([{ label: 'ham', inquiry: { body: 'Ein anderer.', sender: { address: '192.0.2.9' } } }]);
});

test.each([
  ['ham', 'spam', 'spam'],
  ['spam', 'approve', 'ham'],
] as const)('it said %s and a person %s: it is told after five minutes, once', (said, action, label) => {
  const { id } = write(said);
  decide(id, action);
  pass(5 * minute - 1);
  expect(due()).toEqual([]);
  pass(1);
  expect(due()).toEqual([[id, label]]);
  site.noteTold(id, 'Ein Gedanke.', 'akismet', label);
  pass(day);
  expect(due()).toEqual([]);
});

test.each([
  ['ham', 'approve'],
  ['spam', 'spam'],
  ['ham', 'reject'],
  ['spam', 'reject'],
] as const)('it said %s and a person %s: it has nothing to learn', (said, action) => {
  decide(write(said).id, action);
  pass(day);
  expect(due()).toEqual([]);
});

test('a decision that is undone at once is never told', () => {
  const { id } = write('ham');
  site.undo(anna, decide(id, 'spam').id);
  pass(day);
  expect(due()).toEqual([]);
});

test('a decision that is undone after it was told is taken back', () => {
  const { id } = write('ham');
  const decision = decide(id, 'spam');
  pass(5 * minute);
  due();
  site.noteTold(id, 'Ein Gedanke.', 'akismet', 'spam');
  site.undo(anna, decision.id);
  pass(5 * minute);
  expect(due()).toEqual([[id, 'ham']]);
  site.noteTold(id, 'Ein Gedanke.', 'akismet', 'ham');
  pass(day);
  expect(due()).toEqual([]);
});

test('what could not be told is told later', () => {
  const { id } = write('ham');
  decide(id, 'spam');
  pass(5 * minute);
  const taken = take();
  expect(taken).toMatchObject([{ comment: id, label: 'spam' }]);
  for (const { job } of taken) site.putBackJob(job, 'akismet could not be told.');
  pass(15 * minute);
  expect(due()).toEqual([[id, 'spam']]);
});

test('a sender is forgotten after fifteen days', () => {
  write('ham');
  pass(15 * day - hour);
  choresForAnHour(site, pass);
  expect(senders().length).toBe(1);
  pass(1);
  site.purge(['akismet']);
  expect(senders()).toEqual([]);
});

test('a sender is forgotten when the service is switched off, or not offered any more, or the author takes the comment back', () => {
  write('ham');
  site.changeSettings(anna, { services: ['turnstile'] });
  expect(senders()).toEqual([]);
  site.changeSettings(anna, { services: ['akismet'] });
  write('ham');
  site.purge(['turnstile']);
  expect(senders()).toEqual([]);
  const { id, token } = write('ham');
  site.withdraw(id, token);
  expect(senders()).toEqual([]);
});

test('spam that is erased takes its sender along', () => {
  site.changeSettings(anna, { services: ['akismet'] });
  const { id } = write('spam', '[url=http://casino.example]casino bonus[/url]');
  sql.transaction(() => sql.all('UPDATE inquiry SET until = ?', now + 60 * day));
  decide(id, 'spam');
  pass(31 * day);
  expect(choresForAnHour(site, pass)).toBe(1);
  expect(senders()).toEqual([]);
});

test('without a service that learns no sender is kept', () => {
  const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Ein Gedanke.', html: 'Ein Gedanke.' };
  site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
  expect(senders()).toEqual([]);
});

test('of very many senders whom no service needs any more so many are forgotten at once, and then the others', () => {
  write('ham');
  sql.transaction(() => {
    for (let number = 0; number < mostForgotten + 200; number += 1) {
      const comment = ulid(now + number);
      sql.all(
        `INSERT INTO comment (id, thread, root, author, name, body, html, status, created, network, signals)
         SELECT ?, thread, ?, author, name, body, html, status, created, network, signals FROM comment LIMIT 1`,
        comment,
        comment,
      );
      sql.all(
        'INSERT INTO inquiry SELECT ?, service, address, agent, answered, told, until FROM inquiry LIMIT 1',
        comment,
      );
    }
  });
  const kept = () => sql.all('SELECT 1 FROM inquiry').length;
  site.changeSettings(anna, { services: [] });
  expect(kept()).toBe(201);
  expect(site.takeDue().map(({ job }) => job.kind)).toContain('clean');
  expect(site.purge(['akismet'])).toMatchObject({ more: false });
  expect(kept()).toBe(0);
});
