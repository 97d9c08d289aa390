import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { ThreadPage } from '../../../worker/contract/comment';
import type { SettingsChange } from '../../../worker/contract/desk';
import { Directory } from '../../../worker/directory/directory';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import { Limiter } from '../../../worker/rate-limit';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand, choresForAnHour } from '../by-hand';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const spam = '[url=http://casino.example]free casino[/url]';

/** A site that people use, whose clock a test moves in either direction, and that may be opened again. */
class Used {
  now = Date.UTC(2026, 0, 1);
  site: Site;
  readonly #open: () => Site;

  constructor(state: DurableObjectState, settings: SettingsChange = { publish: 'everyone' }) {
    const sql = new ObjectSql(state.storage);
    this.#open = () => openSite('blog.example', sql, { secret: 's'.repeat(32), now: () => this.now });
    this.site = this.#open();
    this.site.create(anna, settings);
  }

  readonly pass = (milliseconds: number) => {
    this.now += milliseconds;
  };

  /** The server starts again. */
  restart() {
    this.site = this.#open();
  }

  write(body: string, { key, token, parent }: { key?: string; token?: string; parent?: string } = {}) {
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body, html: body, parent };
    return this.site.submit(draft, { ...byHand, token, key, request: 'r' });
  }

  chores = () => choresForAnHour(this.site, this.pass);

  page(sort: 'oldest' | 'newest' | 'best' = 'oldest', more: { after?: string; before?: string; limit?: number } = {}) {
    const { bytes } = this.site.thread({ thread: '/a', sort, ...more }, 'identity');
    return JSON.parse(new TextDecoder().decode(bytes)) as ThreadPage;
  }

  texts = (...about: Parameters<Used['page']>) => this.page(...about).comments.map(({ html }) => html);
}

const used = (work: (site: Used) => void, settings?: SettingsChange) =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, state) => work(new Used(state, settings)));

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing';
};

const filed = ({ site }: Used) => site.queue(anna, { state: 'filed', limit: 10 }).items.length;

test.each([30, 365])('a clock that jumps %i days ahead and comes back erases nothing', (days) =>
  used((here) => {
    here.write(spam, { key: 'k' });
    here.chores();
    here.pass(days * day);
    expect(here.site.purge([]).erased).toBe(0);
    here.pass(30 * minute);
    expect(here.site.purge([]).erased).toBe(0);
    here.restart();
    here.pass(29 * minute);
    expect(here.site.purge([]).erased).toBe(0);
    here.pass(-days * day);
    expect(here.chores()).toBe(0);
    expect(filed(here)).toBe(1);
    expect(here.write('Etwas anderes', { key: 'k' }).comment.status).toBe('held');
  }),
);

test('what is old is erased when the clock has gone evenly for an hour, over a restart, too', () =>
  used((here) => {
    here.write(spam);
    here.pass(31 * day);
    for (let quarter = 0; quarter < 4; quarter += 1) {
      expect(here.site.purge([]).erased).toBe(0);
      here.pass(15 * minute);
      here.restart();
    }
    expect(here.site.purge([]).erased).toBe(1);
  }));

test('looks at the clock that are hours apart prove nothing', () =>
  used((here) => {
    here.write(spam);
    here.pass(31 * day);
    for (let look = 0; look < 10; look += 1) {
      expect(here.site.purge([]).erased).toBe(0);
      here.pass(2 * hour);
    }
    expect(here.chores()).toBe(1);
  }));

test('an old key still gives its comment after the clock was ahead and is right again, whoever has used others since', () =>
  used((here) => {
    const { comment } = here.write('Eins', { key: 'k' });
    here.pass(31 * day);
    here.write('Zwei', { key: 'other' });
    here.site.purge([]);
    expect(here.write('Eins', { key: 'k' }).comment.id).toBe(comment.id);
    here.pass(-31 * day);
    here.write('Drei', { key: 'third' });
    expect(here.write('Eins', { key: 'k' }).comment.id).toBe(comment.id);
  }));

