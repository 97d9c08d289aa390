import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { type Comment, type ThreadPage, ThreadQuery } from '../../../worker/contract/comment';
import { ObjectSql } from '../../../worker/host/cloudflare/sql';
import type { Person } from '../../../worker/site/people';
import { Site } from '../../../worker/site/site';
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
    this.site = new Site('blog.example', this.#sql, { secret: 's'.repeat(32), now: () => this.#time });
    this.site.create(anna, { publish: 'everyone', editMinutes: 60 });
  }

  /** Writes a comment, a second after the one before, and returns its id. */
  write(parent?: string, body = `Nummer ${this.#count}`): string {
    return this.submit(parent, body).comment.id;
  }

  submit(parent: string | undefined, body: string) {
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
