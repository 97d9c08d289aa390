import { ulid } from 'ulid';
import { beforeEach, expect, test, vi } from 'vitest';
import { doDue } from '../../../worker/alarm';
import { EventKind, type TargetAddress } from '../../../worker/contract/targets';
import { WebhookEvent } from '../../../worker/contract/webhooks';
import { Database } from '../../../worker/host/node/database';
import { type Remote, remoteOf } from '../../../worker/host/platform';
import type { Sent } from '../../../worker/notify/channel';
import type { TargetMessage } from '../../../worker/notify/target';
import type { Outward } from '../../../worker/sending/targets';
import type { SiteContext } from '../../../worker/site/base/context';
import { mostWaiting, noteEvents } from '../../../worker/site/base/events';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const server = 'https://comments.example';
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: ulid(), name: 'Ben', role: 'moderator', scope: [] };

let now: number;
let sql: Database;
let site: Site;

const open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => now, random: () => 0 });

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  sql = new Database(`${newFolder()}/site.sqlite`);
  site = open();
  site.create(anna, { publish: 'nobody' });
  site.addPerson(anna, ben);
});

class Killed extends Error {}

/** The site as whoever does what is due calls it; nothing more is heard of them after so many calls. */
const remote = (calls = Number.POSITIVE_INFINITY): Remote<Site> => {
  let left = calls;
  return remoteOf<Site>(async (method, values) => {
    if (left === 0) throw new Killed();
    left -= 1;
    return (site[method as keyof Site] as (...values: unknown[]) => unknown)(...values);
  });
};

/** A way out that keeps what it was given, and answers as it is told. */
function outwardThat(answer: (message: TargetMessage) => Sent | Promise<Sent> = () => ({ kind: 'sent', said: '200' })) {
  const given: TargetMessage[] = [];
  const outward: Outward = {
    channel: {
      send: (message) => {
        given.push(message);
        return Promise.resolve(answer(message));
      },
    },
  };
  return { outward, given, events: () => given.map(({ event }) => event.type) };
}

const send = (outward: Outward, calls?: number) => doDue(remote(calls), [], undefined, undefined, outward);

const hook: TargetAddress = { kind: 'webhook', url: 'https://hooks.example/plausch/hidden-part' };
const add = (address: TargetAddress = hook, events: EventKind[] = [...EventKind.options], name = 'Ziel') =>
  site.addTarget(anna, { name, address, events }, server);
const targetOf = (id: string) => site.targets().targets.find((target) => target.id === id);
const dispatchesOf = (id: string) => site.dispatches(id).dispatches;

let written = 0;
function write(text?: string) {
  written += 1;
  const body = text ?? `Nummer ${written}`;
  const draft = { thread: { key: '/a' }, author: { name: 'Nora', email: 'nora@reader.example' }, body, html: body };
  const { comment, token } = site.submit(draft, {
    ...byHand,
    network: 'the-network',
    token: undefined,
    key: undefined,
    request: '',
  });
  return { id: comment.id, token };
}

function decide(action: 'approve' | 'reject' | 'spam', comment: string, more: { reason?: string } = {}): string {
  const [item] = site.queue(anna, { state: 'any', comment, limit: 1 }).items;
  const said = { texts: { [comment]: item?.version ?? 1 }, seen: { [comment]: item?.decision?.id ?? null } };
  const expected = item?.waiting === null ? item.comment.status : undefined;
  return site.decide(anna, { comments: [comment], ...said, expect: expected, action, ...more }).decision.id;
}

