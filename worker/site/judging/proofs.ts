import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';

/** @throws Refusal `challenge-used` for a proof of work that was used before. */
export function checkUnspent(site: SiteContext, { value }: { value: string }): void {
  if (site.sql.all('SELECT 1 FROM spent WHERE nonce = ?', value).length > 0) throw new Refusal('challenge-used');
}

/** Uses a proof of work up. @throws Refusal `challenge-used` when it was used before. */
export function spend(site: SiteContext, nonce: { value: string; expires: number }): void {
  checkUnspent(site, nonce);
  site.sql.all('INSERT INTO spent (nonce, expires) VALUES (?, ?)', nonce.value, nonce.expires);
}

/** Forgets proofs of work that have expired, at most so many at once. Returns how many. */
export function forgetSpent(site: SiteContext, most: number): number {
  return site.sql.all(
    'DELETE FROM spent WHERE nonce IN (SELECT nonce FROM spent WHERE expires < ? LIMIT ?) RETURNING nonce',
    site.now(),
    most,
  ).length;
}

/** When the first proof of work expires; null: there is none. */
export const firstSpent = (site: SiteContext): number | null =>
  first<{ expires: number | null }>(site.sql, 'SELECT min(expires) AS expires FROM spent')?.expires ?? null;
