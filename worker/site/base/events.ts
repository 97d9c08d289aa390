import type { EventKind } from '../../contract/targets';
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
  for (const target of listening) keep(site, target, event, rows, now);
}

function keep(site: SiteContext, target: Listening, event: EventKind, rows: unknown[][], now: number): void {
  const kept = rows.slice(0, Math.max(0, mostWaiting - target.waiting));
  const dropped = rows.length - kept.length;
  if (dropped > 0) site.sql.all('UPDATE target SET dropped = dropped + ? WHERE id = ?', dropped, target.id);
  if (kept.length === 0) return;
  site.sql.all(
    `INSERT INTO dispatch (target, id, event, comment, decision, detail, created, at)
     SELECT ?, value ->> 0, ?, value ->> 1, value ->> 2, value ->> 3, ?, ? FROM json_each(?)`,
    target.id,
    event,
    now,
    now,
    JSON.stringify(kept),
  );
  target.waiting += kept.length;
  scheduleOnce(site, 'target', target.id, now);
}

/** How many wait for a target, as an expression over `target`. The most there can be are counted in a millisecond. */
export const waitingFor = `(SELECT count(*) FROM dispatch WHERE dispatch.target = target.id AND dispatch.state = 'waiting')`;

const readListening = (site: SiteContext): Listening[] =>
  site.sql
    .all<{ id: string; events: string; waiting: number }>(
      `SELECT id, events, ${waitingFor} AS waiting FROM target WHERE active = 1 ORDER BY id`,
    )
    .map(({ id, events, waiting }) => ({ id, events: JSON.parse(events), waiting }));

/** Notes that so many more wait for a target, or fewer. */
export function noteWaiting(site: SiteContext, id: string, more: number): void {
  const listening = site.targets?.find((target) => target.id === id);
  if (listening) listening.waiting += more;
}

/** Forgets what waits for a target. */
export function dropWaiting(site: SiteContext, id: string): void {
  const { length } = site.sql.all("DELETE FROM dispatch WHERE target = ? AND state = 'waiting' RETURNING id", id);
  site.sql.all('UPDATE target SET dropped = dropped + ? WHERE id = ?', length, id);
  noteWaiting(site, id, -length);
  unschedule(site, 'target', id);
}
