import type { Status } from '../../contract/comment';
import type { DecidedComment, Decision, Decisions, DecisionsQuery } from '../../contract/desk';
import { first, type SqlValue } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { type Change, type DecisionRow, entryColumns, mustFindEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { keyCondition, worksOnAll } from '../base/scope';
import { isoTime } from '../base/time';
import { ownAddress } from '../comments/naming';
import { type ImportRow, readTally } from '../moving/import-row';
import { countLeft } from '../moving/taking-out';
import { countRemaining } from './remaining';

/** How many comments of an entry the log names, and among how many it looks for those in a scope. */
const named = 3;
const mostNear = 100;
/** How many decided comments one step through the log looks at. */
const mostLooked = 2000;
/** How many comments the entries of one page are about, or few more than that. */
const mostCounted = 20_000;
/** Before the newest entry. */
const newest = '~';

/** The log, newest first: who decided what, when and why, and what was undone by whom. */
export function listDecisions(site: SiteContext, person: Person, { after = newest, limit }: DecisionsQuery): Decisions {
  if (!worksOnAll(person)) return listInScope(site, person, after, limit);
  const rows = site.sql.all<DecisionRow>(
    `SELECT ${entryColumns} FROM decision WHERE id < ? ORDER BY id DESC LIMIT ?`,
    after,
    limit + 1,
  );
  const decisions = readEntries(site, person, rows.slice(0, limit));
  return { decisions, next: rows.length > decisions.length ? (decisions.at(-1)?.id ?? null) : null };
}

/**
 * One step through the log of whoever has a scope: what was decided about their comments, and changed about their threads or pinned there.
 * Only so many of both are looked at, newest first, however few of them are theirs. The cursor is where it ended, an entry or one of its comments; a page can be empty and still have a next.
 */
function listInScope(site: SiteContext, person: Person, after: string, limit: number): Decisions {
  const [entry = '', comment = ''] = after.split(' ');
  const scope = keyCondition(person);
  const last = endOfStep(site, entry, comment);
  const found = site.sql.all<{ decision: string; from: string }>(
    `SELECT decided.decision, min(decided.comment) AS "from"
     FROM decided CROSS JOIN comment ON comment.id = decided.comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE (decided.decision, decided.comment) < (?, ?) AND (decided.decision, decided.comment) >= (?, ?) ${scope.sql}
     GROUP BY decided.decision
     UNION ALL
     SELECT decision.id, '' FROM decision CROSS JOIN thread ON thread.key = coalesce(change ->> 'thread', change ->> 'id')
     WHERE action IN ('thread', 'pin') AND decision.id < ? AND decision.id >= ? ${scope.sql}
     ORDER BY 1 DESC LIMIT ?`,
    entry,
    comment,
    last?.decision ?? '',
    last?.comment ?? '',
    ...scope.values,
    entry,
    last?.decision ?? '',
    ...scope.values,
    limit + 1,
  );
  const rows = found.slice(0, limit).map(({ decision, from }) => ({ ...mustFindEntry(site, decision), from }));
  const decisions = readEntries(site, person, rows);
  return { decisions, next: nextOf(found.length > decisions.length, decisions.at(-1)?.id, last) };
}

/** The last of what one step looks at: a decided comment, or a change of a thread; undefined: there is no more than that. */
function endOfStep(site: SiteContext, entry: string, comment: string): Place | undefined {
  const decided = first<Place>(
    site.sql,
    `SELECT decision, comment FROM decided WHERE (decision, comment) < (?, ?)
     ORDER BY decision DESC, comment DESC LIMIT 1 OFFSET ?`,
    entry,
    comment,
    mostLooked - 1,
  );
  const changed = first<Place>(
    site.sql,
    `SELECT id AS decision, '' AS comment FROM decision WHERE action IN ('thread', 'pin') AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?`,
    entry,
    mostLooked - 1,
  );
  return !decided || (changed && changed.decision > decided.decision) ? changed : decided;
}

/** An entry of the log, and one of its comments; empty: the entry as such. */
interface Place {
  decision: string;
  comment: string;
}

/** The first of these entries, as many as are about so many comments in all, since these are counted. */
function readEntries(site: SiteContext, person: Person, rows: (DecisionRow & { from?: string })[]): Decision[] {
  const decisions: Decision[] = [];
  let counted = 0;
  for (const { from, ...row } of rows) {
    const decision = toDecision(site, person, row, from);
    decisions.push(decision);
    counted += decision.count;
    if (counted > mostCounted) break;
  }
  return decisions;
}

/** Where the next step begins: behind the last entry of a full page, else where this step ended. */
function nextOf(isFull: boolean, end: string | undefined, last: Place | undefined) {
  if (isFull && end !== undefined) return end;
  if (!last) return null;
  return last.decision === end || last.comment === '' ? last.decision : `${last.decision} ${last.comment}`;
}

/** An entry as this person reads it. @throws Refusal `unknown-decision`. */
export const findDecision = (site: SiteContext, person: Person, id: string): Decision =>
  toDecision(site, person, mustFindEntry(site, id));

/** @param from the first comment to name. */
function toDecision(site: SiteContext, person: Person, row: DecisionRow, from = ''): Decision {
  const { id, action, reason, explanation, note, by_name, at, reply, undone_by, undone_at } = row;
  const count = first<{ count: number }>(site.sql, 'SELECT count(*) AS count FROM decided WHERE decision = ?', id);
  const change = row.change === null ? null : (JSON.parse(row.change) as Change);
  const imported = action === 'import' ? importOf(site, id) : undefined;
  return {
    id,
    action,
    reason,
    explanation,
    note,
    by: by_name,
    at: isoTime(at),
    comments: imported
      ? firstImported(site, person, id)
      : change && action === 'pin'
        ? aboutOne(site, person, change.id)
        : firstComments(site, person, id, from),
    count: imported?.brought ?? (action === 'pin' ? 1 : (count?.count ?? 0)),
    remaining: imported?.left ?? countRemaining(site, id),
    change: change && { of: change.of, before: change.before, after: change.after },
    reply,
    undone: undone_by === null ? null : { by: undone_by, at: isoTime(undone_at ?? 0) },
  };
}

/** Some comments that an entry is about, the first of them and what is near, as far as they are in the person's scope. */
function firstComments(site: SiteContext, person: Person, decision: string, from: string): DecidedComment[] {
  const near = 'SELECT comment AS near FROM decided WHERE decision = ? AND comment >= ? ORDER BY comment LIMIT ?';
  return nameComments(site, person, { sql: near, values: [decision, from, mostNear] });
}

/** How many comments an import has brought, and for how many it, or its undo, has yet to be carried out. */
function importOf(site: SiteContext, id: string): { brought: number; left: number } | undefined {
  const row = first<ImportRow>(site.sql, 'SELECT id, state, received, tally FROM import WHERE id = ?', id);
  if (!row) return undefined;
  const brought = Object.values(readTally(row).statuses).reduce((sum, count) => sum + count, 0);
  return { brought, left: countLeft(site, row) };
}

/** Some of the comments that an import has brought, the first of them. */
const firstImported = (site: SiteContext, person: Person, id: string): DecidedComment[] =>
  nameComments(site, person, {
    sql: 'SELECT id AS near FROM comment WHERE import = ? ORDER BY id LIMIT ?',
    values: [id, mostNear],
  });

/** The comment that an entry is about, if it is in the person's scope. */
const aboutOne = (site: SiteContext, person: Person, id: string): DecidedComment[] =>
  nameComments(site, person, { sql: 'SELECT value AS near FROM json_each(?)', values: [JSON.stringify([id])] });

function nameComments(site: SiteContext, person: Person, near: { sql: string; values: SqlValue[] }): DecidedComment[] {
  const scope = keyCondition(person);
  const rows = site.sql.all<FirstRow>(
    `SELECT comment.id, comment.status, comment.name, comment.html, thread.key, thread.title, thread.url
     FROM (${near.sql}) CROSS JOIN comment ON comment.id = near CROSS JOIN thread ON thread.id = comment.thread
     WHERE 1 ${scope.sql} ORDER BY near LIMIT ?`,
    ...near.values,
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
      thread: { key, title, url: ownAddress(site, url) },
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
