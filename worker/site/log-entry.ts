import type { ChangeKind } from '../contract/desk';
import type { Problem } from '../contract/problem';
import type { Action } from '../contract/statement';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import type { Person } from './person';
import type { Room } from './room';
import { isoTime } from './time';

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

export const entryColumns =
  'id, action, reason, explanation, note, by, by_name, at, change, reply, rule, undone_by, undone_at';

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

/** Who made an entry, what and when, as a problem tells it that an entry stands in the way. */
export const namesEntry = ({ id, by_name, action, at }: DecisionRow): NonNullable<Problem['decided']> => ({
  by: by_name,
  action,
  at: isoTime(at),
  decision: id,
});

/** An entry, if there is one. */
export const findEntry = (room: Room, id: string): DecisionRow | undefined =>
  first<DecisionRow>(room.sql, `SELECT ${entryColumns} FROM decision WHERE id = ?`, id);

/** An entry. @throws Refusal `unknown-decision`. */
export function mustFindEntry(room: Room, id: string): DecisionRow {
  const row = findEntry(room, id);
  if (!row) throw new Refusal('unknown-decision');
  return row;
}
