import type { Status } from '../contract/comment';
import type { Undone } from '../contract/desk';
import { Refusal } from '../errors';
import { closeAppeal, reopenAppeal } from './appeal-outcomes';
import { checkMayUndo, undoChange } from './changes';
import { checkScope, type KeyedRow } from './choosing';
import { commentColumns } from './comment-row';
import { teach, tellDesk } from './decisions';
import { findDecision } from './log';
import { type DecisionRow, mustFindEntry, namesEntry } from './log-entry';
import { withdrawMessages } from './outbox';
import type { Person } from './person';
import { takeBackReply } from './replies';
import type { Room } from './room';
import { changeStatuses, dropPagesOf } from './standing';
import { tellAuthorsAnew } from './tell-authors';
import { isoTime } from './time';

/** A comment as it is now, and what it was before a decision. */
interface DecidedRow extends KeyedRow {
  status_before: Status;
  decision_before: string | null;
  appeal_open_before: number;
  /** How long it had waited (milliseconds); null: it did not. */
  waited: number | null;
}

/**
 * Undoes whatever stands in the log, for whoever could have done it. What a comment's author has withdrawn since stays
 * withdrawn, and what somebody has decided later stays decided: undoing that, too, leads back to before both.
 * @throws Refusal `unknown-decision`, `not-allowed`, `already-undone`; `decided-since` when nothing would change, or where
 * something that is no comment was changed later; `last-owner`.
 */
export function undo(room: Room, person: Person, id: string): Undone {
  const entry = mustFindEntry(room, id);
  const rows = decidedRows(room, id);
  if (entry.change === null) checkScope(person, rows);
  else checkMayUndo(person, entry);
  if (entry.undone_by !== null)
    throw new Refusal('already-undone', {
      detail: `${entry.undone_by} undid it at ${isoTime(entry.undone_at ?? 0)}.`,
    });
  room.sql.all('UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?', person.name, room.now(), id);
  const left = entry.change === null ? undoDecision(room, person, entry, rows) : undoChange(room, entry);
  return { decision: findDecision(room, person, id), left };
}

const decidedRows = (room: Room, decision: string) =>
  room.sql.all<DecidedRow>(
    `SELECT ${commentColumns}, thread.key, decided.status_before, decided.decision_before, decided.appeal_open_before,
       decided.waited
     FROM decided CROSS JOIN comment ON comment.id = decided.comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE decided.decision = ?`,
    decision,
  );

/** Puts back what a decision changed: status, reports, notices, appeal, the team's answer. Returns how many stay. */
function undoDecision(room: Room, person: Person, { id, action, reply, at }: DecisionRow, rows: DecidedRow[]): number {
  const there = rows.filter(({ status }) => status !== 'withdrawn' && status !== 'erased');
  const standing = there.filter(({ decision }) => decision === id);
  const later = there.filter(({ decision }) => decision !== id);
  if (standing.length === 0 && later.length > 0) throw decidedSince(room, later);

  if (later.length > 0) leadBack(room, id, at);
  const reopened = reopen(
    room,
    id,
    standing.map((row) => row.id),
  );
  for (const row of standing) {
    // Whoever takes back what was appealed has given in.
    if (row.appeal_open) closeAppeal(room, row.id, id);
    if (row.appeal_open_before) reopenAppeal(room, row.id, id);
  }
  changeStatuses(
    room,
    standing.map((row) => ({
      of: row,
      status: row.status_before,
      decision: row.decision_before,
      appealOpen: row.appeal_open_before,
      reports: row.reports + (reopened.get(row.id) ?? 0),
      // It has waited all along.
      ...(row.waited === null ? {} : { since: at - row.waited }),
    })),
  );
  tellUndone(room, id, standing);
  teach(room, standing);
  if (reply !== null) takeBackReply(room, reply);
  dropPagesOf(room, rows);
  tellDesk(room, person, 'undone', { id, action, at: room.now() }, standing);
  return later.length;
}

/** Undoing what was decided later than this, too, leads back to before both: also to since when the comment waited then. */
function leadBack(room: Room, decision: string, at: number): void {
  room.sql.all(
    `UPDATE decided SET status_before = older.status_before, decision_before = older.decision_before,
       appeal_open_before = older.appeal_open_before,
       waited = coalesce(decided.waited, (SELECT at FROM decision WHERE id = decided.decision) - ? + older.waited)
     FROM decided AS older
     WHERE older.decision = ? AND decided.comment = older.comment AND decided.decision_before = older.decision`,
    at,
    decision,
  );
}

/** What was not sent of a decision is withdrawn; its authors are told what they know otherwise. */
function tellUndone(room: Room, decision: string, rows: DecidedRow[]): void {
  withdrawMessages(
    room,
    decision,
    rows.map(({ id }) => id),
  );
  const now = rows
    .filter(({ email }) => email !== null)
    .map((row) => ({
      ...row,
      status: row.status_before,
      decision: row.decision_before,
      appeal_open: row.appeal_open_before,
    }));
  const appealed = rows.filter((row) => row.appeal_open === 1).map(({ id }) => id);
  tellAuthorsAnew(room, now, new Set(appealed));
}

/** Says who has decided since about the last of these, or that its author has changed it. */
function decidedSince(room: Room, later: DecidedRow[]): Refusal {
  const standing = later
    .flatMap(({ decision }) => decision ?? [])
    .toSorted()
    .at(-1);
  if (standing === undefined) return new Refusal('decided-since', { detail: 'Its author has changed it since.' });
  const entry = mustFindEntry(room, standing);
  return new Refusal('decided-since', {
    detail: `${entry.by_name} has decided since.`,
    decided: namesEntry(entry),
  });
}

/** Opens again the reports and notices that a decision about these comments has closed. Returns how many for each comment. */
function reopen(room: Room, decision: string, comments: string[]): Map<string, number> {
  const reopened = new Map<string, number>();
  for (const table of ['report', 'notice'] as const)
    for (const { comment } of room.sql.all<{ comment: string }>(
      `UPDATE ${table} SET decision = NULL WHERE decision = ? AND comment IN (SELECT value FROM json_each(?))
       RETURNING comment`,
      decision,
      JSON.stringify(comments),
    ))
      reopened.set(comment, (reopened.get(comment) ?? 0) + 1);
  return reopened;
}
