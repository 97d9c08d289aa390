import { ulid } from 'ulid';
import { beforeEach, expect, test } from 'vitest';
import type { NewDecision } from '../../../worker/contract/desk';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const hour = 60 * 60_000;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: [] };

let now: number;
let sql: Database;
let site: Site;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now });
  site.create(anna, { publish: 'nobody' });
  site.addPerson(anna, ben);
});

const pass = (time: number) => {
  now += time;
};

/** Writes a comment with an e-mail address. */
function write(body = 'Ein Gedanke.') {
  const draft = { thread: { key: '/a' }, author: { name: 'Nora', email: 'nora@example.de' }, body, html: body };
  const { comment, token } = site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '' });
  return { id: comment.id, token };
}

/** Decides about comments as they are now. */
function decide(person: Person, action: NewDecision['action'], ...ids: string[]) {
  const items = ids.flatMap((comment) => site.queue(anna, { state: 'any', comment, limit: 1 }).items);
  const texts = Object.fromEntries(items.map(({ comment, version }) => [comment.id, version]));
  const [first] = items;
  const expect = first?.waiting === null ? first.comment.status : undefined;
  const seen = Object.fromEntries(items.map(({ comment, decision }) => [comment.id, decision?.id ?? null]));
  return site.decide(person, { comments: ids, texts, seen, action, expect }).decision.id;
}

/** What was written to authors, oldest first. None has confirmed an address here: what is not sent stays in the outbox. */
const messages = (comment?: string) =>
  site
    .outbox(anna, { limit: 100 })
    .messages.filter(({ kind, to }) => to === 'Nora' && kind !== 'notice-decided')
    .filter((message) => comment === undefined || message.comment === comment)
    .toReversed();
const told = (comment?: string) => messages(comment).map(({ kind, state }) => `${kind} ${state}`);

/** Everything that waits to be sent is sent. */
const send = () => sql.all('UPDATE outbox SET sent = ? WHERE sent IS NULL AND withdrawn IS NULL', now);

test('what is taken back at once was told to nobody', () => {
  const { id } = write();
  site.undo(anna, decide(anna, 'reject', id));
  expect(told()).toEqual(['statement withdrawn']);
});

test('what was sent is taken back with a message: since when it does not hold, and what the comment is now', () => {
  const { id } = write();
  const decision = decide(anna, 'reject', id);
  send();
  pass(30 * hour);
  site.undo(anna, decision);
  expect(told()).toEqual(['statement sent', 'statement-undone unsent']);
  expect(messages()[1]?.text).toMatch(
    /am 1\. Januar 2026 abgelehnt.*seit dem 2\. Januar 2026 nicht mehr.*wartet wieder/s,
  );
});

test('what was not sent, but stood on the private page for an hour, is taken back with a message, too', () => {
  const { id } = write();
  const decision = decide(anna, 'spam', id);
  pass(hour);
  site.undo(anna, decision);
  expect(told()).toEqual(['statement withdrawn', 'statement-undone unsent']);
});

test('who has appealed has read it, however short it stood', () => {
  const { id, token } = write();
  const decision = decide(anna, 'reject', id);
  site.appeal(id, 'Bitte.', token);
  site.undo(anna, decision);
  expect(told()).toEqual(['statement withdrawn', 'statement-undone unsent']);
  expect(messages()[1]?.text).toContain('Ihr Widerspruch hatte Erfolg');
});

test('a colleague’s approval tells it; taking that back tells the author only what they do not know', () => {
  const { id } = write();
  decide(anna, 'reject', id);
  send();
  pass(hour);
  const approved = decide(ben, 'approve', id);
  expect(told()).toEqual(['statement sent', 'statement-undone unsent']);
  expect(messages()[1]?.text).toContain('veröffentlicht');
  // Nothing was sent of it: the author still knows what holds again.
  site.undo(ben, approved);
  expect(told()).toEqual(['statement sent', 'statement-undone withdrawn']);

  const again = decide(ben, 'approve', id);
  send();
  site.undo(ben, again);
  expect(told()).toEqual(['statement sent', 'statement-undone withdrawn', 'statement-undone sent', 'statement unsent']);
});

