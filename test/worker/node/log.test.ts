import { ulid } from 'ulid';
import { expect, test } from 'vitest';
import type { Decisions } from '../../../worker/contract/desk';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { openSite, type Site } from '../../../worker/site/site';
import { newFolder } from './server';

/** The log of somebody whose scope covers little of what was decided. */
const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };
const ben: Person = { account: 'b', name: 'Ben', role: 'moderator', scope: ['/rare/'] };

/** Decisions, oldest first: how many comments each was about, and which of these were on a page of Ben's. */
function siteWith(decisions: { count: number; rare?: number[] }[]) {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, {});
  const ids: string[] = [];
  sql.transaction(() => {
    sql.all("INSERT INTO thread (id, key, created) VALUES (1, '/often/', 0), (2, '/rare/', 0)");
    sql.all("INSERT INTO author (id, since) VALUES ('A', 0)");
    let time = Date.UTC(2020, 0, 1);
    for (const { count, rare = [] } of decisions) {
      const decision = ulid(time++);
      ids.push(decision);
      sql.all(
        "INSERT INTO decision (id, action, by, by_name, at) VALUES (?, 'approve', 'a', 'Anna', ?)",
        decision,
        time,
      );
      for (let number = 0; number < count; number += 1) {
        const id = ulid(time++);
        sql.all(
          `INSERT INTO comment (id, thread, root, author, name, body, html, status, created, network, signals)
           VALUES (?, ?, ?, 'A', 'Nora', '', ?, 'published', 0, '', '[]')`,
          id,
          rare.includes(number) ? 2 : 1,
          id,
          `<p>Nummer ${number}</p>`,
        );
        sql.all(
          `INSERT INTO decided (decision, comment, status_before, decision_before, appeal_open_before)
           VALUES (?, ?, 'held', NULL, 0)`,
          decision,
          id,
        );
      }
    }
  });
  return { sql, site, ids };
}

/** Every step through the log, from its newest entry to its end. */
function steps(site: Site, person: Person, limit: number): Decisions[] {
  const all: Decisions[] = [];
  for (let after: string | undefined; ; ) {
    const step = site.decisions(person, { limit, ...(after === undefined ? {} : { after }) });
    all.push(step);
    if (step.next === null) return all;
    after = step.next;
  }
}

test('each step through the log looks at so much and no more, and together they find everything, each once', () => {
  const { sql, site, ids } = siteWith([
    { count: 1, rare: [0] },
    ...Array.from({ length: 4000 }, () => ({ count: 1 })),
    // About more comments than a step looks at: of the first, of the last, of one in the middle.
    { count: 5000, rare: [0] },
    { count: 5000, rare: [4999] },
    { count: 5000, rare: [2500, 2501] },
    { count: 3, rare: [0, 2] },
    { count: 0 },
    ...Array.from({ length: 4000 }, () => ({ count: 1 })),
  ]);
  const found = steps(site, ben, 50);
  const entries = found.flatMap(({ decisions }) => decisions);
  expect(entries.map(({ id }) => id)).toEqual([4004, 4003, 4002, 4001, 0].map((index) => ids[index]));
  expect(entries.map(({ comments }) => comments.map(({ excerpt }) => excerpt))).toEqual([
    ['Nummer 0', 'Nummer 2'],
    ['Nummer 2500', 'Nummer 2501'],
    ['Nummer 4999'],
    ['Nummer 0'],
    ['Nummer 0'],
  ]);
  // 23 004 decided comments, of which two end in the middle of an entry that was found already.
  expect(found.length).toBeGreaterThanOrEqual(8);
  sql.close();
});

test('a page of entries that were about thousands of comments each is shorter', () => {
  const { sql, site, ids } = siteWith(Array.from({ length: 12 }, () => ({ count: 4000, rare: [3999] })));
  for (const person of [anna, ben]) {
    const pages = steps(site, person, 100);
    expect(Math.max(...pages.map(({ decisions }) => decisions.length))).toBeLessThanOrEqual(6);
    expect(pages.flatMap(({ decisions }) => decisions.map(({ id }) => id))).toEqual(ids.toReversed());
  }
  sql.close();
});

test('a full page of the log ends where it is full, and whoever works on the whole site reads every entry', () => {
  const { sql, site, ids } = siteWith(
    Array.from({ length: 25 }, (_, index) => (index === 7 ? { count: 0 } : { count: 1, rare: [0] })),
  );
  const pages = steps(site, ben, 10).map(({ decisions }) => decisions.map(({ id }) => id));
  expect(pages.map(({ length }) => length)).toEqual([10, 10, 4]);
  expect(pages.flat()).toEqual(ids.filter((_, index) => index !== 7).toReversed());
  expect(steps(site, anna, 100)[0]?.decisions.map(({ id }) => id)).toEqual(ids.toReversed());
  sql.close();
});

test('changes of threads are found among the decisions, within one’s scope, in steps that look at so much and no more', () => {
  const { sql, site, ids } = siteWith(
    Array.from({ length: 3000 }, (_, index) => ({ count: 1, rare: index % 1500 === 3 ? [0] : [] })),
  );
  const mine = ids.filter((_, index) => index % 1500 === 3);
  const change = (key: string) => JSON.stringify({ id: key, of: key, before: { title: null }, after: { title: 'T' } });
  sql.transaction(() => {
    let time = Date.UTC(2020, 0, 1);
    for (let number = 0; number < 6000; number += 1) {
      const rare = number % 2500 === 1;
      const id = ulid(time);
      time += 1;
      if (rare) mine.push(id);
      sql.all(
        "INSERT INTO decision (id, action, by, by_name, at, change) VALUES (?, 'thread', 'a', 'Anna', ?, ?)",
        id,
        time,
        change(rare ? '/rare/' : number % 2 === 0 ? '/often/' : '/gone/'),
      );
    }
  });
  for (const limit of [1, 50]) {
    const found = steps(site, ben, limit);
    expect(found.flatMap(({ decisions }) => decisions.map(({ id }) => id))).toEqual(mine.toSorted().toReversed());
    // 3 000 decided comments and 6 000 changes.
    expect(found.length).toBeGreaterThanOrEqual(4);
  }
  expect(new Set(steps(site, anna, 100).flatMap(({ decisions }) => decisions.map(({ id }) => id))).size).toBe(9000);
  sql.close();
});
