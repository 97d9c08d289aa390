import type { Thresholds, ThresholdsTried } from '../../contract/desk';
import type { Action } from '../../contract/statement';
import { propose } from '../../spam/pipeline';
import type { SiteContext } from '../base/context';

/** How many of the newest comments thresholds are tried on. */
const tried = 1000;

/** What thresholds would have proposed for the last 1 000 comments, and for which of them people decided otherwise. */
export function tryThresholds(site: SiteContext, thresholds: Thresholds): ThresholdsTried {
  const rows = site.sql.all<{ doubt: number; action: Action | null }>(
    `SELECT comment.doubt, decision.action FROM comment LEFT JOIN decision ON decision.id = comment.decision
     WHERE comment.team IS NULL AND comment.status NOT IN ('withdrawn', 'erased') ORDER BY comment.id DESC LIMIT ?`,
    tried,
  );
  const answer: ThresholdsTried = { checked: rows.length, publish: 0, hold: 0, spam: 0, approved: 0, missed: 0 };
  for (const { doubt, action } of rows) {
    const { propose: proposed } = propose([{ weight: doubt }], thresholds);
    answer[proposed] += 1;
    if (action === 'approve' && proposed !== 'publish') answer.approved += 1;
    if (action === 'spam' && proposed === 'publish') answer.missed += 1;
  }
  return answer;
}
