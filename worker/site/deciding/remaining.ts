import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { schedule, unschedule } from '../base/due';

/**
 * A decision, or its undo, is carried out for so many comments at once: some ten milliseconds. What remains stands in
 * `remaining`, a row a step, so that it is carried out whatever happens to the process or to whoever asked for it.
 */
export const mostAtOnce = 50;

/** So long (milliseconds) whoever asked for a decision has to see it through, before it is seen to. */
const patience = 60_000;

/** One step that remains, and of which decision. */
export interface Remaining {
  decision: string;
  number: number;
  comments: string[];
}

/** Keeps what a decision, or its undo, is to be carried out for after the first step. `comments`: all of them. Returns those of the first. */
export function keepRemaining(site: SiteContext, decision: string, comments: string[]): string[] {
  const steps = Math.ceil(comments.length / mostAtOnce);
  const rows = Array.from({ length: steps }, (_, number) => {
    const step = comments.slice(number * mostAtOnce, (number + 1) * mostAtOnce);
    return [number, step.length, JSON.stringify(step)];
  });
  if (steps > 1) {
    schedule(site, 'carry-on', decision, site.now() + patience);
    site.sql.all(
      `INSERT INTO remaining (decision, number, count, comments)
       SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
      decision,
      JSON.stringify(rows.slice(1)),
    );
  }
  return comments.slice(0, mostAtOnce);
}

/** Takes the next step out, of one decision or of the oldest; undefined: nothing remains. */
export function takeRemaining(site: SiteContext, decision?: string): Remaining | undefined {
  const row = first<{ decision: string; number: number; comments: string }>(
    site.sql,
    `SELECT decision, number, comments FROM remaining
     ${decision === undefined ? '' : 'WHERE decision = ?'} ORDER BY decision, number LIMIT 1`,
    ...(decision === undefined ? [] : [decision]),
  );
  if (!row) return undefined;
  site.sql.all('DELETE FROM remaining WHERE decision = ? AND number = ?', row.decision, row.number);
  if (countRemaining(site, row.decision) === 0) unschedule(site, 'carry-on', row.decision);
  return { ...row, comments: JSON.parse(row.comments) as string[] };
}

/** Drops what remains of a decision: it is undone. */
export function forgetRemaining(site: SiteContext, decision: string): void {
  site.sql.all('DELETE FROM remaining WHERE decision = ?', decision);
  unschedule(site, 'carry-on', decision);
}

/** For how many comments a decision, or its undo, has yet to be carried out. */
export function countRemaining(site: SiteContext, decision: string): number {
  const counted = first<{ count: number }>(
    site.sql,
    'SELECT coalesce(sum(count), 0) AS count FROM remaining WHERE decision = ?',
    decision,
  );
  return counted?.count ?? 0;
}