test('every event of a comment and of a decision is told once, in the words of the contract, with nothing that identifies a reader', async () => {
  add();
  const { outward, given, events } = outwardThat();
  const told = async (happens: () => unknown) => {
    const before = given.length;
    happens();
    await send(outward);
    return events().slice(before).toSorted();
  };
  const comment = write('Ein <b>Gedanke</b>');
  expect(await told(() => {})).toEqual(['comment.waiting']);
  let decision = '';
  expect(
    await told(() => {
      decision = decide('approve', comment.id);
    }),
  ).toEqual(['comment.published', 'decision.made']);
  expect(await told(() => site.edit(comment.id, { body: 'Neu', html: 'Neu' }, comment.token, byHand))).toEqual([
    'comment.changed',
    'comment.waiting',
  ]);
  decide('approve', comment.id);
  await send(outward);
  expect(await told(() => site.report(comment.id, { reason: 'insult', note: 'said-by-reporter' }, 'n'))).toEqual([
    'comment.reported',
  ]);
  const notice = { explanation: 'explained-by-notifier', name: 'Uwe', email: 'uwe@reader.example' };
  expect(await told(() => site.notice(comment.id, { ...notice, goodFaith: true }, 'm'))).toEqual(['comment.reported']);
  expect(
    await told(() => {
      decision = decide('reject', comment.id, { reason: 'Am Thema vorbei' });
    }),
  ).toEqual(['decision.made']);
  expect(await told(() => site.appeal(comment.id, 'Doch!', comment.token))).toEqual(['comment.appealed']);
  expect(await told(() => site.undo(anna, decision))).toEqual(['comment.published', 'decision.undone']);
  const other = write();
  await send(outward);
  expect(await told(() => site.withdraw(other.id, other.token))).toEqual(['comment.withdrawn']);
  const links = Array.from({ length: 9 }, (_, at) => `https://a${at}.example/`).join(' ');
  expect(await told(() => write(links))).toEqual(['comment.filed']);
  // All kinds but what only time brings, and each is of its kind.
  const kinds = EventKind.options.filter((kind) => kind !== 'comment.erased');
  expect(new Set(events())).toEqual(new Set(kinds));
  for (const { event } of given) expect(WebhookEvent.parse(event)).toEqual(event);
  const all = JSON.stringify(given.map(({ event }) => event));
  for (const hidden of ['reader.example', 'the-network', 'said-by-reporter', 'explained-by-notifier', 'Uwe', 'email'])
    expect(all).not.toContain(hidden);
  expect(new Set(given.map(({ id }) => id)).size).toBe(given.length);
});

test('what was erased is told, and nothing of what it said', async () => {
  const { target } = add(hook, ['comment.erased', 'comment.filed']);
  const spam = write(Array.from({ length: 9 }, (_, at) => `https://spam${at}.example/`).join(' '));
  for (let quarters = 0; quarters < 33 * 96; quarters += 1) {
    now += 15 * minute;
    site.purge([]);
  }
  const { outward, given } = outwardThat();
  await send(outward);
  expect(given.map(({ event }) => event.type).toSorted()).toEqual(['comment.erased', 'comment.filed']);
  for (const { event } of given)
    expect(event.data).toMatchObject({ comment: { id: spam.id, status: 'erased', author: null, html: null } });
  expect(JSON.stringify(dispatchesOf(target.id))).not.toContain('spam0');
});

test('a target hears of what it wants to hear, and of nothing before it was added or after it was removed', async () => {
  const before = write();
  const { target } = add(hook, ['comment.published']);
  const { outward, given } = outwardThat();
  decide('approve', before.id);
  write();
  await send(outward);
  expect(given.map(({ event }) => event.type)).toEqual(['comment.published']);
  site.removeTarget(anna, target.id);
  decide('approve', write().id);
  await send(outward);
  expect(given).toHaveLength(1);
  expect(sql.all('SELECT 1 FROM dispatch')).toEqual([]);
  expect(sql.all("SELECT 1 FROM due WHERE kind = 'target'")).toEqual([]);
});

test('chat is not told that something waits which somebody has decided meanwhile; a webhook is', async () => {
  const chat = add({ kind: 'slack', url: 'https://hooks.slack.example/hidden-part' }, ['comment.waiting']).target;
  const program = add(hook, ['comment.waiting']).target;
  decide('approve', write().id);
  const { outward, given } = outwardThat();
  await send(outward);
  expect(given.map(({ address }) => address.kind)).toEqual(['webhook']);
  expect(dispatchesOf(chat.id)).toMatchObject([{ state: 'settled', tries: 0 }]);
  expect(dispatchesOf(program.id)).toMatchObject([{ state: 'sent', tries: 1 }]);
  expect(targetOf(chat.id)?.waiting).toBe(0);
});

