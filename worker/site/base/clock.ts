import { first } from '../../host/sql';
import type { SiteContext } from './context';

const minute = 60_000;
/** It is looked at every quarter of an hour (purge.ts). Looks that are further apart say nothing of what it did in between. */
const furthest = 45 * minute;
/** So much a clock is put right by now and then, without having been wrong. */
const slack = 5 * minute;
/** For so long it has to have gone evenly before anything is erased. */
const proof = 60 * minute;

/** When the clock was first and last looked at since it began to go evenly. */
interface Watch {
  since: number;
  seen: number;
}

/**
 * Looks at the clock, and says whether it can be believed: it has gone evenly for an hour, over restarts, too. Whatever is
 * erased because it is old waits for that, since a clock that jumps ahead makes everything old.
 */
export function believesClock({ sql, now: read }: SiteContext): boolean {
  const now = read();
  const row = first<{ value: string }>(sql, "SELECT value FROM setting WHERE key = 'clock'");
  const before: Watch = row ? JSON.parse(row.value) : { since: now, seen: now };
  const evenly = now >= before.seen - slack && now <= before.seen + furthest;
  const watch: Watch = { since: evenly ? before.since : now, seen: now };
  sql.all(
    "INSERT INTO setting (key, value) VALUES ('clock', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    JSON.stringify(watch),
  );
  return now - watch.since >= proof;
}
