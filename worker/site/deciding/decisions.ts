import type { Status } from '../../contract/comment';
import type { Decided, NewDecision, QueueItem } from '../../contract/desk';
import type { Action } from '../../contract/statement';
import type { SiteContext } from '../base/context';
import { noteEvents } from '../base/events';
import { type DecisionRow, mustFindEntry } from '../base/log-entry';
import type { Person } from '../base/person';
import { isoTime } from '../base/time';
import { changeStatuses, dropPagesOf } from '../comments/standing';
import { tellServices } from '../judging/inquiries';
import { learn, mostLessons } from '../judging/lessons';
import { tellAuthorsAnew, tellPublished, withdrawFromAuthors } from '../messages/tell-authors';
import { tellConcerned } from '../messages/tell-concerned';
import { replyAsTeam } from '../writing/replies';
import { choose, type KeyedRow, readKeyed } from './choosing';
import { findDecision } from './log';
import { keepRemaining } from './remaining';

const outcome: Record<Action, Status> = { approve: 'published', reject: 'rejected', spam: 'spam' };

/**
 * Decides about comments: all of them or, when one stands in the way, none. Of many the first are decided at once; what remains
 * is carried out in steps, see `carryOn`.
 * @throws Refusal as `choose` does.
 */
export function decide(site: SiteContext, person: Person, decision: NewDecision): Decided {
  const { action, reason, explanation, note, reply } = decision;
  const now = site.now();
  const { comments, left } = choose(site, person, decision);
  const id = site.newId(now);
  site.sql.all(
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
  const rows = readKeyed(site, keepRemaining(site, id, comments));
  carryOut(site, mustFindEntry(site, id), rows);
  teach(site, rows);
  if (reply !== undefined && rows[0]) replyAsTeam(site, person, rows[0], reply, id);
  return { decision: findDecision(site, person, id), left };
}

/**
 * Carries a decision out for some more of its comments, as far as nothing has happened to them since it was made. Returns how
 * many stay as they are.
 */
export function decideStep(site: SiteContext, entry: DecisionRow, comments: string[]): number {
  const rows = readKeyed(site, comments).filter(({ touched }) => touched < entry.id);
  if (rows.length > 0) carryOut(site, entry, rows);
  return comments.length - rows.length;
}

/** Makes of comments what a decision makes of them, and tells whom it concerns. */
function carryOut(site: SiteContext, entry: DecisionRow, rows: KeyedRow[]): void {
  const { sql } = site;
  const { id, reason, explanation, rule, at } = entry;
  const action = entry.action as Action;
  // They are told something else now. What becomes of approved ones depends on what their authors know already.
  const retold = rows.filter((row) => action !== 'approve' || row.appeal_open === 1);
  withdrawFromAuthors(
    site,
    retold.map((row) => row.id),
  );
  const ids = JSON.stringify(rows.map((row) => row.id));
  sql.all(
    `INSERT INTO decided (decision, comment, status_before, decision_before, appeal_open_before, waited)
     SELECT ?, id, status, decision, appeal_open, ? - waiting_since FROM comment
     WHERE id IN (SELECT value FROM json_each(?))`,
    id,
    at,
    ids,
  );
  site.usualWait = undefined;
  tellConcerned(site, rows, { id, action, reason, explanation, rule });
  for (const table of ['report', 'notice'] as const)
    sql.all(
      `UPDATE ${table} SET decision = ? WHERE comment IN (SELECT value FROM json_each(?)) AND decision IS NULL`,
      id,
      ids,
    );
  changeStatuses(
    site,
    rows.map((of) => ({ of, status: outcome[action], decision: id, appealOpen: 0, reports: 0 })),
  );
  if (action === 'approve') tellApproved(site, id, rows);
  dropPagesOf(site, rows);
  noteEvents(site, 'decision.made', [{ decision: id, detail: { comments: rows.map((row) => row.id) } }]);
  tellDesk(site, entry.by_name, 'decided', { id, action, at }, rows);
}

/** Authors who know their comments as turned down are told that they are published, and so are those who wanted mail. Who had appealed was told already. */
function tellApproved(site: SiteContext, decision: string, rows: KeyedRow[]): void {
  const others = rows.filter((row) => row.appeal_open === 0 && row.email !== null);
  tellAuthorsAnew(
    site,
    others.map((row) => ({ ...row, status: 'published' as const, decision })),
    new Set(),
  );
  tellPublished(site, others, decision);
}

/** The site's filter and outside services learn from what now stands on these comments. */
export function teach(site: SiteContext, rows: KeyedRow[]): void {
  const ids = rows.slice(0, mostLessons).map((row) => row.id);
  learn(site, ids);
  tellServices(site, ids);
}

/** The decision that stands on a comment, for those who work at the desk. */
export function standingDecision(site: SiteContext, id: string | null): QueueItem['decision'] {
  if (id === null) return null;
  const { action, reason, explanation, note, by_name, at } = mustFindEntry(site, id);
  return { id, action: action as Action, reason, explanation, note, by: by_name, at: isoTime(at) };
}

/** Tells the desk that somebody has decided about comments, or has undone that. */
export function tellDesk(
  site: SiteContext,
  by: string,
  kind: 'decided' | 'undone',
  { id, action, at }: { id: string; action: string; at: number },
  rows: KeyedRow[],
): void {
  site.tell(
    { kind, comments: rows.map((row) => row.id), decision: id, action, by, at: isoTime(at) },
    rows.map(({ key }) => key),
  );
}
