import { expect, test } from 'vitest';
import { Database } from '../../../worker/host/node/database';
import type { Person } from '../../../worker/site/base/person';
import { mostLessons } from '../../../worker/site/judging/lessons';
import { openSite } from '../../../worker/site/site';
import { byHand } from '../by-hand';
import { newFolder } from './server';

const anna: Person = { account: 'a', name: 'Anna', role: 'owner', scope: [] };

/** A file that counts the statements it is asked for. */
class CountedDatabase extends Database {
  statements = 0;

  override all<Row>(statement: string, ...values: Parameters<Database['all']>[1][]): Row[] {
    this.statements += 1;
    return super.all<Row>(statement, ...values);
  }

  /** How many statements some work takes, and how many rows it writes. */
  during(work: () => void) {
    const [statements, rows] = [this.statements, this.#rows()];
    work();
    return { statements: this.statements - statements, rows: this.#rows() - rows };
  }

  #rows = () => super.all<{ count: number }>('SELECT total_changes() AS count')[0]?.count ?? 0;
}

/** A site with so many comments that wait, each by somebody else and with an address, in five threads. */
function filled(count: number) {
  const sql = new CountedDatabase(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, { publish: 'nobody' });
  const ids = Array.from({ length: count }, (_, number) => {
    const body = `Die Nummer ${number} fragt sich, ob ${'das eine Frage ist '.repeat(1 + (number % 7))}`;
    const { comment } = site.submit(
      { thread: { key: `/${number % 5}` }, author: { name: `Leserin ${number}` }, body, html: body },
      { ...byHand, network: `n${number}`, token: undefined, key: undefined, request: '' },
    );
    return comment.id;
  });
  return { sql, site, ids };
}

for (const action of ['approve', 'reject', 'spam'] as const)
  test(`to ${action} many comments, and to undo it, takes as many statements as for a few; each comment is written once`, () => {
    const measure = (count: number) => {
      const { sql, site, ids } = filled(count);
      let id = '';
      const decided = sql.during(() => {
        id = site.decide(anna, { comments: ids, action }).decision.id;
      });
      const undone = sql.during(() => site.undo(anna, id));
      sql.close();
      return { decided, undone };
    };
    const [few, many] = [measure(5), measure(45)];
    expect(many.decided.statements).toBe(few.decided.statements);
    expect(many.undone.statements).toBe(few.undone.statements);
    // For each: its row, what it was before, its author's counts, how many wait; and what the first teach.
    const taught = action === 'reject' ? 0 : mostLessons - 5;
    expect(many.decided.rows - few.decided.rows).toBe(4 * 40 + taught);
    expect(many.undone.rows - few.undone.rows).toBe(3 * 40 + taught);
  });

/** What the rest of the tables says that places, counts and waiting have to be. Returns every comment, thread or author where they are not. */
const wrong = (sql: Database) => [
  ...sql.all(
    `SELECT id, shown FROM comment WHERE shown <> (status = 'published'
       OR EXISTS (SELECT 1 FROM comment AS answer WHERE answer.parent = comment.id AND answer.status = 'published')
       OR parent IS NULL AND EXISTS (SELECT 1 FROM comment AS below WHERE below.root = comment.id AND below.id <> comment.id
         AND (below.status = 'published' OR EXISTS (
           SELECT 1 FROM comment AS answer WHERE answer.parent = below.id AND answer.status = 'published'))))`,
  ),
  ...sql.all(
    `SELECT id, published FROM thread
     WHERE published <> (SELECT count(*) FROM comment WHERE thread = thread.id AND status = 'published')`,
  ),
  ...sql.all(
    `SELECT id, published, rejected, spam FROM author WHERE (published, rejected, spam) <> (
       SELECT count(*) FILTER (WHERE status = 'published'), count(*) FILTER (WHERE status = 'rejected'),
         count(*) FILTER (WHERE status = 'spam' AND decision IS NOT NULL) FROM comment WHERE author = author.id)`,
  ),
  ...sql.all(
    `SELECT * FROM (SELECT thread, waiting, count FROM waiting_count WHERE count > 0
       EXCEPT SELECT thread, waiting, count(*) FROM comment WHERE waiting IS NOT NULL GROUP BY thread, waiting)
     UNION ALL SELECT * FROM (SELECT thread, waiting, count(*) FROM comment WHERE waiting IS NOT NULL GROUP BY thread, waiting
       EXCEPT SELECT thread, waiting, count FROM waiting_count)`,
  ),
  ...sql.all(
    `SELECT id, waiting FROM comment
     WHERE (waiting IS NOT NULL) <> (status = 'held' OR status = 'spam' AND decision IS NULL) OR (waiting IS NULL) <> (waiting_since IS NULL)`,
  ),
];

test('whatever part of a tree is decided at once and undone again, places and counts are right', () => {
  const sql = new Database(`${newFolder()}/site.sqlite`);
  const site = openSite('blog.example', sql, { secret: 's'.repeat(32) });
  site.create(anna, { publish: 'everyone' });
  // The same each time, and in no order.
  let seed = 7;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
  const ids: string[] = [];
  let token: string | undefined;
  for (let number = 0; number < 40; number += 1) {
    const parent = number % 4 === 0 ? undefined : ids[random(number)];
    const body = `Die Nummer ${number} fragt sich, ob ${'das eine Frage ist '.repeat(1 + (number % 7))}`;
    const submitted = site.submit(
      { thread: { key: '/a' }, author: { name: 'Nora' }, body, html: body, ...(parent && { parent }) },
      { ...byHand, network: `n${number}`, token: number % 3 === 0 ? undefined : token, key: undefined, request: '' },
    );
    token = submitted.token;
    ids.push(submitted.comment.id);
  }
  const decisions: string[] = [];
  for (let round = 0; round < 60; round += 1) {
    const comments = ids.filter(() => random(3) === 0);
    const action = (['approve', 'reject', 'spam'] as const)[random(3)] ?? 'approve';
    const rows = sql.all<{ id: string; status: string }>('SELECT id, status FROM comment');
    const by = { approve: 'published', reject: 'rejected', spam: 'spam' }[action];
    const open = comments.filter((id) => rows.find((row) => row.id === id)?.status !== by);
    const expectOf = rows.find(({ id }) => id === open[0])?.status;
    const same = open.filter((id) => rows.find((row) => row.id === id)?.status === expectOf);
    if (same.length > 0 && expectOf !== undefined)
      decisions.push(site.decide(anna, { comments: same, action, expect: expectOf as 'published' }).decision.id);
    expect(wrong(sql)).toEqual([]);
    if (round % 3 === 2) site.undo(anna, decisions.pop() ?? '');
    expect(wrong(sql)).toEqual([]);
  }
  sql.close();
});
