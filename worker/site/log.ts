import type { Status } from '../contract/comment';
import type { ChangeKind, DecidedComment, Decision, Decisions, DecisionsQuery } from '../contract/desk';
import type { Problem } from '../contract/problem';
import type { Action } from '../contract/statement';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { excerpt } from '../text/excerpt';
import { isoTime } from './comment-row';
import type { Person } from './people';
import type { Room } from './room';
import { scopeCondition } from './scope';

/** Something that was changed and is no comment. */
export interface Change {
  /** What it is called by its own room; empty for the settings. */
  id: string;
  /** Its name, for the log. */
  of: string;
  /** Its fields before and after; null: it was not there. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** An entry that changed something, and what. */
export interface LaterChange {
  entry: DecisionRow;
  change: Change;
}

/** An entry of the log. Entries are only added; all that ever changes is that they are undone. */
export interface DecisionRow {
  id: string;
  action: Action | ChangeKind;
  reason: string | null;
  explanation: string | null;
  note: string | null;
  by: string;
  by_name: string;
  at: number;
  /** A Change as JSON; null for a decision about comments. */
  change: string | null;
  reply: string | null;
  /** The name of the rule that decided by itself. */
  rule: string | null;
  undone_by: string | null;
  undone_at: number | null;
}

const columns = 'id, action, reason, explanation, note, by, by_name, at, change, reply, rule, undone_by, undone_at';

/** How many comments of an entry the log names. */
const named = 3;

/** Writes a change into the log, from where it can be undone. Returns the id of its entry. */
export function logChange(
  room: Room,
  person: Pick<Person, 'account' | 'name'>,
  kind: ChangeKind,
  change: Change,
  reason?: string,
): string {
  const now = room.now();
  const id = room.newId(now);
  room.sql.all(
    'INSERT INTO decision (id, action, reason, by, by_name, at, change) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    kind,
    reason ?? null,
    person.account,
    person.name,
    now,
    JSON.stringify(change),
  );
  return id;
}

/** What was changed later about the thing that an entry is about, and was not undone; oldest first. */
export function laterChanges(room: Room, { id, action }: DecisionRow, { id: subject }: Change): LaterChange[] {
  const rows = room.sql.all<DecisionRow & { change: string }>(
    `SELECT ${columns} FROM decision
     WHERE action = ? AND change ->> 'id' = ? AND change IS NOT NULL AND id > ? AND undone_at IS NULL ORDER BY id`,
    action,
    subject,
    id,
  );
  return rows.map((entry) => ({ entry, change: JSON.parse(entry.change) as Change }));
}

/** The log, newest first: who decided what, when and why, and what was undone by whom, within the person's scope. */
export function listDecisions(room: Room, person: Person, { after, limit }: DecisionsQuery): Decisions {
  const scope = scopeCondition(person);
  const mine = scope.sql
    ? `AND EXISTS (SELECT 1 FROM decided CROSS JOIN comment ON comment.id = decided.comment
         WHERE decided.decision = decision.id ${scope.sql})`
    : '';
  const rows = room.sql.all<DecisionRow>(
    `SELECT ${columns} FROM decision WHERE id < ? ${mine} ORDER BY id DESC LIMIT ?`,
    after ?? '~',
    ...scope.values,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return {
    decisions: page.map((row) => toDecision(room, person, row)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** An entry as this person reads it. @throws Refusal `unknown-decision`. */
export const findDecision = (room: Room, person: Person, id: string): Decision =>
  toDecision(room, person, mustFindEntry(room, id));

/** Who made an entry, what and when, as a problem tells it that an entry stands in the way. */
export const namesEntry = ({ id, by_name, action, at }: DecisionRow): NonNullable<Problem['decided']> => ({
  by: by_name,
  action,
  at: isoTime(at),
  decision: id,
});

/** An entry. @throws Refusal `unknown-decision`. */
export function mustFindEntry(room: Room, id: string): DecisionRow {
  const row = first<DecisionRow>(room.sql, `SELECT ${columns} FROM decision WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-decision');
  return row;
}

function toDecision(room: Room, person: Person, row: DecisionRow): Decision {
  const { id, action, reason, explanation, note, by_name, at, reply, undone_by, undone_at } = row;
  const count = first<{ count: number }>(room.sql, 'SELECT count(*) AS count FROM decided WHERE decision = ?', id);
  const change = row.change === null ? null : (JSON.parse(row.change) as Change);
  return {
    id,
    action,
    reason,
    explanation,
    note,
    by: by_name,
    at: isoTime(at),
    comments: firstComments(room, person, id),
    count: count?.count ?? 0,
    change: change && { of: change.of, before: change.before, after: change.after },
    reply,
    undone: undone_by === null ? null : { by: undone_by, at: isoTime(undone_at ?? 0) },
  };
}

/** The first comments that an entry is about, as far as they are in the person's scope. */
function firstComments(room: Room, person: Person, decision: string): DecidedComment[] {
  const scope = scopeCondition(person);
  const rows = room.sql.all<FirstRow>(
    `SELECT comment.id, comment.status, comment.name, comment.html, thread.key, thread.title, thread.url
     FROM decided CROSS JOIN comment ON comment.id = decided.comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE decided.decision = ? ${scope.sql} ORDER BY decided.comment LIMIT ?`,
    decision,
    ...scope.values,
    named,
  );
  return rows.map(({ id, status, name, html, key, title, url }) => {
    const gone = status === 'withdrawn' || status === 'erased';
    return {
      id,
      status,
      author: gone ? null : name,
      excerpt: gone ? null : excerpt(html, 120),
      thread: { key, title, url },
    };
  });
}

interface FirstRow {
  id: string;
  status: Status;
  name: string;
  html: string;
  key: string;
  title: string | null;
  url: string | null;
}
