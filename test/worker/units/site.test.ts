import { listDurableObjectIds, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { Account, linkLifetime, sessionLifetime } from '../../../worker/account/account';
import type { SettingsChange } from '../../../worker/contract/desk';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { toHtml } from '../../../worker/text/markdown';
import { byHand, choresForAnHour } from '../by-hand';
import { Visitor } from '../visitor';

const secret = 's'.repeat(32);
const hour = 60 * 60_000;
const day = 24 * hour;

/** A clock that a test moves by hand. */
const clock = (time = Date.UTC(2026, 0, 1)) => {
  let now = time;
  return { now: () => now, pass: (milliseconds: number) => (now += milliseconds) };
};

/** Runs a test on a fresh site in a Durable Object's own storage. */
function onSite(
  settings: SettingsChange,
  work: (site: Site, time: ReturnType<typeof clock>, again: () => Site) => void,
) {
  const stub = env.SITES.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_object, state) => {
    const time = clock();
    const open = () => openSite('blog.example', new ObjectSql(state.storage), { secret, now: time.now });
    const site = open();
    site.create({ account: 'a', name: 'Anna' }, settings);
    work(site, time, open);
  });
}

const draft = (body: string) => ({ thread: { key: '/post/' }, author: { name: 'Nora' }, body, html: toHtml(body) });
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const context = { ...byHand, token: undefined, key: undefined, request: '' };
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing';
};
const read = (site: Site) =>
  JSON.parse(new TextDecoder().decode(site.thread({ thread: '/post/', sort: 'oldest' }, 'identity').bytes));

test('a thread closes so many days after its first comment, also on a page that is ready-made', () =>
  onSite({ publish: 'everyone', closeAfterDays: 30 }, (site, time) => {
    site.submit(draft('Der erste'), context);
    expect(read(site).thread.open).toBe(true);
    time.pass(30 * day - 1);
    site.submit(draft('Der letzte'), context);
    expect(read(site).thread.open).toBe(true);
    time.pass(1);
    expect(read(site).thread.open).toBe(false);
    expect(refusal(() => site.submit(draft('Zu spät'), context))).toBe('thread-closed');
    site.changeSettings({ account: 'a', name: 'Anna', role: 'owner', scope: [] }, { closeAfterDays: null });
    expect(read(site).thread.open).toBe(true);
  }));

test('what nobody has approved begins no thread, and so closes none', () =>
  onSite({ publish: 'nobody', closeAfterDays: 30 }, (site, time) => {
    site.submit(draft('Kauft hier'), context);
    time.pass(31 * day);
    expect(read(site).thread.open).toBe(true);
    const { comment } = site.submit(draft('Die erste Frage'), context);
    site.decide(anna, { comments: [comment.id], action: 'approve' });
    time.pass(30 * day - 1);
    expect(read(site).thread.open).toBe(true);
    time.pass(1);
    expect(read(site).thread.open).toBe(false);
    expect(refusal(() => site.submit(draft('Zu spät'), context))).toBe('thread-closed');
  }));

test('nothing is asked about a comment that was erased', () =>
  onSite({ publish: 'nobody' }, (site, time) => {
    const { comment } = site.submit(draft('Kauft hier'), context);
    const question = site.consult(anna, comment.id, { to: anna.account, note: 'Spam?' });
    site.decide(anna, { comments: [comment.id], action: 'spam' });
    time.pass(31 * day);
    expect(choresForAnHour(site, time.pass)).toBe(1);
    expect(refusal(() => site.consult(anna, comment.id, { to: anna.account, note: 'Von Nora' }))).toBe(
      'unknown-comment',
    );
    expect(refusal(() => site.answerConsult(anna, question.id, 'Von Nora'))).toBe('unknown-comment');
  }));

test('a published comment can be changed until the window ends, a waiting one as long as it waits', () =>
  onSite({ editMinutes: 5 }, (site, time) => {
    const { comment, token } = site.submit(draft('Eins'), context);
    time.pass(30 * day);
    site.edit(comment.id, draft('Zwei'), token, byHand);
    site.decide(
      { account: 'a', name: 'Anna', role: 'owner', scope: [] },
      { comments: [comment.id], texts: { [comment.id]: 2 }, action: 'approve' },
    );
    expect(refusal(() => site.edit(comment.id, draft('Drei'), token, byHand))).toBe('window-closed');
    const second = site.submit(draft('Neu'), { ...context, token });
    time.pass(5 * 60_000 - 1);
    expect(refusal(() => site.edit(second.comment.id, draft('Neuer'), token, byHand))).toBe('nothing');
    time.pass(1);
    expect(refusal(() => site.withdraw(second.comment.id, token))).toBe('window-closed');
  }));