test('a proof of work that was used stays used', () =>
  used((here) => {
    const nonce = { value: 'n', expires: here.now + 2 * hour };
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'b', html: 'b' };
    const send = (proof: typeof nonce) =>
      here.site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '', nonce: proof });
    send(nonce);
    here.pass(30 * day);
    send({ value: 'another', expires: here.now + 2 * hour });
    here.site.purge([]);
    here.pass(-30 * day);
    expect(refusal(() => send(nonce))).toBe('challenge-used');
  }));

test('comments stand in the order in which they came, and are read on from any of them, whatever the clock did', () =>
  used((here) => {
    const first = here.write('1').comment.id;
    here.pass(30 * day);
    here.write('2');
    here.pass(-30 * day);
    here.restart();
    here.write('3');
    here.write('1.1', { parent: first });
    here.pass(-30 * day);
    here.restart();
    here.write('4');
    here.write('1.2', { parent: first });
    expect(here.texts()).toEqual(['1', '2', '3', '4', '1.1', '1.2']);
    expect(here.texts('newest')).toEqual(['4', '3', '2', '1', '1.1', '1.2']);
    expect(here.texts('best')).toEqual(['4', '3', '2', '1', '1.1', '1.2']);
    for (const sort of ['oldest', 'newest', 'best'] as const) {
      const read: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = here.page(sort, { limit: 1, ...(after && { after }) });
        read.push(...page.comments.filter(({ parent }) => parent === null).map(({ html }) => html ?? ''));
        if (page.next === null) break;
        after = page.next;
      }
      expect(read).toEqual(sort === 'oldest' ? ['1', '2', '3', '4'] : ['4', '3', '2', '1']);
    }
    expect(here.site.latest(undefined).comments.map(({ comment }) => comment.html)).toEqual([
      '1.2',
      '4',
      '1.1',
      '3',
      '2',
      '1',
    ]);
    const { items } = here.site.queue(anna, { state: 'any', limit: 10 });
    expect(items.map(({ comment }) => comment.html)).toEqual(['1', '2', '3', '1.1', '4', '1.2']);
  }));

test('the log and the outbox stay in order, too', () =>
  used((here) => {
    const ids = ['1', '2', '3'].map((body) => here.write(body).comment.id);
    const decide = (comment: string | undefined, note: string) =>
      here.site.decide(anna, { comments: [comment ?? ''], action: 'reject', note });
    decide(ids[0], 'first');
    here.pass(30 * day);
    decide(ids[1], 'second');
    here.pass(-30 * day);
    here.restart();
    decide(ids[2], 'third');
    const { decisions } = here.site.decisions(anna, { limit: 10 });
    expect(decisions.map(({ note }) => note)).toEqual(['third', 'second', 'first']);
  }));

test('what is looked for by its time is found by the time that it shows', () =>
  used((here) => {
    here.write('before');
    here.pass(30 * day);
    here.write('ahead');
    here.pass(-30 * day + hour);
    here.restart();
    const since = new Date(here.now).toISOString();
    here.write('after');
    const until = new Date(here.now + hour).toISOString();
    const found = (filter: { since?: string; until?: string }) =>
      here.site.queue(anna, { state: 'any', limit: 10, ...filter }).items.map(({ comment }) => comment.html);
    expect(found({ since, until })).toEqual(['after']);
    expect(found({ until })).toEqual(['before', 'after']);
    expect(found({ since })).toEqual(['ahead', 'after']);
  }));

test('a comment that was written while the clock was ahead may not be changed for as long as it was', () =>
  used(
    (here) => {
      here.pass(30 * day);
      const { comment, token } = here.write('Eins');
      here.pass(-30 * day);
      const change = () => here.site.edit(comment.id, { body: 'Zwei', html: 'Zwei' }, token, byHand);
      expect(refusal(change)).toBe('window-closed');
      expect(here.site.own({ thread: '/a' }, token).comments).toEqual([]);
      here.pass(30 * day - 14 * minute);
      expect(refusal(change)).toBe('nothing');
      expect(here.site.own({ thread: '/a' }, token).comments).toHaveLength(1);
    },
    { publish: 'everyone', editMinutes: 15 },
  ));

