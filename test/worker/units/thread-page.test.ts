import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { type Comment, Sort, type ThreadPage, ThreadQuery } from '../../../worker/contract/comment';
import { Refusal } from '../../../worker/errors';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import { migrate } from '../../../worker/host/sql';
import type { Person } from '../../../worker/site/base/person';
import { migrations } from '../../../worker/site/base/schema';
import { openSite, type Site } from '../../../worker/site/site';
import { toHtml } from '../../../worker/text/markdown';
import { byHand } from '../by-hand';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };

/** A site in a Durable Object's own storage, where everyone publishes, and the thread that is talked about. */
class Talk {
  readonly site: Site;
  readonly #sql: ObjectSql;
  #time = Date.UTC(2026, 0, 1);
  #count = 0;

  constructor(storage: DurableObjectStorage) {
    this.#sql = new ObjectSql(storage);
    this.site = openSite('blog.example', this.#sql, { secret: 's'.repeat(32), now: () => this.#time });
    this.site.create(anna, { publish: 'everyone', editMinutes: 60 });
  }

  /** Writes a comment, a second after the one before, and returns its id. */
  write(parent?: string, body?: string): string {
    return this.submit(parent, body).comment.id;
  }

  submit(parent?: string, body = `Nummer ${this.#count}`) {
    this.#time += 1000;
    this.#count += 1;
    const draft = { thread: { key: '/a' }, author: { name: `N${this.#count}` }, parent, body, html: toHtml(body) };
    return this.site.submit(draft, {
      ...byHand,
      network: String(this.#count),
      token: undefined,
      key: undefined,
      request: '',
    });
  }

  /** Puts many published comments in at once: a chain, or all as answers to one. Returns their ids, first to last. */
  grow(root: string, count: number, shape: 'chain' | 'star'): string[] {
    const ids = Array.from({ length: count }, (_, index) => `01KDVDNC00${String(index).padStart(16, '0')}`);
    const [{ thread, author } = { thread: 0, author: '' }] = this.#sql.all<{ thread: number; author: string }>(
      'SELECT thread, author FROM comment WHERE id = ?',
      root,
    );
    const rows = ids.map((id, index) => {
      const parent = shape === 'star' || index === 0 ? root : ids[index - 1];
      return { id, parent, level: shape === 'star' ? 1 : index + 1, created: this.#time + index };
    });
    this.#sql.all(
      `INSERT INTO comment (id, thread, parent, root, level, author, name, body, html, status, shown, created, network, signals)
       SELECT value ->> 'id', ?, value ->> 'parent', ?, value ->> 'level', ?, 'Nora', 'x', '<p>x</p>', 'published', 1,
         value ->> 'created', '', '[]' FROM json_each(?)`,
      thread,
      root,
      author,
      JSON.stringify(rows),
    );
    this.#time += count;
    return ids;
  }

  /** The comments that have a place now. */
  shown(): Set<string> {
    return new Set(this.#sql.all<{ id: string }>('SELECT id FROM comment WHERE shown = 1').map(({ id }) => id));
  }

  /** Rejects many, as bulk decisions do, to the last step. */
  takeAway(comments: string[]): void {
    for (let start = 0; start < comments.length; start += 1000)
      this.site.decide(anna, { comments: comments.slice(start, start + 1000), action: 'reject' });
    while (this.site.carryAnyOn());
  }

  /** How many rows a piece of work changes. */
  counting(work: () => void): { changed: number } {
    const total = () => this.#sql.all<{ count: number }>('SELECT total_changes() AS count')[0]?.count ?? 0;
    const before = total();
    work();
    return { changed: total() - before };
  }

  read(query: Record<string, unknown> = {}): ThreadPage {
    const page = this.site.page(ThreadQuery.parse({ thread: '/a', ...query }));
    expect(page.comments.length).toBeLessThanOrEqual(200);
    return page;
  }

  /** Walks through all pages and all answers, as a reader does who wants to see everything. */
  *walk(query: Record<string, unknown> = {}): Generator<Comment> {
    for (let after: string | undefined; ; ) {
      const page = this.read({ ...query, after });
      yield* page.comments;
      for (const { root, after } of page.more) if (after) yield* this.branch(root, { after }, 'next');
      if (page.next === null) return;
      after = page.next;
    }
  }

  *branch(root: string, from: { after?: string; before?: string }, way: 'next' | 'previous'): Generator<Comment> {
    for (let cursor: typeof from = from; ; ) {
      const page = this.read({ root, ...cursor });
      yield* page.comments;
      const on = page[way];
      if (on === null) return;
      cursor = way === 'next' ? { after: on } : { before: on };
    }
  }
}

const onTalk = (work: (talk: Talk) => void) =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => work(new Talk(storage)));

const ids = (comments: Iterable<Comment>) => [...comments].map(({ id }) => id);

test.each(['chain', 'star'] as const)('a %s of 10 000 is read in bounded pages, from every place in it', (shape) =>
  onTalk((talk) => {
    const root = talk.write();
    const other = talk.write();
    const below = talk.grow(root, 10_000, shape);
    for (const limit of [1, 50, 100]) {
      const page = talk.read({ limit });
      expect(ids(page.comments)).toEqual([
        root,
        ...(limit === 1 ? [] : [other]),
        ...below.slice(0, limit === 1 ? 199 : 198),
      ]);
      expect(page.more).toEqual([{ root, before: null, after: expect.any(String) }]);
    }
    expect(ids(talk.walk()).toSorted()).toEqual([root, other, ...below].toSorted());
    expect(ids(talk.branch(root, {}, 'next'))).toEqual(below);

    for (const place of [0, 1, 5000, 9998, 9999]) {
      const page = talk.read({ around: below[place] });
      const here = page.comments.filter(({ level }) => level > 0);
      expect(here.map(({ id }) => id)).toContain(below[place]);
      expect(page.more[0]).toMatchObject({
        before: here[0]?.id === below[0] ? null : expect.any(String),
        after: here.at(-1)?.id === below.at(-1) ? null : expect.any(String),
      });
      expect(here[0]?.level).toBe(shape === 'star' ? 1 : below.indexOf(here[0]?.id ?? '') + 1);
    }
  }),
);

test('a chain of hundreds that people wrote has its levels and names; its end can be withdrawn', () =>
  onTalk((talk) => {
    const root = talk.write();
    let end = talk.submit(root);
    for (let depth = 2; depth <= 300; depth += 1) end = talk.submit(end.comment.id);
    const page = talk.read({ around: end.comment.id });
    expect(page.comments.at(-1)).toMatchObject({ id: end.comment.id, level: 300, answers: 'N300' });
    expect([...talk.walk()].map(({ level }) => level)).toEqual(Array.from({ length: 301 }, (_, level) => level));
    talk.site.withdraw(end.comment.id, end.token);
    expect([...talk.walk()]).toHaveLength(300);
  }));

test('what was taken away keeps a place for its answers, and at the top for all below it', () =>
  onTalk((talk) => {
    const top = talk.write();
    const above = talk.write(top);
    const answered = talk.write(above);
    const answer = talk.write(answered);
    const reject = (comment: string) => talk.site.decide(anna, { comments: [comment], action: 'reject' }).decision;
    const kept = () => [...talk.walk()].map(({ id, status, answers }) => [id, status, answers]);
    const decisions = [top, above, answered].map(reject);
    expect(kept()).toEqual([
      [top, 'rejected', null],
      [answered, 'rejected', null],
      [answer, 'published', null],
    ]);
    expect(() => talk.read({ around: above })).toThrow('no such comment');
    const { id } = reject(answer);
    expect(kept()).toEqual([]);
    for (const decision of [id, ...decisions.map(({ id }) => id)]) talk.site.undo(anna, decision);
    expect(kept()).toEqual([
      [top, 'published', null],
      [above, 'published', 'N1'],
      [answered, 'published', 'N2'],
      [answer, 'published', 'N3'],
    ]);
  }));

test('removing what holds up a chain of thousands changes three comments', () =>
  onTalk((talk) => {
    const top = talk.write();
    const chain = talk.grow(top, 5000, 'chain');
    const last = talk.submit(chain.at(-1));
    talk.takeAway([top, ...chain]);
    expect(ids(talk.walk())).toEqual([top, chain.at(-1), last.comment.id]);
    const { changed } = talk.counting(() => talk.site.withdraw(last.comment.id, last.token));
    expect(changed).toBeLessThan(20);
    expect(ids(talk.walk())).toEqual([]);
  }));

test('long texts make a shorter page, and every one of them is read in the end', () =>
  onTalk((talk) => {
    const long = 'http://a.de '.repeat(800);
    const write = (parent?: string) => {
      const { comment } = talk.submit(parent, long);
      if (comment.status !== 'published') talk.site.decide(anna, { comments: [comment.id], action: 'approve' });
      return comment.id;
    };
    const written: string[] = [];
    for (let top = 0; top < 12; top += 1) {
      const id = write();
      written.push(id, ...Array.from({ length: top % 3 }, () => write(id)));
    }
    for (const sort of Sort.options) {
      const page = talk.read({ sort });
      expect(JSON.stringify(page).length).toBeLessThan(700_000);
      expect(page.next).not.toBeNull();
      expect(ids(talk.walk({ sort })).toSorted()).toEqual(written.toSorted());
    }
    for (const id of written) {
      const page = talk.read({ around: id });
      expect(ids(page.comments)).toContain(id);
      expect(JSON.stringify(page).length).toBeLessThan(700_000);
    }
  }));

test('around a comment there are others, and cursors for what stands before and after them', () =>
  onTalk((talk) => {
    const tops = Array.from({ length: 30 }, () => talk.write());
    for (const sort of ['oldest', 'newest', 'best'] as const) {
      const inOrder = sort === 'oldest' ? tops : tops.toReversed();
      for (const [place, from, to] of [
        [0, 0, 9],
        [3, 0, 9],
        [15, 11, 20],
        [29, 21, 30],
      ] as const) {
        const page = talk.read({ sort, limit: 9, around: inOrder[place] });
        expect([sort, place, ids(page.comments)]).toEqual([sort, place, inOrder.slice(from, to)]);
        const before =
          page.previous === null ? [] : ids(talk.read({ sort, limit: 100, before: page.previous }).comments);
        const after = page.next === null ? [] : ids(talk.read({ sort, limit: 100, after: page.next }).comments);
        expect([before, after]).toEqual([inOrder.slice(0, from), inOrder.slice(to)]);
      }
    }
  }));

test('a cursor still leads on and back when everything on its side has gone', () =>
  onTalk((talk) => {
    const [first, second, third] = Array.from({ length: 3 }, () => talk.submit());
    const { next } = talk.read({ limit: 2 });
    if (third) talk.site.withdraw(third.comment.id, third.token);
    const empty = talk.read({ after: next });
    expect([empty.comments, empty.next]).toEqual([[], null]);
    expect(ids(talk.read({ before: empty.previous }).comments)).toEqual([first?.comment.id, second?.comment.id]);
  }));

test('what is not here, not of this thread, or no place any more, cannot be read around', () =>
  onTalk((talk) => {
    const top = talk.submit();
    const answer = talk.write(top.comment.id);
    const alone = talk.submit();
    talk.site.withdraw(alone.comment.id, alone.token);
    for (const query of [
      { around: '0'.repeat(26) },
      { around: alone.comment.id },
      { around: top.comment.id, thread: '/b' },
      { root: alone.comment.id },
      { root: answer },
      { root: top.comment.id, thread: '/b' },
    ])
      expect(() => talk.read(query)).toThrow('no such comment');
  }));

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A thread that grew and shrank as chance would have it, and goes on to. */
class Growing {
  readonly talk: Talk;
  readonly #any: () => number;
  readonly #written: ReturnType<Talk['submit']>[] = [];
  readonly #decisions: string[] = [];

