import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import type { NewDecision } from '../../../worker/contract/desk';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import type { Person } from '../../../worker/site/base/person';
import { quantile } from '../../../worker/site/base/quantile';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A Wednesday. */
const start = Date.UTC(2026, 0, 7, 12);
const anna: Person = { account: ulid(), name: 'Anna', role: 'owner', scope: [] };

test.each([
  [[], 0.5, null],
  [[7], 0.5, 7],
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2],
  [[10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0.9, 9],
])('of %j the value at %d is %s', (values, share, expected) => expect(quantile(values, share)).toBe(expected));

test('a history made by hand gives the figures one can work out by hand', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, state) => {
    let now = start;
    const pass = (time: number) => (now += time);
    const site = openSite('blog.example', new ObjectSql(state.storage), { secret: 's'.repeat(32), now: () => now });
    site.create(anna, { publish: 'nobody' });
    const write = (body: string) =>
      site.submit(
        { thread: { key: '/a' }, author: { name: 'Nora' }, body, html: body },
        { ...byHand, token: undefined, key: undefined, request: '' },
      );
    const decide = (comment: string, action: NewDecision['action'], more: Partial<NewDecision> = {}) =>
      site.decide(anna, { comments: [comment], action, ...more }).decision;

    // The first week: three decided after 10, 20 and 60 minutes; one of the decisions undone, its comment waits again.
    const [first, second, third] = [write('Eins.'), write('Wie geht das?'), write('Drei.')];
    pass(10 * minute);
    decide(first.comment.id, 'reject', { reason: 'Werbung' });
    pass(10 * minute);
    decide(second.comment.id, 'approve', { reply: 'So.' });
    pass(40 * minute);
    const undone = decide(third.comment.id, 'spam');
    site.undo(anna, undone.id);
    site.appeal(first.comment.id, 'Doch nicht.', first.token);

    // The week after: the appeal is heard; one comment passes by itself; one question stays without an answer.
    pass(7 * day);
    decide(first.comment.id, 'approve', { texts: { [first.comment.id]: 2 } });
    site.changeSettings(anna, { publish: 'everyone' });
    write('Und was ist damit?');

    const { waiting, oldestWaiting, monday } = site.pulse();
    const weeks = [2, 1, 0].map((back) => site.week(monday - back * 7 * day));
    expect(waiting).toBe(1);
    expect(oldestWaiting).toBe(new Date(start).toISOString());
    expect(weeks.map(({ from }) => from)).toEqual(['2025-12-29', '2026-01-05', '2026-01-12']);
    expect(weeks[0]).toMatchObject({ decided: 0, median: null, received: 0, decisions: 0 });
    expect(weeks[1]).toMatchObject({
      decided: 3,
      median: 20 * minute,
      p90: 60 * minute,
      received: 3,
      unheld: 0,
      decisions: 3,
      undone: 1,
      appeals: 1,
      kept: 0,
      reversed: 1,
      questions: 1,
      answered: 1,
      answerMedian: 20 * minute,
    });
    expect(weeks[2]).toMatchObject({
      received: 1,
      unheld: 1,
      decisions: 1,
      undone: 0,
      appeals: 0,
      questions: 1,
      answered: 0,
      answerMedian: null,
    });
  }));