test('nobody is shut out, and no crowd is seen, for as long as the clock was ahead', () =>
  used((here) => {
    const limiter = new Limiter(() => here.now);
    here.pass(30 * day);
    for (let count = 0; count < 30; count += 1) {
      limiter.admit(['network'], 'comment');
      here.write(`Gedanke ${count}, und zwar ein ${'ganz '.repeat(count % 7)}eigener`);
    }
    expect(refusal(() => limiter.admit(['network'], 'comment'))).toBe('too-many');
    const ahead = here.site.difficulty('network', undefined);
    here.pass(-30 * day);
    expect(refusal(() => limiter.admit(['network'], 'comment'))).toBe('nothing');
    expect(here.site.difficulty('network', undefined)).toBeLessThan(ahead);
  }));

test('what came into the queue while the clock was ahead has waited since the clock is believed again', () =>
  used(
    (here) => {
      here.pass(30 * day);
      here.write('ahead');
      here.pass(-30 * day);
      here.write('after');
      here.chores();
      here.pass(minute);
      here.write('later');
      const { items } = here.site.queue(anna, { state: 'held', limit: 10 });
      expect(items.map(({ comment }) => comment.html)).toEqual(['after', 'ahead', 'later']);
    },
    { publish: 'nobody' },
  ));

test('a list that is decided as it was shown is the same after a restart with the clock behind', () =>
  used(
    (here) => {
      here.pass(30 * day);
      const { comment, token } = here.write('ahead');
      here.site.edit(comment.id, { body: 'ahead, changed', html: 'ahead, changed' }, token, byHand);
      here.pass(-30 * day);
      here.restart();
      here.write('after');
      const { asOf } = here.site.queue(anna, { state: 'held', limit: 10 });
      const { count } = here.site.decide(anna, { matching: { state: 'held' }, asOf, action: 'approve' }).decision;
      expect(count).toBe(2);
    },
    { publish: 'nobody' },
  ));

test('a page that was made while a thread looked closed says so no more', () =>
  used(
    (here) => {
      here.write('Eins');
      expect(here.page().thread.open).toBe(true);
      here.pass(40 * day);
      expect(here.page().thread.open).toBe(false);
      here.pass(-40 * day);
      expect(here.page().thread.open).toBe(true);
    },
    { publish: 'everyone', closeAfterDays: 30 },
  ));

test('a service that was to be asked while the clock was ahead is asked when it is right', () =>
  used((here) => {
    for (const { job } of here.site.takeDue()) here.site.finishJob(job);
    here.pass(30 * day);
    const inquiry = { service: 'akismet' as const, answered: null, retryAfter: undefined };
    const outside = {
      signals: [],
      asked: ['akismet' as const],
      inquiries: [inquiry],
      sender: { address: '', agent: '' },
    };
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'b', html: 'b' };
    here.site.submit(draft, { ...byHand, token: undefined, key: undefined, request: '', outside });
    here.pass(-30 * day);
    expect(here.site.nextDue()).toBe(here.now);
    expect(here.site.takeDue().filter(({ inquiry }) => inquiry)).toHaveLength(1);
  }));

test('the first account stays the first, whatever the clock says when others come', () =>
  runInDurableObject(env.DIRECTORY.getByName(crypto.randomUUID()), (_object, state) => {
    let now = Date.UTC(2026, 0, 1);
    const directory = new Directory(new ObjectSql(state.storage), { now: () => now });
    const { owner } = directory.addSite('one.example', null, false);
    now -= 30 * day;
    directory.addAccount(null);
    expect(directory.addSite('two.example', null, false).owner).toBe(owner);
  }));