  constructor(talk: Talk, any: () => number, size: number) {
    this.talk = talk;
    this.#any = any;
    for (let step = 0; step < size; step += 1) this.step();
  }

  /** Somebody writes, withdraws, votes, decides or undoes. What is not possible just then is left. */
  step({ voting = true } = {}): void {
    const { site } = this.talk;
    const some = this.#pick(this.#written);
    const act = this.#any();
    try {
      if (!some || act < 0.2) this.#written.push(this.talk.submit());
      else if (act < 0.75) this.#written.push(this.talk.submit(some.comment.id));
      else if (act < 0.82) site.withdraw(some.comment.id, some.token);
      else if (act < 0.9)
        this.#decisions.push(site.decide(anna, { comments: [some.comment.id], action: 'reject' }).decision.id);
      else if (act < 0.95) site.undo(anna, this.#pick(this.#decisions) ?? '');
      else if (voting) site.vote(some.comment.id, 1, this.#pick(this.#written)?.token, 'n');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  #pick<Item>(items: Item[]): Item | undefined {
    return items[Math.floor(this.#any() * items.length)];
  }
}

test.each([1, 2, 3])('in a tree as chance has it, every walk sees every comment once (seed %i)', (seed) =>
  onTalk((talk) => {
    const any = numbers(seed);
    const grown = new Growing(talk, any, 300);
    const all = [...talk.walk({ limit: 100 })];
    const levels = new Map(all.map(({ id, level }) => [id, level]));
    for (const { parent, level, status } of all)
      if (status === 'published') expect(level).toBe(parent === null ? 0 : (levels.get(parent) ?? Number.NaN) + 1);

    for (const sort of Sort.options) {
      const limit = 1 + Math.floor(any() * 9);
      expect(ids(talk.walk({ sort, limit })).toSorted()).toEqual(ids(all).toSorted());
      const tops = ids(talk.walk({ sort, limit: 100 })).filter((id) => levels.get(id) === 0);
      expect(tops).toEqual(ids(talk.walk({ sort, limit })).filter((id) => levels.get(id) === 0));
      // Every seventh: each of them is read with all that stands around it.
      for (const { id, level } of all.filter((_, index) => index % 7 === seed % 7)) {
        const page = talk.read({ sort, limit, around: id });
        expect(ids(page.comments)).toContain(id);
        expect(new Set(ids(page.comments)).size).toBe(page.comments.length);
        for (const { root, before, after } of page.more) {
          const rest = [
            ...(before ? talk.branch(root, { before }, 'previous') : []),
            ...(after ? talk.branch(root, { after }, 'next') : []),
          ];
          const here = new Set(ids(page.comments));
          expect(rest.length).toBeGreaterThan(0);
          expect(rest.filter(({ id }) => here.has(id))).toEqual([]);
        }
        if (level === 0) expect(tops.indexOf(ids(page.comments)[0] ?? '')).toBeLessThanOrEqual(tops.indexOf(id));
      }
    }

    for (const sort of Sort.options) {
      let throughout = talk.shown();
      const seen = new Set<string>();
      for (const { id } of talk.walk({ sort, limit: 2 })) {
        expect(seen.has(id)).toBe(false);
        seen.add(id);
        // Between pages, and between the comments of one, which changes nothing of it.
        grown.step({ voting: false });
        const now = talk.shown();
        throughout = new Set([...throughout].filter((each) => now.has(each)));
      }
      expect(throughout.size).toBeGreaterThan(50);
      expect([...throughout].filter((each) => !seen.has(each))).toEqual([]);
    }
  }),
);

test('comments of an earlier version get their levels, however long the chain is, and lose places that hold nothing', () =>
  runInDurableObject(env.SITES.getByName(crypto.randomUUID()), (_object, { storage }) => {
    const sql = new ObjectSql(storage);
    const number = migrations.findIndex((statements) => statements.some((each) => each.includes('COLUMN level')));
    migrate(sql, migrations.slice(0, number), 0);
    sql.all("INSERT INTO thread (id, key, created, published) VALUES (1, '/a', 0, 1)");
    sql.all("INSERT INTO author (id, since) VALUES ('a', 0)");
    const chain = Array.from({ length: 5000 }, (_, index) => `01KDVDNC00${String(index).padStart(16, '0')}`);
    const add = (id: string, parent: string | null, root: string, status: string, created: number) =>
      sql.all(
        `INSERT INTO comment (id, thread, parent, root, author, name, body, html, status, shown, created, network, signals)
         VALUES (?, 1, ?, ?, 'a', 'Nora', 'x', '<p>x</p>', ?, 1, ?, '', '[]')`,
        id,
        parent,
        root,
        status,
        created,
      );
    for (const [index, id] of chain.entries())
      add(id, chain[index - 1] ?? null, chain[0] ?? '', index === 4999 ? 'published' : 'withdrawn', index);
    sql.all("INSERT INTO vote (comment, author, value) VALUES (?, 'a', 1)", chain[0] ?? '');
    migrate(sql, migrations, 0);
    const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
    const { comments } = site.page(ThreadQuery.parse({ thread: '/a' }));
    expect(comments.map(({ id, level }) => [id, level])).toEqual([0, 4998, 4999].map((index) => [chain[index], index]));
    expect(sql.all('SELECT thread FROM vote')).toEqual([{ thread: 1 }]);
  }));