test('an Idempotency-Key is remembered for a day, and until the chores are done', () =>
  onSite({ publish: 'everyone' }, (site, time) => {
    const keyed = { ...context, key: 'k', request: 'r' };
    const first = site.submit(draft('Eins'), keyed).comment.id;
    time.pass(day - hour);
    choresForAnHour(site, time.pass);
    expect(site.submit(draft('Eins'), keyed).comment.id).toBe(first);
    time.pass(1);
    expect(site.submit(draft('Eins'), keyed).comment.id).toBe(first);
    site.purge([]);
    expect(site.submit(draft('Eins'), keyed).comment.id).not.toBe(first);
  }));

test('what would be refused is found out without writing anything, before services are asked', () =>
  onSite({ publish: 'everyone', closeAfterDays: 30 }, (site, time) => {
    const nonce = { value: 'n', expires: time.now() + 365 * day };
    const keyed = { ...context, key: 'k', request: 'r', nonce };
    const { comment, token } = site.submit(draft('Eins'), keyed);
    const elsewhere = { ...draft('Zwei'), thread: { key: '/other/' } };
    const answering = { ...draft('Zwei'), parent: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };
    const { author } = site.queue(anna, { state: 'any', limit: 1 }).items[0] ?? {};
    site.ban(anna, author?.id ?? '', { kind: 'ban', reason: 'Genug.', days: null });
    expect(site.admissible(draft('Zwei'), context).as).toBe('new');
    expect(site.admissible(draft('Eins'), keyed).as).toBe('repeat');
    const before = site.revision();
    for (const [what, how, code] of [
      [draft('Zwei'), { ...keyed, request: 'another' }, 'key-reused'],
      [elsewhere, { ...context, nonce }, 'challenge-used'],
      [answering, context, 'unknown-parent'],
      [elsewhere, { ...context, token }, 'banned'],
    ] as const) {
      expect(refusal(() => site.admissible(what, how))).toBe(code);
      expect(refusal(() => site.submit(what, how))).toBe(code);
    }
    expect(refusal(() => site.editable(comment.id, token))).toBe('banned');
    time.pass(30 * day);
    expect(refusal(() => site.admissible(draft('Zwei'), context))).toBe('thread-closed');
    expect(site.admissible(draft('Eins'), keyed).as).toBe('repeat');
    expect(site.revision()).toBe(before + 4);
  }));

test('a site that is opened again has everything', () =>
  onSite({ publish: 'everyone', language: 'en' }, (site, _time, again) => {
    site.submit(draft('Bleibt'), context);
    const reopened = again();
    expect(read(reopened)).toEqual(read(site));
    expect(reopened.settings()).toEqual(site.settings());
    expect(reopened.person('a')?.role).toBe('owner');
  }));

test('a refused request leaves nothing half written', () =>
  onSite({}, (site) => {
    expect(refusal(() => site.submit({ ...draft('Antwort'), parent: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }, context))).toBe(
      'unknown-parent',
    );
    const { comment } = site.submit(draft('Eins'), context);
    const person = { account: 'a', name: 'Anna', role: 'owner', scope: [] as string[] } as const;
    const unknown = [comment.id, '01ARZ3NDEKTSV4RRFFQ69G5FAV'];
    expect(refusal(() => site.decide(person, { comments: unknown, action: 'approve' }))).toBe('unknown-comment');
    expect(site.decisions(person, { limit: 50 }).decisions).toEqual([]);
    expect(site.queue(person, { state: 'held', limit: 50 }).items).toHaveLength(1);
  }));

