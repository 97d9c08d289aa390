import type { Status } from '../contract/comment';
import type { Action, Decision, Decisions, DecisionsQuery, NewDecision } from '../contract/desk';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { type CommentRow, commentColumns, isoTime } from './comment-row';
import type { Person } from './people';
import type { Room } from './room';
import { changeStatus, dropPages } from './standing';

interface DecisionRow {
  id: string;
  action: Action;
  reason: string | null;
  note: string | null;
  by: string;
  by_name: string;
  at: number;
  undone_by: string | null;
  undone_at: number | null;
}

const outcome: Record<Action, Status> = { approve: 'published', reject: 'rejected', spam: 'spam' };

const decisionColumns = 'id, action, reason, note, by, by_name, at, undone_by, undone_at';

/**
 * Decides about comments: all of them or, when one stands in the way, none.
 * @throws Refusal `unknown-comment`; `already-decided` with who was first, when, and what.
 */
export function decide(room: Room, person: Person, { comments, action, reason, note, expect }: NewDecision): Decision {
  const { sql } = room;
  const now = room.now();
  const ids = [...new Set(comments)];
  const rows = sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  if (rows.length < ids.length) throw new Refusal('unknown-comment');
  for (const row of rows) checkUndecided(room, row, expect);

  const id = room.newId(now);
  sql.all(
    'INSERT INTO decision (id, action, reason, note, by, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    action,
    reason || null,
    note || null,
    person.account,
    person.name,
    now,
  );
  for (const row of rows) {
    sql.all(
      `INSERT INTO decided (decision, comment, status_before, decision_before, appeal_open_before)
       VALUES (?, ?, ?, ?, ?)`,
      id,
      row.id,
      row.status,
      row.decision,
      row.appeal_open,
    );
    sql.all('UPDATE report SET decision = ? WHERE comment = ? AND decision IS NULL', id, row.id);
    sql.all('UPDATE comment SET appeal_open = 0, reports = 0 WHERE id = ?', row.id);
    changeStatus(room, row, outcome[action], id);
  }
  for (const thread of new Set(rows.map((row) => row.thread))) dropPages(room, thread);
  return findDecision(room, id);
}

/**
 * Puts back what a decision changed: status, reports, appeal. What its author has withdrawn since stays withdrawn.
 * @throws Refusal `unknown-decision`, `already-undone`, `decided-since` when a later decision stands on a comment.
 */
export function undo(room: Room, person: Person, id: string): Decision {
  const { sql } = room;
  const decision = findDecision(room, id);
  if (decision.undone)
    throw new Refusal('already-undone', { detail: `${decision.undone.by} undid it at ${decision.undone.at}.` });
  const rows = sql.all<
    CommentRow & { status_before: Status; decision_before: string | null; appeal_open_before: number }
  >(
    `SELECT ${commentColumns}, decided.status_before, decided.decision_before, decided.appeal_open_before
     FROM decided CROSS JOIN comment ON comment.id = decided.comment WHERE decided.decision = ?`,
    id,
  );
  const standing = rows.filter((row) => row.status !== 'withdrawn' && row.status !== 'erased');
  if (standing.some((row) => row.decision !== id)) throw new Refusal('decided-since');

  const reports = sql.all<{ comment: string; count: number }>(
    'SELECT comment, count(*) AS count FROM report WHERE decision = ? GROUP BY comment',
    id,
  );
  sql.all('UPDATE report SET decision = NULL WHERE decision = ?', id);
  for (const { comment, count } of reports)
    sql.all('UPDATE comment SET reports = reports + ? WHERE id = ?', count, comment);
  for (const row of standing) {
    sql.all('UPDATE comment SET appeal_open = ? WHERE id = ?', row.appeal_open_before, row.id);
    changeStatus(room, row, row.status_before, row.decision_before);
  }
  for (const thread of new Set(rows.map((row) => row.thread))) dropPages(room, thread);
  sql.all('UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?', person.name, room.now(), id);
  return findDecision(room, id);
}

/** The log, newest first: who decided what, when and why, and what was undone by whom. */
export function listDecisions(room: Room, { after, limit }: DecisionsQuery): Decisions {
  const rows = room.sql.all<DecisionRow>(
    `SELECT ${decisionColumns} FROM decision WHERE id < ? ORDER BY id DESC LIMIT ?`,
    after ?? '~',
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return {
    decisions: page.map((row) => toDecision(room, row)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function findDecision(room: Room, id: string): Decision {
  const row = first<DecisionRow>(room.sql, `SELECT ${decisionColumns} FROM decision WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-decision');
  return toDecision(room, row);
}

function toDecision(room: Room, row: DecisionRow): Decision {
  const comments = room.sql.all<{ comment: string }>('SELECT comment FROM decided WHERE decision = ?', row.id);
  return {
    id: row.id,
    action: row.action,
    reason: row.reason,
    note: row.note,
    by: row.by_name,
    at: isoTime(row.at),
    comments: comments.map(({ comment }) => comment),
    undone: row.undone_by === null ? null : { by: row.undone_by, at: isoTime(row.undone_at ?? 0) },
  };
}

/** Two moderators at once: the second learns what the first did, instead of undoing it unseen. */
function checkUndecided(room: Room, row: CommentRow, expect: Status | undefined): void {
  if (row.status === 'withdrawn' || row.status === 'erased')
    throw new Refusal('unknown-comment', { detail: 'Its author has taken it back.' });
  const asSeen = expect === undefined ? row.decision === null || row.waiting !== null : row.status === expect;
  if (asSeen) return;
  if (row.decision === null) throw new Refusal('decided-since', { detail: `It is ${row.status} now.` });
  const decision = findDecision(room, row.decision);
  throw new Refusal('already-decided', {
    detail: `${decision.by} chose ${decision.action} at ${decision.at}.`,
    decided: { by: decision.by, action: decision.action, at: decision.at, decision: decision.id },
  });
}
