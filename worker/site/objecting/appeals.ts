import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { noteEvents } from '../base/events';
import type { Person } from '../base/person';
import { inScope } from '../base/scope';
import type { CommentRow } from '../comments/comment-row';
import { refreshWaiting, tellDeskOf } from '../comments/standing';
import { threadOf } from '../comments/threads';
import { wasOutcome } from '../messages/appeal-outcomes';
import { putMessage } from '../messages/outbox';
import { mustFindLinked } from '../messages/private-link';
import { ownComment } from '../writing/comments';

/**
 * Takes an author's appeal against the decision that stands on their comment into the queue. One appeal a decision, and
 * none against the answer to an appeal.
 * @throws Refusal `unknown-comment`, `token-needed`, `already-appealed`, `not-allowed` when nothing was decided.
 */
export function appeal(site: SiteContext, id: string, text: string, token: string | undefined): void {
  takeAppeal(site, ownComment(site, id, token).row, text);
}

/** The same for whoever has the comment's private link. @throws Refusal `not-found`, `already-appealed`, `not-allowed`. */
export function appealByLink(site: SiteContext, id: string, key: string, text: string): void {
  takeAppeal(site, mustFindLinked(site, id, key), text);
}

function takeAppeal(site: SiteContext, row: CommentRow, text: string): void {
  if (row.decision === null || (row.status !== 'rejected' && row.status !== 'spam'))
    throw new Refusal('not-allowed', { detail: 'Only a comment that was turned down can be appealed.' });
  const known = first(site.sql, 'SELECT 1 FROM appeal WHERE comment = ? AND decision = ?', row.id, row.decision);
  if (known || wasOutcome(site, row.id, row.decision)) throw new Refusal('already-appealed');
  const now = site.now();
  site.sql.all('INSERT INTO appeal (comment, decision, text, at) VALUES (?, ?, ?, ?)', row.id, row.decision, text, now);
  site.sql.all('UPDATE comment SET appeal = ?, appeal_open = 1, version = version + 1 WHERE id = ?', text, row.id);
  refreshWaiting(site, row.id);
  putMessage(site, {
    facts: { kind: 'appeal-received', by: row.name, text },
    recipient: site.name,
    address: null,
    comment: row.id,
    cause: row.decision,
    team: whoDecides(site, row.thread),
  });
  noteEvents(site, 'comment.appealed', [{ comment: row.id }]);
  tellDeskOf(site, 'waiting', row);
}

/** Everyone who may decide about what stands in a thread. */
function whoDecides(site: SiteContext, thread: number): Pick<Person, 'account' | 'name'>[] {
  const { key } = threadOf(site, { thread });
  return site.sql
    .all<{ account: string; name: string; scope: string }>('SELECT account, name, scope FROM person')
    .filter(({ scope }) => inScope({ scope: JSON.parse(scope) }, key));
}