test('a decision about many is told in parts of fifty, each comment once', async () => {
  add(hook, ['decision.made', 'decision.undone']);
  const comments = Array.from({ length: 120 }, () => write().id);
  const { asOf } = site.queue(anna, { state: 'held', limit: 1 });
  const { decision } = site.decide(anna, { matching: { state: 'held' }, asOf, action: 'reject' });
  const { outward, given } = outwardThat();
  while (site.carryAnyOn());
  await send(outward);
  const told = given.flatMap(({ event }) => (event.type === 'decision.made' ? event.data.comments : []));
  expect(given).toHaveLength(3);
  expect(told.map(({ id }) => id).toSorted()).toEqual(comments.toSorted());
  expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['rejected']));
  site.undo(anna, decision.id);
  while (site.carryAnyOn());
  await send(outward);
  const undone = given.flatMap(({ event }) => (event.type === 'decision.undone' ? event.data.comments : []));
  expect(undone.map(({ id }) => id).toSorted()).toEqual(comments.toSorted());
});

test('what does not arrive is tried again after growing pauses for two days; then the target is off, and its owners hear of it', async () => {
  const { target } = add(hook, ['comment.waiting']);
  write();
  const { outward, given } = outwardThat(() => ({ kind: 'again', said: '500 Oh' }));
  const begun = now;
  const pauses: number[] = [];
  while (targetOf(target.id)?.on) {
    await send(outward);
    const next = site.dispatches(target.id).dispatches[0]?.next;
    if (!next) break;
    pauses.push((Date.parse(next) - now) / minute);
    now = Date.parse(next);
    site.takeDue();
    now += 5 * minute;
  }
  expect(given.length).toBe(pauses.length + 1);
  expect(new Set(given.map(({ id }) => id)).size).toBe(1);
  expect(pauses).toEqual([1, 5, 15, 30, 60, 120, 240, 480, 720, 1200]);
  expect((now - begun) / day).toBeGreaterThan(1.9);
  expect(targetOf(target.id)).toMatchObject({ on: false, stopped: { why: 'failing' }, waiting: 0, dropped: 1 });
  const told = site.outbox(anna, { limit: 100 }).messages.filter(({ kind }) => kind === 'target-stopped');
  expect(told).toMatchObject([{ deliveries: [{ name: 'Anna' }] }]);
  expect(told[0]?.text).toContain('500 Oh');
  // What happens from now on is not kept for it.
  write();
  now += 7 * day;
  await send(outward);
  expect(given).toHaveLength(11);
  expect(sql.all("SELECT 1 FROM dispatch WHERE state = 'waiting'")).toEqual([]);
});

test('410 ends it at once, and is told once, however many are on their way', async () => {
  const { target } = add(hook, ['comment.waiting']);
  for (let number = 0; number < 30; number += 1) write();
  const { outward, given } = outwardThat(() => ({ kind: 'never', gone: true, said: '410 Gone' }));
  await send(outward);
  expect(given.length).toBeLessThanOrEqual(4);
  expect(targetOf(target.id)).toMatchObject({ on: false, stopped: { why: 'gone' }, waiting: 0 });
  expect(site.outbox(anna, { limit: 100 }).messages.filter(({ kind }) => kind === 'target-stopped')).toHaveLength(1);
  expect(site.nextDue() ?? now + day).toBeGreaterThan(now - 1);
});

test('a target that says when to come again is left alone until then', async () => {
  const { target } = add(hook, ['comment.waiting']);
  for (let number = 0; number < 9; number += 1) write();
  const { outward, given } = outwardThat(() => ({ kind: 'again', after: 77, said: '429' }));
  await send(outward);
  expect(given.length).toBeLessThanOrEqual(4);
  const tries = given.length;
  now += 76_999;
  await send(outward);
  expect(given).toHaveLength(tries);
  now += 1;
  const { outward: well, given: taken } = outwardThat();
  await send(well);
  expect(taken).toHaveLength(9);
  expect(targetOf(target.id)).toMatchObject({ failing: null, waiting: 0 });
});

test('a target that always wants to be asked again at once is asked less and less all the same, and off after two days', async () => {
  const { target } = add(hook, ['comment.waiting']);
  write();
  const { outward, given } = outwardThat(() => ({ kind: 'again', after: 0, said: '503' }));
  const begun = now;
  while (targetOf(target.id)?.on) {
    await send(outward);
    now += minute;
  }
  expect((now - begun) / day).toBeGreaterThan(1.9);
  expect((now - begun) / day).toBeLessThan(3);
  expect(given.length).toBeLessThan(20);
});