test('asking for an unknown site leaves no object behind', async () => {
  const before = (await listDurableObjectIds(env.SITES)).length;
  const name = `${crypto.randomUUID()}.example`;
  for (const path of [`comments?thread=/a`, 'counts?thread=/a', 'queue', 'settings'])
    expect((await new Visitor().refused('GET', `/api/sites/${name}/${path}`)).type).toBe('/problems/unknown-site');
  const body = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Hallo' };
  expect((await new Visitor().refused('POST', `/api/sites/${name}/comments`, { body })).status).toBe(404);
  expect((await listDurableObjectIds(env.SITES)).length).toBe(before);
});

test('a ban ends by itself', () =>
  onSite({ publish: 'everyone' }, (site, time) => {
    const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
    const { token } = site.submit(draft('Eins'), context);
    const [item] = site.queue(anna, { state: 'any', limit: 50 }).items;
    site.ban(anna, item?.author.id ?? '', { kind: 'ban', reason: 'Wird laut', days: 1 });
    time.pass(day - 1);
    expect(refusal(() => site.submit(draft('Zwei'), { ...context, token }))).toBe('banned');
    expect(site.bans(anna)).toHaveLength(1);
    time.pass(1);
    expect(site.submit(draft('Drei'), { ...context, token }).status).toBe('published');
    expect(site.bans(anna)).toEqual([]);
  }));

test('links and sessions end', () => {
  const stub = env.ACCOUNTS.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_object, state) => {
    const time = clock();
    const account = new Account(new ObjectSql(state.storage), { now: time.now });
    account.create('Anna');
    const late = account.newLink().secret;
    time.pass(linkLifetime);
    expect(refusal(() => account.openSession(late))).toBe('link-used');
    const session = account.openSession(account.newLink().secret);
    // Whoever signs in while the clock is wrong takes nobody else's session away.
    time.pass(sessionLifetime);
    account.openSession(account.newLink().secret);
    time.pass(-sessionLifetime);
    time.pass(sessionLifetime - 1);
    expect(account.session(session)).toMatchObject({ name: 'Anna', due: true });
    account.renew(session);
    expect(account.session(session)?.due).toBe(false);
    time.pass(sessionLifetime - 1);
    expect(account.session(session)?.name).toBe('Anna');
    time.pass(sessionLifetime);
    expect(account.session(session)).toBeUndefined();
  });
});

test('spam is kept for 30 days to be looked at, then erased; what it taught stays', () =>
  onSite({ publish: 'everyone' }, (site, time) => {
    const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
    const filed = site.submit(draft('Unsere Gartenzwerge liefern wir frei Haus'), context).comment.id;
    const doubtful = site.submit(draft('[url=http://casino.example]free casino[/url]'), context).comment.id;
    const kept = site.submit(draft('Bei uns fragt jeder erst den Chef'), context).comment.id;
    time.pass(day);
    site.decide(anna, { comments: [filed], action: 'spam' });
    site.decide(anna, { comments: [kept], action: 'approve' });
    const inState = (state: 'filed' | 'any') =>
      site.queue(anna, { state, limit: 50 }).items.map(({ comment }) => comment.id);
    expect(inState('filed')).toEqual([filed, doubtful]);

    time.pass(29 * day - hour);
    expect([choresForAnHour(site, time.pass), inState('filed')]).toEqual([0, [filed, doubtful]]);
    time.pass(1);
    expect([site.purge([]), inState('filed')]).toEqual([{ erased: 1, more: false }, [filed]]);
    time.pass(day);
    expect([choresForAnHour(site, time.pass), choresForAnHour(site, time.pass), inState('filed')]).toEqual([1, 0, []]);
    expect(inState('any')).toEqual([kept]);
    expect(site.queue(anna, { state: 'any', q: 'Gartenzwerge', limit: 50 }).items).toEqual([]);
    expect(read(site).comments).toHaveLength(1);
  }));

test('what waits for its appeal is not erased', () =>
  onSite({ publish: 'everyone' }, (site, time) => {
    const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
    const { comment, token } = site.submit(draft('Ein Gedanke'), context);
    site.decide(anna, { comments: [comment.id], action: 'spam' });
    site.appeal(comment.id, 'Das war keine Werbung.', token);
    time.pass(60 * day);
    expect(choresForAnHour(site, time.pass)).toBe(0);
    site.decide(anna, { comments: [comment.id], texts: { [comment.id]: 2 }, action: 'spam', expect: 'spam' });
    time.pass(31 * day);
    expect(choresForAnHour(site, time.pass)).toBe(1);
  }));
