import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import type { Sql, SqlValue } from '../../../worker/host/sql';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { byHand } from '../by-hand';

const minute = 60_000;
const day = 24 * 60 * minute;
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };

/** A database that counts how often the waits of what was decided are read. */
class CountingSql implements Sql {
  read = 0;
  constructor(readonly sql: Sql) {}

  all<Row>(statement: string, ...values: SqlValue[]): Row[] {
    if (statement.includes('decided.waited, decision.rule')) this.read += 1;
    return this.sql.all<Row>(statement, ...values);
  }

  transaction<Result>(work: () => Result): Result {
    return this.sql.transaction(work);
  }
}

/** A site at which everything waits, with a clock that a test moves. */
class Waiting {
  now = Date.UTC(2026, 0, 7, 12);
  readonly sql: CountingSql;
  readonly site: Site;

  constructor(state: DurableObjectState) {
    this.sql = new CountingSql(new ObjectSql(state.storage));
    this.site = openSite('blog.example', this.sql, { secret: 's'.repeat(32), now: () => this.now });
    this.site.create(anna, { publish: 'nobody' });
  }

  write(token?: string) {
    const draft = { thread: { key: '/a' }, author: { name: 'Nora' }, body: 'Hallo.', html: 'Hallo.' };
    return this.site.submit(draft, { ...byHand, token, key: undefined, request: '' });
  }

  /** Somebody decides about so many comments that have waited for so many minutes each. */
  decideAfter(minutes: number, count = 1) {
    const comments = Array.from({ length: count }, () => this.write().comment.id);
    this.now += minutes * minute;
    this.site.decide(anna, { comments, action: 'approve' });
  }

  /** What somebody hears whose comment waits. */
  usual(token: string) {
    return this.site.own({ thread: '/a' }, token).comments.map(({ own }) => own?.usualWait);
  }
}

const waiting = (work: (waiting: Waiting) => void) =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, state) => work(new Waiting(state)));

test('whose comment waits hears how long half of the last ones waited, once there are enough to say', () =>
  waiting((site) => {
    const { token, comment } = site.write();
    expect(comment.own?.usualWait).toBeNull();
    for (const minutes of [10, 500, 20, 30]) site.decideAfter(minutes);
    expect(site.usual(token)).toEqual([null]);
    site.decideAfter(40);
    expect(site.usual(token)).toEqual([30 * minute]);
    expect(site.write().comment.own?.usualWait).toBe(30 * minute);

    // What does not wait any more has no such time, and what is four weeks old says nothing any more.
    site.site.decide(anna, { comments: [comment.id], action: 'reject' });
    expect(site.usual(token)).toEqual([null]);
    site.now += 28 * day;
    const late = site.write();
    expect(late.comment.own?.usualWait).toBeNull();
  }));

test('it is worked out once for everybody who asks, from 500 comments at most', () =>
  waiting((site) => {
    const { token } = site.write();
    for (let time = 0; time < 6; time += 1) site.decideAfter(60, 10);
    for (let time = 0; time < 10; time += 1) site.decideAfter(10, 50);
    site.sql.read = 0;
    for (let time = 0; time < 20; time += 1) expect(site.usual(token)).toEqual([10 * minute]);
    expect(site.sql.read).toBe(1);
    // The clock was wrong, and is put right.
    site.now -= 300 * day;
    expect(site.usual(token)).toEqual([null]);
    site.now += 300 * day;
    expect(site.usual(token)).toEqual([10 * minute]);
  }));
