import type { SiteContext } from '../base/context';
import { quantile } from '../base/quantile';

const hour = 60 * 60_000;
/** What was usual longer ago than four weeks says little about today. */
const since = 28 * 24 * hour;
/** So many of the last comments that were decided are looked at: one decision may be about thousands. */
const most = 500;
/** With fewer, one weekend would be what is usual. */
const fewest = 5;
/** So long what was worked out is good, unless somebody decides: only what is old falls out meanwhile. */
const kept = hour;

/**
 * How long comments wait here until a person decides, at the median of the last weeks (milliseconds), as the pulse counts it; null: too
 * few were decided to say. It is worked out once for all readers, until somebody decides.
 */
export function usualWait(site: SiteContext): number | null {
  const now = site.now();
  const known = site.usualWait;
  if (known && Math.abs(now - known.at) < kept) return known.median;
  const median = readUsualWait(site, now);
  site.usualWait = { median, at: now };
  return median;
}

function readUsualWait(site: SiteContext, now: number): number | null {
  const waits = site.sql.all<{ time: number }>(
    `SELECT max(waited, 0) AS time FROM (
       SELECT decided.waited, decision.rule FROM decision CROSS JOIN decided ON decided.decision = decision.id
       WHERE decision.at > ? AND decision.at <= ? ORDER BY decision.at DESC LIMIT ?)
     WHERE waited IS NOT NULL AND rule IS NULL`,
    now - since,
    now,
    most,
  );
  if (waits.length < fewest) return null;
  return quantile(
    waits.map(({ time }) => time),
    0.5,
  );
}
