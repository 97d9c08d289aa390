import type { EventKind } from '../../contract/targets';
import { first } from '../../host/sql';
import type { SiteContext } from './context';
import { scheduleOnce, unschedule } from './due';
import type { Listening } from './listening';

/**
 * So many events wait for one target at most. What happens while as many wait is not kept for it, and is counted: nobody who has
 * gone fills the database.
 */
export const mostWaiting = 10_000;

/** Something that has happened. */
export interface Happened {
  /** The comment that it happened to… */
  comment?: string;
  /** …or the decision that was made or undone. */
  decision?: string;
  /** What cannot be read from these later. */
  detail?: Record<string, unknown>;
}

/** Notes what has happened for all that want to hear of it, in its transaction. Where nobody does, that costs nothing. */
export function noteEvents(site: SiteContext, event: EventKind, happened: Happened[]): void {
  if (happened.length === 0) return;
  site.targets ??= readListening(site);
  const listening = site.targets.filter(({ events }) => events.includes(event));
  if (listening.length === 0) return;
  const now = site.now();
  const rows = happened.map(({ comment = null, decision = null, detail }) => [
    site.newId(now),
    comment,
    decision,
    detail ? JSON.stringify(detail) : null,
  ]);
  for (const { id } of listening) keep(site, id, event, rows, now);
}

function keep(site: SiteContext, target: string, event: EventKind, rows: unknown[][], now: number): void {
  const kept = rows.slice(0, makeRoom(site, target, rows.length));
  if (kept.length === 0) return;
  site.sql.all(
    `INSERT INTO dispatch (target, id, event, comment, decision, detail, created, at)
     SELECT ?, value ->> 0, ?, value ->> 1, value ->> 2, value ->> 3, ?, ? FROM json_each(?)`,
    target,
    event,
    now,
    now,
    JSON.stringify(kept),
  );
  scheduleOnce(site, 'target', target, now);
}

/** Counts that many more wait for a target. Returns for how many there is room; the others are counted as dropped. */
function makeRoom(site: SiteContext, target: string, wanted: number): number {
  const fits = first(
    site.sql,
    'UPDATE target SET waiting = waiting + ? WHERE id = ? AND waiting + ? <= ? RETURNING id',
    ...[wanted, target, wanted, mostWaiting],
  );
  if (fits) return wanted;
  const { waiting = 0 } = first<{ waiting: number }>(site.sql, 'SELECT waiting FROM target WHERE id = ?', target) ?? {};
  const room = Math.max(0, mostWaiting - waiting);
  site.sql.all(
    'UPDATE target SET waiting = waiting + ?, dropped = dropped + ? WHERE id = ?',
    ...[room, wanted - room, target],
  );
  return room;
}

const readListening = (site: SiteContext): Listening[] =>
  site.sql
    .all<{ id: string; events: string }>('SELECT id, events FROM target WHERE active = 1 ORDER BY id')
    .map(({ id, events }) => ({ id, events: JSON.parse(events) }));

/** Forgets what waits for a target. */
export function dropWaiting(site: SiteContext, id: string): void {
  site.sql.all("DELETE FROM dispatch WHERE target = ? AND state = 'waiting'", id);
  site.sql.all('UPDATE target SET dropped = dropped + waiting, waiting = 0 WHERE id = ?', id);
  unschedule(site, 'target', id);
}