test('a rejection that replaces another that was not sent leaves one message', () => {
  const { id } = write();
  decide(anna, 'reject', id);
  const second = decide(anna, 'spam', id);
  expect(told()).toEqual(['statement withdrawn', 'statement unsent']);
  // The first one stands again, and has yet to be told.
  site.undo(anna, second);
  expect(told()).toEqual(['statement withdrawn', 'statement withdrawn', 'statement unsent']);
  expect(messages()[2]?.text).toContain('abgelehnt');
});

test('what waits again and is turned down again is told as that alone', () => {
  const { id } = write();
  const first = decide(anna, 'reject', id);
  send();
  pass(hour);
  site.undo(anna, first);
  decide(anna, 'reject', id);
  expect(told()).toEqual(['statement sent', 'statement-undone withdrawn', 'statement unsent']);
});

test('what waits again and is approved is told as published', () => {
  const { id } = write();
  const first = decide(anna, 'reject', id);
  send();
  pass(hour);
  site.undo(anna, first);
  decide(anna, 'approve', id);
  expect(told()).toEqual(['statement sent', 'statement-undone withdrawn', 'statement-undone unsent']);
  expect(messages()[2]?.text).toContain('veröffentlicht');
});

test('an appeal that is answered, and its answer taken back after it was sent, is told to be open again', () => {
  const { id, token } = write();
  decide(anna, 'reject', id);
  site.appeal(id, 'Bitte.', token);
  const kept = decide(ben, 'reject', id);
  expect(told()).toEqual(['statement withdrawn', 'appeal-decided unsent']);
  send();
  site.undo(ben, kept);
  expect(told()).toEqual(['statement withdrawn', 'appeal-decided sent', 'statement unsent']);
  expect(messages()[2]?.text).toContain('Ihr Widerspruch ist angekommen und wartet auf Antwort');
  expect(messages()[2]?.text).not.toContain('Sie können einmal widersprechen');
});

test('who reads that their appeal was in vain is not invited to appeal', () => {
  const { id, token } = write();
  decide(anna, 'reject', id);
  site.appeal(id, 'Bitte.', token);
  decide(ben, 'reject', id);
  expect(messages()[1]?.text).not.toContain('Sie können einmal widersprechen');
  expect(messages()[1]?.text).toContain('Gericht');
});

test('of many, only what an undo changes is taken back: a message about what was decided later stays', () => {
  const [one, two] = [write('Eins'), write('Zwei')];
  const notice = { explanation: 'Mein Bild', name: 'Uwe', email: 'uwe@example.de', goodFaith: true } as const;
  const approved = decide(anna, 'approve', one.id, two.id);
  for (const { id } of [one, two]) site.notice(id, notice, 'n');
  const all = decide(anna, 'reject', one.id, two.id);
  decide(ben, 'spam', two.id);
  site.undo(anna, all);
  expect([told(one.id), told(two.id)]).toEqual([['statement withdrawn'], ['statement withdrawn', 'statement unsent']]);
  const answers = site.outbox(anna, { limit: 100 }).messages.filter(({ kind }) => kind === 'notice-decided');
  expect(answers.map(({ comment, state }) => [comment === two.id, state]).toSorted()).toEqual([
    [false, 'withdrawn'],
    [true, 'unsent'],
  ]);
  expect(approved).toBeTruthy();
});

test('what its author has taken back is told about no more', () => {
  const { id, token } = write();
  const decision = decide(anna, 'reject', id);
  pass(hour);
  site.undo(anna, decision);
  site.withdraw(id, token);
  expect(told()).toEqual(['statement withdrawn', 'statement-undone withdrawn']);
});