test('what a target does not like is tried again by itself, and keeps nothing else waiting', async () => {
  const { target } = add(hook, ['comment.waiting']);
  const bad = write('unliked').id;
  const outwardBut = () =>
    outwardThat(({ event }) =>
      'comment' in event.data && event.data.comment.id === bad
        ? { kind: 'again', onlyThis: true, said: '422 No' }
        : { kind: 'sent', said: '200' },
    );
  const { outward, given } = outwardBut();
  let others = 0;
  for (let hours = 0; hours < 72; hours += 1) {
    write();
    others += 1;
    await send(outward);
    now += hour;
  }
  const ofBad = given.filter(({ event }) => 'comment' in event.data && event.data.comment.id === bad);
  expect(ofBad).toHaveLength(11);
  expect(given.length - ofBad.length).toBe(others);
  expect(targetOf(target.id)).toMatchObject({ on: true, failing: null, waiting: 0 });
  expect(sql.all("SELECT said, state FROM dispatch WHERE state = 'failed'")).toMatchObject([{ said: '422 No' }]);
});

test('a clock that jumps ahead for days switches nothing off', async () => {
  const { target } = add(hook, ['comment.waiting']);
  write();
  const { outward } = outwardThat(() => ({ kind: 'again', said: '500' }));
  await send(outward);
  now += 400 * day;
  await send(outward);
  expect(targetOf(target.id)?.on).toBe(true);
  // It is put right again: what waits does not wait for as long as it was wrong.
  now -= 400 * day;
  const { outward: well, given } = outwardThat();
  now += day;
  await send(well);
  expect(given).toHaveLength(1);
});

test('a hundred thousand events for a target that is dead fill nothing: ten thousand wait, and the others are counted', () => {
  const { target } = add(hook, ['comment.reported']);
  const comment = write().id;
  decide('approve', comment);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return String(ids).padStart(26, '0');
  };
  const context = { sql, now: () => now, newId, targets: undefined, scheduled: new Set() } as unknown as SiteContext;
  const reports = Array.from({ length: 250 }, () => ({ comment, detail: { reason: 'spam' } }));
  for (let number = 0; number < 400; number += 1)
    sql.transaction(() => noteEvents(context, 'comment.reported', reports));
  expect(targetOf(target.id)).toMatchObject({ waiting: mostWaiting, dropped: 100_000 - mostWaiting });
  const [{ size = 0 } = {}] = sql.all<{ size: number }>(
    "SELECT sum(pgsize) AS size FROM dbstat WHERE name LIKE 'dispatch%'",
  );
  expect(size).toBeLessThan(4_000_000);
  expect(size).toBeGreaterThan(100_000);
  site.changeTarget(anna, target.id, { on: false }, server);
  expect(targetOf(target.id)).toMatchObject({ waiting: 0, dropped: 100_000 });
  expect(sql.all('SELECT 1 FROM dispatch')).toEqual([]);
});

test('of what was sent the last hundred stay, and what waits is listed beside them', async () => {
  const { target } = add(hook, ['comment.waiting']);
  for (let number = 0; number < 150; number += 1) write();
  const { outward, given } = outwardThat();
  while (given.length < 150) await send(outward);
  expect(sql.all("SELECT 1 FROM dispatch WHERE state = 'sent'")).toHaveLength(100);
  write();
  expect(dispatchesOf(target.id)[0]).toMatchObject({ state: 'waiting', tried: null, tries: 0 });
  expect(dispatchesOf(target.id).length).toBeLessThanOrEqual(100);
});

test('whoever wants something sent again twenty times at once gets it once', async () => {
  const { target } = add(hook, ['comment.waiting']);
  write();
  const { outward, given } = outwardThat();
  await send(outward);
  const [{ id = '' } = {}] = dispatchesOf(target.id);
  for (let number = 0; number < 20; number += 1) site.sendAgain(anna, target.id, id);
  expect(given).toHaveLength(1);
  now += minute;
  const again = Array.from({ length: 20 }, async () => {
    site.sendAgain(anna, target.id, id);
    await send(outward);
  });
  await Promise.all(again);
  expect(given.map((one) => one.id)).toEqual([id, id]);
  expect(targetOf(target.id)?.waiting).toBe(0);
});

test('what is sent again goes before what waits, also while the target is left alone', async () => {
  const { target } = add(hook, ['comment.waiting']);
  write();
  const { outward } = outwardThat();
  await send(outward);
  const [{ id = '' } = {}] = dispatchesOf(target.id);
  now += minute;
  for (let number = 0; number < 9; number += 1) write();
  await send(outwardThat(() => ({ kind: 'again', said: '500' })).outward);
  site.sendAgain(anna, target.id, id);
  const { outward: well, given } = outwardThat();
  now += minute - 1;
  await send(well);
  expect(given[0]?.id).toBe(id);
  expect(given).toHaveLength(10);
});

