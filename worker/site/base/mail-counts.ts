import type { MailDay } from '../../contract/pulse';
import type { SiteContext } from './context';
import { isoTime } from './time';

const day = 24 * 60 * 60_000;
/** So many days are told of, this one included. */
const daysTold = 14;

/** Counts a mail that was taken by the other side, or refused for good: in the transaction that notes it. */
export function countMail(site: SiteContext, outcome: 'sent' | 'failed'): void {
  const [sent, failed] = outcome === 'sent' ? [1, 0] : [0, 1];
  site.sql.all(
    `INSERT INTO mail_count (day, sent, failed) VALUES (?, ?, ?)
     ON CONFLICT (day) DO UPDATE SET sent = sent + excluded.sent, failed = failed + excluded.failed`,
    dayOf(site.now()),
    sent,
    failed,
  );
}

/** The mails of the last days, oldest first, with those on which there were none. */
export function readMailDays(site: SiteContext): MailDay[] {
  const today = dayOf(site.now());
  const first = today - (daysTold - 1);
  const rows = site.sql.all<{ day: number; sent: number; failed: number }>(
    'SELECT day, sent, failed FROM mail_count WHERE day >= ?',
    first,
  );
  const counted = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: daysTold }, (_, index) => {
    const { sent = 0, failed = 0 } = counted.get(first + index) ?? {};
    return { day: isoTime((first + index) * day).slice(0, 10), sent, failed };
  });
}

/** Days since 1970, as UTC has them. */
const dayOf = (time: number) => Math.floor(time / day);
