import type { Reversal, Statement } from '../../contract/statement';
import type { SiteContext } from '../base/context';
import { type CommentRow, editableUntil, isHeld } from '../comments/comment-row';
import { ownAddress } from '../comments/naming';
import { threadOf } from '../comments/threads';
import { findMailboxOf } from './mailboxes';
import { answersPath, mustFindLinked } from './private-link';
import { reversalOf, statementOf } from './statements';
import { usualWait } from './usual-wait';

/** What the private page shows. */
export interface StatusView {
  row: CommentRow;
  thread: { key: string; title: string | null; url: string | null };
  statement: Statement | null;
  reversal: Reversal | null;
  /** Until when it may be changed and withdrawn, and how long that is from now (milliseconds); null: not any more. */
  changing: { until: number; left: number } | null;
  /** Of what waits: how long that usually takes (milliseconds); null: nobody can say, or it does not wait. */
  usualWait: number | null;
  /** Whether its author hears of it by mail: not; once they have confirmed their address; or they do. */
  mail: 'none' | 'asked' | 'confirmed';
  /** The path of the feed of answers to its author's comments, without its ending; null: it is erased, and nobody's any more. */
  answers: string | null;
}

/** What the private page of a comment shows. @throws Refusal `not-found` for a key that does not fit. */
export function readStatus(site: SiteContext, comment: string, key: string): StatusView {
  const row = mustFindLinked(site, comment, key);
  const thread = threadOf(site, row);
  const until = editableUntil(site, row);
  return {
    row,
    thread: { key: thread.key, title: thread.title, url: ownAddress(site, thread.url) },
    statement: statementOf(site, row),
    reversal: reversalOf(site, row),
    changing: until === null ? null : { until, left: until - site.now() },
    usualWait: isHeld(row) ? usualWait(site) : null,
    mail: mailOf(site, row),
    answers: row.status === 'erased' ? null : answersPath(site, row.author),
  };
}

function mailOf(site: SiteContext, { author, email }: CommentRow): StatusView['mail'] {
  const mailbox = email !== null && site.settings.notify ? findMailboxOf(site, author, email) : undefined;
  if (!mailbox) return 'none';
  return mailbox.confirmed === null ? 'asked' : 'confirmed';
}
