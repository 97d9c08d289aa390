import type { Status } from '../contract/comment';
import type { Decided, NewDecision, QueueItem, Undone } from '../contract/desk';
import type { Action } from '../contract/statement';
import { Refusal } from '../errors';
import { reopenAppeal } from './appeals';
import { checkScope, choose, type KeyedRow } from './choosing';
import { commentColumns, isoTime } from './comment-row';
import { tellServices } from './inquiries';
import { learn, mostLessons } from './lessons';
import { type DecisionRow, findDecision, mustFindEntry, undoChange } from './log';
import { withdrawMessages } from './outbox';
import type { Person } from './people';
import { replyAsTeam, takeBackReply } from './replies';
import type { Room } from './room';
import { changeStatus, dropPages } from './standing';
import { tellConcerned } from './tell-concerned';

const outcome: Record<Action, Status> = { approve: 'published', reject: 'rejected', spam: 'spam' };

/** An event names no more comments than a screen could show; the counts are read anew in any case. */
const mostTold = 200;

/** What a comment was before a decision. */
interface Before {
  status_before: Status;
  decision_before: string | null;
  appeal_open_before: number;
  /** How long it had waited (milliseconds); null: it did not. */
  waited: number | null;
}

/**
 * Decides about comments: all of them or, when one stands in the way, none.
 * @throws Refusal as `choose` does.
 */
export function decide(room: Room, person: Person, decision: NewDecision): Decided {
  const { sql } = room;
  const { action, reason, explanation, note, reply } = decision;
  const now = room.now();
  const { rows, left } = choose(room, person, decision);
  const id = room.newId(now);
  sql.all(
    'INSERT INTO decision (id, action, reason, explanation, note, by, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    action,
    reason || null,
    explanation || null,
    note || null,
    person.account,
    person.name,
    now,
  );
  for (const row of rows) {
    sql.all(
      `INSERT INTO decided (decision, comment, status_before, decision_before, appeal_open_before, waited)
       VALUES (?, ?, ?, ?, ?, ?)`,
      id,
      row.id,
      row.status,
      row.decision,
      row.appeal_open,
      row.waiting_since === null ? null : now - row.waiting_since,
    );
    tellConcerned(room, row, { id, action, reason: reason || null, explanation: explanation || null, rule: null });
    sql.all('UPDATE report SET decision = ? WHERE comment = ? AND decision IS NULL', id, row.id);
    sql.all('UPDATE notice SET decision = ? WHERE comment = ? AND decision IS NULL', id, row.id);
    sql.all('UPDATE comment SET appeal_open = 0, reports = 0 WHERE id = ?', row.id);
    changeStatus(room, row, outcome[action], id);
  }
  teach(room, rows);
  if (reply !== undefined && rows[0]) replyAsTeam(room, person, rows[0], reply, id);
  for (const thread of new Set(rows.map((row) => row.thread))) dropPages(room, thread);
  tellDesk(room, person, 'decided', { id, action, at: now }, rows);
  return { decision: findDecision(room, person, id), left };
}

/**
 * Undoes whatever stands in the log. What a comment's author has withdrawn since stays withdrawn, and what somebody has
 * decided later stays decided: undoing that, too, leads back to before both.
 * @throws Refusal `unknown-decision`, `not-allowed`, `already-undone`; `decided-since` when nothing would change.
 */
export function undo(room: Room, person: Person, id: string): Undone {
  const entry = mustFindEntry(room, id);
  if (entry.undone_by !== null)
    throw new Refusal('already-undone', {
      detail: `${entry.undone_by} undid it at ${isoTime(entry.undone_at ?? 0)}.`,
    });
  if (entry.change !== null && person.role !== 'owner' && entry.action !== 'ban')
    throw new Refusal('not-allowed', { detail: 'This is the owner’s.' });
  const left = entry.change === null ? undoDecision(room, person, entry) : undoChange(room, person, entry);
  room.sql.all('UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?', person.name, room.now(), id);
  withdrawMessages(room, id);
  return { decision: findDecision(room, person, id), left };
}

