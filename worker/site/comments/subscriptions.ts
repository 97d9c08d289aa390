import type { Notify } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { schedule } from '../base/due';
import type { CommentRow } from './comment-row';

const minute = 60_000;

/**
 * So long nobody outside is told of what has just been done (milliseconds): an author changes a text, a hand slips. As long as authors
 * may change what they wrote, five minutes at most.
 */
export const settling = ({ settings }: SiteContext): number => Math.min(5, settings.editMinutes) * minute;

/** Notes of which answers a mailbox wants to hear: what was wished last for the same counts. */
export function keepSubscription(
  site: SiteContext,
  { id, thread }: Pick<CommentRow, 'id' | 'thread'>,
  { of, pace }: Notify,
  mailbox: string,
): void {
  site.sql.all(
    `INSERT INTO subscription (thread, comment, mailbox, pace, since) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (thread, comment, mailbox) DO UPDATE SET pace = excluded.pace`,
    thread,
    of === 'mine' ? id : '',
    mailbox,
    pace,
    id,
  );
}

/** These are published now: where anybody wants to hear of what is in their threads, it is found out a little later who. */
export function planAnswers(site: SiteContext, published: Pick<CommentRow, 'id' | 'thread'>[]): void {
  if (!site.settings.notify || published.length === 0) return;
  const threads = new Set(
    site.sql
      .all<{ thread: number }>(
        `SELECT value AS thread FROM json_each(?)
         WHERE EXISTS (SELECT 1 FROM subscription WHERE subscription.thread = json_each.value)`,
        JSON.stringify([...new Set(published.map(({ thread }) => thread))]),
      )
      .map(({ thread }) => thread),
  );
  const at = site.now() + settling(site);
  for (const { id, thread } of published) if (threads.has(thread)) schedule(site, 'answer', id, at);
}