test('a test is sent once, also to a target that is off, and tells what came back', async () => {
  const { target } = add(hook, ['comment.waiting']);
  site.changeTarget(anna, target.id, { on: false }, server);
  for (let number = 0; number < 20; number += 1) site.testTarget(anna, target.id);
  const { outward, given, events } = outwardThat(() => ({ kind: 'again', said: '500 Oh' }));
  await send(outward);
  now += day;
  await send(outward);
  expect(events()).toEqual(['test']);
  expect(given[0]?.event).toEqual({
    type: 'test',
    timestamp: '2026-01-01T00:00:00.000Z',
    data: { site: 'blog.example' },
  });
  expect(dispatchesOf(target.id)).toMatchObject([{ event: 'test', state: 'failed', said: '500 Oh', tries: 1 }]);
  expect(targetOf(target.id)).toMatchObject({ on: false, failing: null, waiting: 0 });
  // That it is gone is no news of a target that somebody has switched off.
  site.testTarget(anna, target.id);
  await send(outwardThat(() => ({ kind: 'never', gone: true, said: '410 Gone' })).outward);
  expect(dispatchesOf(target.id)[0]).toMatchObject({ event: 'test', state: 'failed', said: '410 Gone' });
  expect(targetOf(target.id)?.stopped).toBeNull();
  expect(site.outbox(anna, { limit: 10 }).messages).toEqual([]);
});

test('removed while something is on its way, a target gets nothing more, and nothing of it is left', async () => {
  const { target } = add(hook, ['comment.waiting']);
  for (let number = 0; number < 9; number += 1) write();
  const { outward, given } = outwardThat(() => {
    if (site.targets().targets.length > 0) site.removeTarget(anna, target.id);
    return { kind: 'sent', said: '200' };
  });
  await send(outward);
  expect(given.length).toBeLessThanOrEqual(4);
  for (const table of ['target', 'dispatch']) expect(sql.all(`SELECT 1 FROM ${table}`)).toEqual([]);
  expect(() => site.dispatches(target.id)).toThrow();
});

test('switched off while something is on its way, a target gets nothing more', async () => {
  const { target } = add(hook, ['comment.waiting']);
  for (let number = 0; number < 9; number += 1) write();
  const { outward, given } = outwardThat(() => {
    site.changeTarget(anna, target.id, { on: false }, server);
    return { kind: 'sent', said: '200' };
  });
  await send(outward);
  expect(given.length).toBeLessThanOrEqual(4);
  expect(targetOf(target.id)).toMatchObject({ on: false, waiting: 0 });
});

test('a target that is slow keeps no other waiting, and no other work', async () => {
  const slow = add(hook, ['comment.waiting'], 'slow').target;
  const quick = add({ ...hook, url: 'https://quick.example/hidden-part' }, ['comment.waiting'], 'quick').target;
  write();
  const kept: Promise<void>[] = [];
  let answer = () => {};
  const { outward } = outwardThat(({ address }) =>
    'url' in address && address.url === hook.url
      ? new Promise<Sent>((resolve) => {
          answer = () => resolve({ kind: 'sent', said: '200' });
        })
      : { kind: 'sent', said: '200' },
  );
  await send({ ...outward, keep: (work) => void kept.push(work) });
  await expect.poll(() => dispatchesOf(quick.id)[0]?.state).toBe('sent');
  expect(dispatchesOf(slow.id)[0]?.state).toBe('waiting');
  // What comes now goes out to the other, too.
  write();
  await send({ ...outward, keep: (work) => void kept.push(work) });
  await expect.poll(() => dispatchesOf(quick.id).map(({ state }) => state)).toEqual(['sent', 'sent']);
  answer();
  await expect
    .poll(() =>
      dispatchesOf(slow.id)
        .map(({ state }) => state)
        .toSorted(),
    )
    .toEqual(['sent', 'waiting']);
});

