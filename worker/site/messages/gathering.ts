import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type Job, takeWith } from '../base/due';

/** From one mail with messages to the next to the same of the team (milliseconds): what is written meanwhile becomes one. */
const pause = 5 * 60_000;
/** So many messages stand in one mail. */
const mostGathered = 20;

/** How long somebody of the team is not to be written to yet (milliseconds); 0: no longer. */
export function untilNextMail(site: SiteContext, account: string): number {
  const row = first<{ messaged: number }>(site.sql, 'SELECT messaged FROM person WHERE account = ?', account);
  const now = site.now();
  // What lies ahead was noted before the clock was put right.
  return row === undefined || row.messaged > now ? 0 : Math.max(0, row.messaged + pause - now);
}

/** Notes that a mail with messages goes to somebody of the team now. */
export function noteMailed(site: SiteContext, account: string): void {
  site.sql.all('UPDATE person SET messaged = ? WHERE account = ?', site.now(), account);
}

/** Notes that it did not: the next need not wait. */
export function noteNotMailed(site: SiteContext, { kind, subject }: Job): void {
  const [, account = ''] = subject.split(' ');
  if (kind === 'message') site.sql.all('UPDATE person SET messaged = 0 WHERE account = ?', account);
}

/** Takes in hand with a message what else waits for the same person: not what was refused and has its own time to be tried again. */
export function takeAlong(site: SiteContext, job: Job): Job[] {
  const [message = '', account = ''] = job.subject.split(' ');
  const subjects = site.sql
    .all<{ message: string }>(
      `SELECT message FROM delivery WHERE account = ? AND state = 'waiting' AND message <> ? ORDER BY message LIMIT ?`,
      account,
      message,
      mostGathered - 1,
    )
    .map((row) => `${row.message} ${account}`);
  return takeWith(site, job, subjects);
}