/** Puts back what a decision changed: status, reports, notices, appeal, the team's answer. Returns how many stay. */
function undoDecision(room: Room, person: Person, { id, action, reply, at }: DecisionRow): number {
  const { sql } = room;
  const rows = sql.all<KeyedRow & Before>(
    `SELECT ${commentColumns}, thread.key, decided.status_before, decided.decision_before, decided.appeal_open_before,
       decided.waited
     FROM decided CROSS JOIN comment ON comment.id = decided.comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE decided.decision = ?`,
    id,
  );
  checkScope(person, rows);
  const there = rows.filter(({ status }) => status !== 'withdrawn' && status !== 'erased');
  const standing = there.filter(({ decision }) => decision === id);
  const later = there.filter(({ decision }) => decision !== id);
  if (standing.length === 0 && later.length > 0) throw new Refusal('decided-since');

  // Undoing the later decision, too, leads back to before both: also to since when the comment waited then.
  for (const row of later)
    sql.all(
      `UPDATE decided SET status_before = ?, decision_before = ?,
         waited = coalesce(waited, (SELECT at FROM decision WHERE id = decided.decision) - ?)
       WHERE comment = ? AND decision_before = ?`,
      row.status_before,
      row.decision_before,
      row.waited === null ? null : at - row.waited,
      row.id,
      id,
    );
  for (const table of ['report', 'notice'] as const) reopen(room, table, id, new Set(standing.map((row) => row.id)));
  for (const row of standing) {
    reopenAppeal(room, row.id, id);
    sql.all('UPDATE comment SET appeal_open = ? WHERE id = ?', row.appeal_open_before, row.id);
    changeStatus(room, row, row.status_before, row.decision_before);
    // It has waited all along.
    if (row.waited !== null)
      sql.all('UPDATE comment SET waiting_since = ? WHERE id = ? AND waiting IS NOT NULL', at - row.waited, row.id);
  }
  teach(room, standing);
  if (reply !== null) takeBackReply(room, reply);
  for (const thread of new Set(rows.map((row) => row.thread))) dropPages(room, thread);
  tellDesk(room, person, 'undone', { id, action, at: room.now() }, standing);
  return later.length;
}

/** The site's filter and outside services learn from what now stands on these comments. */
function teach(room: Room, rows: KeyedRow[]): void {
  const ids = rows.slice(0, mostLessons).map((row) => row.id);
  learn(room, ids);
  tellServices(room, ids);
}

/** Reports and notices that a decision has closed are open again where it is undone. */
function reopen(room: Room, table: 'report' | 'notice', decision: string, comments: Set<string>): void {
  const closed = room.sql.all<{ comment: string; count: number }>(
    `SELECT comment, count(*) AS count FROM ${table} WHERE decision = ? GROUP BY comment`,
    decision,
  );
  for (const { comment, count } of closed) {
    if (!comments.has(comment)) continue;
    room.sql.all(`UPDATE ${table} SET decision = NULL WHERE decision = ? AND comment = ?`, decision, comment);
    room.sql.all('UPDATE comment SET reports = reports + ? WHERE id = ?', count, comment);
  }
}

/** The decision that stands on a comment, for those who work at the desk. */
export function standingDecision(room: Room, id: string | null): QueueItem['decision'] {
  if (id === null) return null;
  const { action, reason, explanation, note, by_name, at } = mustFindEntry(room, id);
  return { id, action: action as Action, reason, explanation, note, by: by_name, at: isoTime(at) };
}

function tellDesk(
  room: Room,
  person: Person,
  kind: 'decided' | 'undone',
  { id, action, at }: { id: string; action: string; at: number },
  rows: KeyedRow[],
): void {
  const named = rows.slice(0, mostTold);
  room.tell(
    { kind, comments: named.map((row) => row.id), decision: id, action, by: person.name, at: isoTime(at) },
    named.map(({ key }) => key),
  );
}
