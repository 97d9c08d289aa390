import type { Status } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { countAll, type Part } from '../comments/standing';

/** So many comments become somebody's in one step. */
const mostClaimed = 200;

/** Gives some more of an imported author's comments to whom they turned out to be. Returns whether there are more. */
export function claimStep(site: SiteContext, subject: string): boolean {
  const [from = '', to = ''] = subject.split(' ');
  const rows = site.sql.all<{ thread: number; status: Status; decision: string | null }>(
    `UPDATE comment SET author = ? WHERE id IN (SELECT id FROM comment WHERE author = ? ORDER BY id LIMIT ?)
     RETURNING thread, status, decision`,
    ...[to, from, mostClaimed],
  );
  // Threads count them already.
  countAll(
    site,
    rows.flatMap((row): Part[] => [
      { ...row, author: from, by: -1 },
      { ...row, author: to, by: 1 },
    ]),
  );
  return rows.length === mostClaimed;
}
