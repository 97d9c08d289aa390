import type { Status } from '../../contract/comment';
import type { Undone } from '../../contract/desk';
import type { UndoQuery } from '../../contract/transfer';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { noteEvents } from '../base/events';
import { type DecisionRow, mustFindEntry, namesEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { isoTime } from '../base/time';
import { commentColumns } from '../comments/comment-row';
import { changeStatuses, dropPagesOf } from '../comments/standing';
import { closeAppeal, reopenAppeal } from '../messages/appeal-outcomes';
import { withdrawMessages } from '../messages/outbox';
import { tellAuthorsAnew } from '../messages/tell-authors';
import { takeBackReply } from '../writing/replies';
import { checkMayUndo, undoChange } from './changes';
import { checkScopeOf, type KeyedRow } from './choosing';
import { teach, tellDesk } from './decisions';
import { findDecision } from './log';
import { forgetRemaining, keepRemaining } from './remaining';

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
 * withdrawn, and what somebody has decided later stays decided: undoing that, too, leads back to before both. Of many comments the
 * first are put back at once; what remains is put back in steps, see `carryOn`.
 * @throws Refusal `unknown-decision`, `not-allowed`, `already-undone`; `decided-since` when nothing would change, or where
 * something that is no comment was changed later; `last-owner`.
 */
export function undo(site: SiteContext, person: Person, id: string, how: UndoQuery = { answers: 'keep' }): Undone {
  const entry = mustFindEntry(site, id);
  if (entry.change === null) checkScopeOf(site, person, id);
  else checkMayUndo(person, entry);
  if (entry.undone_by !== null)
    throw new Refusal('already-undone', {
      detail: `${entry.undone_by} undid it at ${isoTime(entry.undone_at ?? 0)}.`,
    });
  site.sql.all('UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?', person.name, site.now(), id);
  const left = entry.change === null ? undoDecision(site, id) : undoChange(site, entry, how);
  return { decision: findDecision(site, person, id), left };
}

/** Begins to put back what a decision has changed so far; the rest of it is dropped. Returns how many of the first comments stay. */
function undoDecision(site: SiteContext, id: string): number {
  const entry = mustFindEntry(site, id);
  forgetRemaining(site, id);
  checkStands(site, id);
  const decided = site.sql.all<{ comment: string }>(
    'SELECT comment FROM decided WHERE decision = ? ORDER BY comment',
    id,
  );
  const { standing, left } = putBack(
    site,
    entry,
    keepRemaining(
      site,
      id,
      decided.map(({ comment }) => comment),
    ),
  );
  teach(site, standing);
  if (entry.reply !== null) takeBackReply(site, entry.reply);
  return left;
}

/** Puts back what a decision, which is undone, has changed of some more of its comments. Returns how many stay. */
export const undoStep = (site: SiteContext, entry: DecisionRow, comments: string[]): number =>
  putBack(site, entry, comments).left;

const there = "status NOT IN ('withdrawn', 'erased')";

/** @throws Refusal `decided-since` where a decision stands on no comment any more, but another does, or its author has changed it. */
function checkStands(site: SiteContext, id: string): void {
  const from = `FROM decided CROSS JOIN comment ON comment.id = decided.comment WHERE decided.decision = ? AND comment.${there}`;
  if (first(site.sql, `SELECT 1 ${from} AND comment.decision = decided.decision LIMIT 1`, id)) return;
  const later = first<{ count: number; decision: string | null }>(
    site.sql,
    `SELECT count(*) AS count, max(comment.decision) AS decision ${from}`,
    id,
  );
  if (later && later.count > 0) throw decidedSince(site, later.decision);
}

/** Comments as they are now, and what they were before a decision. */
const decidedRows = (site: SiteContext, decision: string, comments: string[]) =>
  site.sql.all<DecidedRow>(
    `SELECT ${commentColumns}, comment.touched, thread.key, decided.status_before, decided.decision_before,
       decided.appeal_open_before, decided.waited
     FROM decided CROSS JOIN comment ON comment.id = decided.comment CROSS JOIN thread ON thread.id = comment.thread
     WHERE decided.decision = ? AND decided.comment IN (SELECT value FROM json_each(?)) ORDER BY decided.comment`,
    decision,
    JSON.stringify(comments),
  );

/** Puts back what a decision changed of these: status, reports, notices, appeal. Returns on which it stood, and how many stay. */
function putBack(site: SiteContext, entry: DecisionRow, comments: string[]): { standing: DecidedRow[]; left: number } {
  const { id, action, at } = entry;
  const rows = decidedRows(site, id, comments);
  const kept = rows.filter(({ status }) => status !== 'withdrawn' && status !== 'erased');
  const standing = kept.filter(({ decision }) => decision === id);
  const later = kept.filter(({ decision }) => decision !== id);
  if (later.length > 0) leadBack(site, id, at, comments);
  const reopened = reopen(
    site,
    id,
    standing.map((row) => row.id),
  );
  for (const row of standing) {
    // Whoever takes back what was appealed has given in.
    if (row.appeal_open) closeAppeal(site, row.id, id);
    if (row.appeal_open_before) reopenAppeal(site, row.id, id);
  }
  changeStatuses(
    site,
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
  tellUndone(site, id, standing);
  dropPagesOf(site, rows);
  if (standing.length > 0)
    noteEvents(site, 'decision.undone', [{ decision: id, detail: { comments: standing.map((row) => row.id) } }]);
  tellDesk(site, entry.undone_by ?? '', 'undone', { id, action, at: entry.undone_at ?? at }, standing);
  return { standing, left: later.length };
}

/** Undoing what was decided later than this, too, leads back to before both: also to since when the comment waited then. */
function leadBack(site: SiteContext, decision: string, at: number, comments: string[]): void {
  site.sql.all(
    `UPDATE decided SET status_before = older.status_before, decision_before = older.decision_before,
       appeal_open_before = older.appeal_open_before,
       waited = coalesce(decided.waited, (SELECT at FROM decision WHERE id = decided.decision) - ? + older.waited)
     FROM decided AS older
     WHERE older.decision = ? AND older.comment IN (SELECT value FROM json_each(?))
       AND decided.comment = older.comment AND decided.decision_before = older.decision`,
    at,
    decision,
    JSON.stringify(comments),
  );
}

/** What was not sent of a decision is withdrawn; its authors are told what they know otherwise. */
function tellUndone(site: SiteContext, decision: string, rows: DecidedRow[]): void {
  withdrawMessages(
    site,
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
  tellAuthorsAnew(site, now, new Set(appealed));
}

/** Says who has decided since about the last of these, or that its author has changed it. `standing`: the newest decision on them. */
function decidedSince(site: SiteContext, standing: string | null): Refusal {
  if (standing === null) return new Refusal('decided-since', { detail: 'Its author has changed it since.' });
  const entry = mustFindEntry(site, standing);
  return new Refusal('decided-since', {
    detail: `${entry.by_name} has decided since.`,
    decided: namesEntry(entry),
  });
}

/** Opens again the reports and notices that a decision about these comments has closed. Returns how many for each comment. */
function reopen(site: SiteContext, decision: string, comments: string[]): Map<string, number> {
  const reopened = new Map<string, number>();
  // Of reports there may be many, and each step is about a few of them.
  for (const [table, closedBy] of [
    ['report', '+decision'],
    ['notice', 'decision'],
  ])
    for (const { comment } of site.sql.all<{ comment: string }>(
      `UPDATE ${table} SET decision = NULL WHERE ${closedBy} = ? AND comment IN (SELECT value FROM json_each(?))
       RETURNING comment`,
      decision,
      JSON.stringify(comments),
    ))
      reopened.set(comment, (reopened.get(comment) ?? 0) + 1);
  return reopened;
}
