import type { FactsOf } from '../../contract/message-facts';
import type { Action, Reversal, Statement } from '../../contract/statement';
import { first } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { type DecisionRow, mustFindEntry } from '../base/log-entry';
import { isoTime } from '../base/time';
import type { CommentRow } from '../comments/comment-row';
import { threadOf } from '../comments/threads';
import { wasOutcome, wasRight } from './appeal-outcomes';
import { inWords } from './in-words';

/** The decision that stands against a comment; null: there is none. */
export const standsAgainst = ({ status, decision }: Pick<CommentRow, 'status' | 'decision'>): string | null =>
  status === 'rejected' || status === 'spam' ? decision : null;

/** What was decided against a comment, as its author is told; null when nothing was. */
export function statementOf(site: SiteContext, row: CommentRow): Statement | null {
  const standing = standsAgainst(row);
  if (standing === null) return null;
  const entry = mustFindEntry(site, standing);
  const facts = factsOf(site, row, entry);
  return {
    decision: entry.id,
    action: row.status === 'spam' ? 'spam' : 'reject',
    reason: entry.reason,
    explanation: entry.explanation,
    by: entry.rule === null ? 'person' : 'rule',
    at: isoTime(entry.at),
    text: inWords(site, facts).text,
    appeal: facts.appeal,
  };
}

/** What a decision says, as far as those whom it concerns are told. */
export type Grounds = Pick<DecisionRow, 'id' | 'action' | 'reason' | 'explanation' | 'rule'>;

/** The facts behind a decision against a comment. */
export function factsOf(
  site: SiteContext,
  row: CommentRow,
  { id, action, reason, explanation, rule }: Grounds,
): FactsOf<'statement'> {
  const reported = first(site.sql, 'SELECT 1 FROM report WHERE comment = ? LIMIT 1', row.id) !== undefined;
  return {
    kind: 'statement',
    ...factsAbout(site, row),
    action: action === 'spam' ? 'spam' : 'reject',
    reason,
    explanation,
    rule,
    detected: row.signals !== '[]',
    reported,
    appeal: wasOutcome(site, row.id, id) ? 'kept' : row.appeal_open && row.decision === id ? 'open' : 'possible',
  };
}

/** That what was last decided against a comment does not hold any more, as its author is told; null: nothing was, or it does. */
export const reversalOf = (site: SiteContext, row: CommentRow): Reversal | null =>
  findReversal(site, row)?.reversal ?? null;

/** The same with the decision that does not hold, and as facts. */
export function findReversal(
  site: SiteContext,
  row: CommentRow,
): { reversal: Reversal; decision: string; facts: FactsOf<'statement-undone'> } | null {
  if (standsAgainst(row) !== null || row.status === 'withdrawn') return null;
  const against = first<Pick<DecisionRow, 'id' | 'at' | 'undone_at'> & { action: Exclude<Action, 'approve'> }>(
    site.sql,
    `SELECT decision.id, decision.action, decision.at, decision.undone_at
     FROM decided CROSS JOIN decision ON decision.id = decided.decision
     WHERE decided.comment = ? AND decision.action <> 'approve' ORDER BY decided.decision DESC LIMIT 1`,
    row.id,
  );
  if (!against) return null;
  const at = against.undone_at ?? decidedAfter(site, row.id, against.id);
  if (at === undefined) return null;
  const standing = row.decision === null ? row.edited : mustFindEntry(site, row.decision).at;
  const published = row.status === 'published' ? Math.max(at, standing ?? 0) : null;
  const appealed = wasRight(site, row.id, against.id);
  const facts: FactsOf<'statement-undone'> = {
    kind: 'statement-undone',
    ...factsAbout(site, row),
    action: against.action,
    turnedDown: against.at,
    at,
    published,
    appealed,
  };
  const reversal: Reversal = {
    action: against.action,
    turnedDown: isoTime(against.at),
    at: isoTime(at),
    published: published === null ? null : isoTime(published),
    appeal: appealed,
    text: inWords(site, facts).text,
  };
  return { reversal, decision: against.id, facts };
}

/** When somebody next decided about a comment after that decision. */
const decidedAfter = (site: SiteContext, comment: string, decision: string): number | undefined =>
  first<{ at: number }>(
    site.sql,
    `SELECT decision.at FROM decided CROSS JOIN decision ON decision.id = decided.decision
     WHERE decided.comment = ? AND decided.decision > ? AND decision.undone_at IS NULL ORDER BY decided.decision LIMIT 1`,
    comment,
    decision,
  )?.at;

/** Which comment a message is about. */
export function factsAbout(site: SiteContext, row: CommentRow) {
  const { key, title } = threadOf(site, row);
  return { excerpt: excerpt(row.html, 120), title: title ?? key, written: row.created };
}
