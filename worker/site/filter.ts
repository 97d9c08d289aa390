import type { Filter } from '../contract/desk';
import type { SqlValue } from '../host/sql';
import { idFrom } from './ids';
import { listPeople, type Person } from './people';
import type { Room } from './room';
import { scopeCondition } from './scope';
import { wordsCondition } from './words';

/** A condition on `comment`, with its values. */
export interface Condition {
  sql: string;
  values: SqlValue[];
}

/** The comments that a filter means, as far as they are in the person's scope. */
export function filterCondition(
  room: Room,
  person: Person,
  { state, q, author, thread, decision, since, until }: Filter,
): Condition {
  const parts: Condition[] = [stateCondition(person, state), scopeCondition(person)];
  if (state === 'appealed' || state === 'all') parts.push(othersAppeals(room, person));
  if (q !== undefined) parts.push(wordsCondition(q));
  if (author !== undefined) parts.push({ sql: 'AND comment.author = ?', values: [author] });
  if (thread !== undefined)
    parts.push({ sql: 'AND comment.thread = (SELECT id FROM thread WHERE key = ?)', values: [thread] });
  if (decision !== undefined)
    parts.push({ sql: 'AND comment.id IN (SELECT comment FROM decided WHERE decision = ?)', values: [decision] });
  // An id begins with its time, so that a time is a range of ids.
  if (since !== undefined) parts.push({ sql: 'AND comment.id >= ?', values: [idFrom(Date.parse(since))] });
  if (until !== undefined) parts.push({ sql: 'AND comment.id < ?', values: [idFrom(Date.parse(until))] });
  return { sql: parts.map(({ sql }) => sql).join(' '), values: parts.flatMap(({ values }) => values) };
}

function stateCondition({ account }: Person, state: Filter['state']): Condition {
  if (state === 'any') return { sql: "comment.status NOT IN ('withdrawn', 'erased')", values: [] };
  if (state === 'filed') return { sql: "comment.status = 'spam'", values: [] };
  if (state === 'all') return { sql: 'comment.waiting IS NOT NULL', values: [] };
  if (state === 'asked')
    return {
      sql: 'comment.id IN (SELECT comment FROM consult WHERE "to" = ? AND answer IS NULL)',
      values: [account],
    };
  return { sql: 'comment.waiting = ?', values: [state] };
}

/** An appeal is for somebody else than the one it is about, wherever somebody else works. */
function othersAppeals(room: Room, { account }: Person): Condition {
  const others = listPeople(room).filter((person) => person.account !== account);
  if (others.length === 0) return { sql: '', values: [] };
  const theirs = others.some(({ scope }) => scope.length === 0)
    ? { sql: '', values: [] }
    : scopeCondition({ scope: others.flatMap(({ scope }) => scope) });
  return {
    sql: `AND NOT (comment.waiting = 'appealed' AND (SELECT by FROM decision WHERE decision.id = comment.decision) = ? ${theirs.sql})`,
    values: [account, ...theirs.values],
  };
}
