import type { ChangeKind } from '../../contract/desk';
import type { Problem } from '../../contract/problem';
import type { Action } from '../../contract/statement';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from './context';
import type { Person } from './person';
import { isoTime } from './time';

/** Something that was changed and is no comment, or that a comment was pinned. */
export interface Change {
  /** What it is called by its own name; empty for the settings. */
  id: string;
  /** Its name, for the log. */
  of: string;
  /** Its fields before and after; null: it was not there. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** The key of the thread it is in, where that is not its id. */
  thread?: string;
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
  site: SiteContext,
  person: Pick<Person, 'account' | 'name'>,
  kind: ChangeKind,
  change: Change,
  reason?: string,
): string {
  const now = site.now();
  const id = site.newId(now);
  site.sql.all(
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
export const findEntry = (site: SiteContext, id: string): DecisionRow | undefined =>
  first<DecisionRow>(site.sql, `SELECT ${entryColumns} FROM decision WHERE id = ?`, id);

/** An entry. @throws Refusal `unknown-decision`. */
export function mustFindEntry(site: SiteContext, id: string): DecisionRow {
  const row = findEntry(site, id);
  if (!row) throw new Refusal('unknown-decision');
  return row;
}
