import type { Notify } from '../../contract/comment';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { scheduleOnce } from '../base/due';

const minute = 60_000;
const day = 24 * 60 * minute;
/** What comes within this becomes one mail (milliseconds). */
const gathered = 2000;
/** From one mail to the next. */
const pauses: Record<Notify['pace'], number> = { now: 5 * minute, daily: day };
/** So many mails about answers a mailbox gets in a day; what comes then is in the first of the next. */
export const mostInADay = 20;

/** How often a reader hears of answers. */
export type Pace = Notify['pace'];

/** Has a mailbox told of answers when it is time for it. */
export function planNews(site: SiteContext, mailbox: string, pace: Pace): void {
  const now = site.now();
  const row = first<{ told: number; since: number; sent: number }>(
    site.sql,
    `SELECT ${pace === 'now' ? 'told_now' : 'told_daily'} AS told, since, sent FROM mailbox WHERE id = ?`,
    mailbox,
  );
  if (!row) return;
  // What was told in the future was told before the clock was put right.
  const full = row.sent >= mostInADay && row.since <= now ? row.since + day : 0;
  const at = Math.max(now + gathered, Math.min(row.told, now) + pauses[pace], full);
  scheduleOnce(site, 'news', `${mailbox} ${pace}`, Math.min(at, now + day));
}

/** The same for all that has waited until it was confirmed. */
export function planNewsOf(site: SiteContext, mailbox: string): void {
  for (const pace of ['now', 'daily'] as const)
    if (first(site.sql, 'SELECT 1 FROM news WHERE mailbox = ? AND pace = ? AND message IS NULL LIMIT 1', mailbox, pace))
      planNews(site, mailbox, pace);
}

/** Notes that a mailbox is told of something now. */
export function noteTelling(site: SiteContext, mailbox: string, pace: Pace): void {
  const now = site.now();
  site.sql.all(
    `UPDATE mailbox SET ${pace === 'now' ? 'told_now' : 'told_daily'} = ?,
       sent = CASE WHEN since <= ? AND since > ? THEN sent + 1 ELSE 1 END,
       since = CASE WHEN since <= ? AND since > ? THEN since ELSE ? END
     WHERE id = ?`,
    now,
    ...[now, now - day, now, now - day, now],
    mailbox,
  );
}
