import type { Filter } from '../../contract/desk';
import { first, type SqlValue } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { idFrom } from '../base/ids';
import type { Person } from '../base/person';
import { inScope, scopeCondition } from '../base/scope';
import type { CommentRow } from '../comments/comment-row';
import { findWords } from '../comments/words';
import { listPeople } from '../running/people';

const minute = 60_000;

/** A condition on `comment`, with its values. */
export interface Condition {
  sql: string;
  values: SqlValue[];
}

/** What a filter means. `among`: of the comments with its words only the newest so many; null: all. */
export type Filtering = Condition & { among: number | null };

/** The comments that a filter means, as far as they are in the person's scope. */
export function filterCondition(
  site: SiteContext,
  person: Person,
  { state, comment, q, author, thread, decision, since, until }: Filter,
): Filtering {
  const found = q === undefined ? undefined : findWords(site, q);
  // What waits is read in its order, from an index that has all this, too.
  const not = inOrder.has(state) ? '+' : '';
  const parts: Condition[] = [stateCondition(person, state), scopeCondition(person, `${not}comment.thread`)];
  if (state === 'appealed' || state === 'all') parts.push(withoutAppealsForOthers(site, person));
  if (comment !== undefined) parts.push({ sql: 'AND comment.id = ?', values: [comment] });
  if (found)
    parts.push({ sql: 'AND comment.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(found.comments)] });
  if (author !== undefined) parts.push({ sql: `AND ${not}comment.author = ?`, values: [author] });
  if (thread !== undefined)
    parts.push({ sql: `AND ${not}comment.thread = (SELECT id FROM thread WHERE key = ?)`, values: [thread] });
  if (decision !== undefined)
    parts.push({
      sql: `AND comment.id IN (SELECT comment FROM decided WHERE decision = ?
        UNION ALL SELECT change ->> 'id' FROM decision WHERE id = ? AND action = 'pin')`,
      values: [decision, decision],
    });
  // An id begins with its time, or with a later one where the clock went back.
  if (since !== undefined) {
    const from = Date.parse(since);
    parts.push({ sql: `AND ${not}comment.id >= ? AND comment.created >= ?`, values: [idFrom(from), from] });
  }
  if (until !== undefined) parts.push(untilCondition(site, Date.parse(until), `${not}comment.id`));
  return {
    sql: parts.map(({ sql }) => sql).join(' '),
    values: parts.flatMap(({ values }) => values),
    among: found?.among ?? null,
  };
}

/** States that are read in the order in which comments wait; all others in the order of their ids. */
const inOrder = new Set<Filter['state']>(['held', 'reported', 'appealed', 'spam', 'all']);

/**
 * What was written before a time has an id of before it, too, but while ids run ahead of the clock because it went back. What was
 * written in a month like that is found by the time of its id once it is over.
 */
function untilCondition(site: SiteContext, until: number, id: string): Condition {
  const now = site.now();
  const ahead = site.newId(now) >= idFrom(now + minute);
  if (ahead || until > now) return { sql: 'AND comment.created < ?', values: [until] };
  return { sql: `AND ${id} < ? AND comment.created < ?`, values: [idFrom(until), until] };
}

/** What was taken back or erased is shown to nobody. */
const there = "comment.status NOT IN ('withdrawn', 'erased')";

function stateCondition({ account }: Person, state: Filter['state']): Condition {
  if (state === 'any') return { sql: there, values: [] };
  if (state === 'filed') return { sql: "comment.status = 'spam'", values: [] };
  if (state === 'all') return { sql: 'comment.waiting IS NOT NULL', values: [] };
  if (state === 'asked')
    return {
      sql: `comment.id IN (SELECT comment FROM consult WHERE "to" = ? AND answer IS NULL) AND ${there}`,
      values: [account],
    };
  return { sql: 'comment.waiting = ?', values: [state] };
}

/** An appeal is for somebody else than the one it is about, wherever somebody else works: for this person it is not. */
export function withoutAppealsForOthers(site: SiteContext, person: Person): Condition {
  const others = othersThan(site, person);
  if (others.length === 0) return { sql: '', values: [] };
  const theirs = others.some(({ scope }) => scope.length === 0)
    ? { sql: '', values: [] }
    : scopeCondition({ scope: others.flatMap(({ scope }) => scope) });
  return {
    sql: `AND NOT (comment.waiting IS 'appealed' AND (SELECT by FROM decision WHERE decision.id = comment.decision) IS ? ${theirs.sql})`,
    values: [person.account, ...theirs.values],
  };
}

/** Whether an appeal waits for somebody else than this person: the decision was theirs, and others can answer it. */
export function isForOthers(
  site: SiteContext,
  person: Person,
  row: Pick<CommentRow, 'waiting' | 'decision' | 'thread'>,
): boolean {
  if (row.waiting !== 'appealed') return false;
  const decided = first<{ by: string; key: string }>(
    site.sql,
    'SELECT decision.by, thread.key FROM decision CROSS JOIN thread ON thread.id = ? WHERE decision.id = ?',
    row.thread,
    row.decision,
  );
  return decided?.by === person.account && colleaguesOn(site, person, decided.key).length > 0;
}

/** The names of the others who decide about a thread with this key. */
export const colleaguesOn = (site: SiteContext, person: Person, key: string): string[] =>
  othersThan(site, person)
    .filter((other) => inScope(other, key))
    .map(({ name }) => name);

const othersThan = (site: SiteContext, { account }: Person) =>
  listPeople(site).filter((person) => person.account !== account);
