import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';

/** Whether the decision `outcome` says that an appeal was right: it approves, or it is the appealed one, taken back. */
export const reversed = "(outcome.action = 'approve' OR outcome.undone_at IS NOT NULL)";

/** Whether a decision was the answer to an appeal about this comment. */
export function wasOutcome(site: SiteContext, comment: string, decision: string): boolean {
  return first(site.sql, 'SELECT 1 FROM appeal WHERE comment = ? AND outcome = ?', comment, decision) !== undefined;
}

/** Whether an appeal against a decision about this comment led to another, or to its being taken back. */
export function wasRight(site: SiteContext, comment: string, decision: string): boolean {
  const found = first(
    site.sql,
    `SELECT 1 FROM appeal CROSS JOIN decision AS outcome ON outcome.id = appeal.outcome
     WHERE appeal.comment = ? AND appeal.decision = ? AND ${reversed}`,
    comment,
    decision,
  );
  return found !== undefined;
}

/** Notes the decision that answers an open appeal; or the appealed one itself, where that is taken back. */
export function closeAppeal(site: SiteContext, comment: string, outcome: string): void {
  site.sql.all('UPDATE appeal SET outcome = ? WHERE comment = ? AND outcome IS NULL', outcome, comment);
}

/** Appeals that a decision has answered are open again where it is undone. */
export function reopenAppeal(site: SiteContext, comment: string, outcome: string): void {
  site.sql.all('UPDATE appeal SET outcome = NULL WHERE comment = ? AND outcome = ?', comment, outcome);
}
