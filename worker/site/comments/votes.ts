import type { Votes } from '../../contract/comment';
import type { Settings } from '../../contract/desk';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';

/** How many readers have voted for a comment, and how many against it. */
export interface Tally {
  ups: number;
  downs: number;
}

/** Where the standard normal distribution has 95 % between its tails. */
const z = 1.96;

/**
 * Wilson's lower bound: the share of readers who are for something that votes prove at a confidence of 95 %, 0 without any.
 * E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the American Statistical
 * Association 22 (1927), 209–212.
 */
export function lowerBound({ ups, downs }: Tally): number {
  if (ups === 0) return 0;
  const n = ups + downs;
  const share = ups / n;
  const spread = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * n)) / n);
  return (share + (z * z) / (2 * n) - spread) / (1 + (z * z) / n);
}

/** Whether a site takes such a vote. A vote can be taken back wherever it was given. */
export const takesVote = (votes: Votes, value: 1 | 0 | -1): boolean =>
  value === 0 || votes === 'up-down' || (votes === 'up' && value === 1);

/** What counts of the votes on a comment: where a site takes none against it, older ones are kept and left out. */
const counted = (votes: Votes, { ups, downs }: Tally): Tally => ({ ups, downs: votes === 'up' ? 0 : downs });

/**
 * The place of a comment where the best come first: Wilson's lower bound, in millionths of millionths, so that cursors are
 * exact. It is 0 for all whom nobody is for; of those the ones that somebody is against stand below those without a vote.
 */
export function bestOf({ votes }: Pick<Settings, 'votes'>, tally: Tally): number {
  const { ups, downs } = counted(votes, tally);
  return ups === 0 ? 0 - downs : Math.round(lowerBound({ ups, downs }) * 1e12);
}

/** The sum of votes as everyone may read it; null: there are fewer votes than the site shows, or it takes none. */
export function scoreOf({ votes, votesFrom }: Pick<Settings, 'votes' | 'votesFrom'>, tally: Tally): number | null {
  const { ups, downs } = counted(votes, tally);
  return votes === 'off' || ups + downs < votesFrom ? null : ups - downs;
}

/** Has the places of all comments with votes worked out again, in steps: other votes count now than did before. */
export function orderAnew(site: SiteContext): void {
  if (!first(site.sql, 'SELECT 1 FROM comment WHERE ups + downs > 0 LIMIT 1')) return;
  // From the newest down: no id is behind this one.
  site.sql.all(
    "INSERT INTO setting (key, value) VALUES ('mend-best', '~') ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  );
  scheduleBy(site, 'clean', site.now());
}

/** Works out the places of some comments with votes, from this id down. Returns which were looked at, and whose pages are stale. */
export function orderSome(site: SiteContext, from: string, most: number): { ids: string[]; threads: number[] } {
  const rows = site.sql.all<Tally & { id: string; thread: number; best: number }>(
    'SELECT id, thread, ups, downs, best FROM comment WHERE ups + downs > 0 AND id <= ? ORDER BY id DESC LIMIT ?',
    from,
    most,
  );
  const moved = rows.filter((row) => row.best !== bestOf(site.settings, row));
  site.sql.all(
    'UPDATE comment SET best = json_each.value ->> 1 FROM json_each(?) WHERE comment.id = json_each.value ->> 0',
    JSON.stringify(moved.map((row) => [row.id, bestOf(site.settings, row)])),
  );
  return { ids: rows.map(({ id }) => id), threads: [...new Set(moved.map(({ thread }) => thread))] };
}