test('killed at any step, each event arrives at least once, and twice only where the note of it was lost', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { target } = add(hook, ['comment.waiting']);
  let isGone = true;
  let calls = 0;
  let twice = 0;
  for (; isGone; calls += 1) {
    const comments = Array.from({ length: 6 }, () => write().id);
    const { outward, given } = outwardThat();
    isGone = await send(outward, calls).then(
      () => false,
      () => true,
    );
    site = open();
    now += 5 * minute;
    await send(outward);
    const arrived = given.map(({ event }) => ('comment' in event.data ? event.data.comment.id : ''));
    expect(new Set(arrived)).toEqual(new Set(comments));
    expect(arrived.length).toBeLessThanOrEqual(comments.length + 4);
    twice += arrived.length - comments.length;
    expect(targetOf(target.id)?.waiting).toBe(0);
    now += hour;
  }
  vi.restoreAllMocks();
  expect(calls).toBeGreaterThan(3);
  expect(twice).toBeGreaterThan(0);
});

test('however many do what is due at once, each event goes out once', async () => {
  add(hook, ['comment.waiting']);
  for (let number = 0; number < 60; number += 1) write();
  const { outward, given } = outwardThat(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return { kind: 'sent', said: '200' };
  });
  await Promise.all(Array.from({ length: 5 }, () => send(outward)));
  expect(new Set(given.map(({ id }) => id)).size).toBe(60);
  expect(given).toHaveLength(60);
});

test('what opens a target is in no list, no log and no message, and gone with it', async () => {
  const secrets = ['hidden-part', 'whsec_', 'hidden-token', '123:hidden'];
  const { target, secret } = add();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const telegram = add({ kind: 'telegram', token: '123:hidden', chat: '-1' }, ['comment.waiting']).target;
  add({ kind: 'matrix', url: 'https://m.example', room: '!hidden-part:m', token: 'hidden-token' }, ['comment.waiting']);
  expect(telegram.place).toBe('api.telegram.org/…');
  site.changeTarget(anna, target.id, { address: { ...hook, url: 'https://other.example/hidden-part' } }, server);
  site.renewTargetSecret(anna, target.id);
  site.testTarget(anna, target.id);
  const shown = () =>
    JSON.stringify([
      site.targets(),
      site.dispatches(target.id),
      site.decisions(anna, { limit: 50 }),
      site.outbox(anna, { limit: 50 }),
      sql.all('SELECT * FROM decision'),
      sql.all('SELECT * FROM due'),
      sql.all('SELECT * FROM dispatch'),
    ]);
  for (const one of [...secrets, secret ?? '']) expect(shown()).not.toContain(one);
  site.removeTarget(anna, target.id);
  const kept = JSON.stringify(sql.all('SELECT * FROM target'));
  expect(kept).not.toContain('other.example/hidden');
  expect(kept).not.toContain('whsec_');
});

test('a removal that is undone brings the target back, off, and without what opened it', async () => {
  const { target } = add(hook, ['comment.waiting']);
  site.removeTarget(anna, target.id);
  const [entry] = site.decisions(anna, { limit: 1 }).decisions;
  site.undo(anna, entry?.id ?? '');
  expect(targetOf(target.id)).toMatchObject({ name: 'Ziel', place: null, on: false, events: ['comment.waiting'] });
  expect(() => site.changeTarget(anna, target.id, { on: true }, server)).toThrow('Its address has to be typed first');
  expect(() => site.testTarget(anna, target.id)).toThrow();
  const { secret } = site.changeTarget(anna, target.id, { on: true, address: hook }, server);
  expect(secret).toMatch(/^whsec_/);
  write();
  const { outward, given } = outwardThat();
  await send(outward);
  expect(given).toHaveLength(1);
});

test('after a secret was changed both sign for a day, and then the new one alone', async () => {
  const { target, secret: before } = add(hook, ['comment.waiting']);
  const { secret: after } = site.renewTargetSecret(anna, target.id);
  expect(after).not.toBe(before);
  const { outward, given } = outwardThat();
  write();
  await send(outward);
  expect(given.at(-1)?.secrets).toEqual([after, before]);
  expect(targetOf(target.id)?.rotating).toBe('2026-01-02T00:00:00.000Z');
  now += day;
  write();
  await send(outward);
  expect(given.at(-1)?.secrets).toEqual([after]);
  expect(targetOf(target.id)?.rotating).toBeNull();
});

test('a site has twenty targets at most', () => {
  for (let number = 0; number < 20; number += 1) add();
  expect(() => add()).toThrow('A site has no more targets than that');
});
