import { ServiceName } from '../../worker/contract/services';
import { type Circumstances, nobody } from '../../worker/site/judging/judging';
import type { Site } from '../../worker/site/site';

/**
 * Does the chores of a site every quarter of an hour, for an hour: long enough to believe the clock. Returns how many
 * comments were erased.
 */
export function choresForAnHour(site: Site, pass: (milliseconds: number) => void): number {
  let erased = 0;
  for (let quarter = 0; quarter <= 4; quarter += 1) {
    if (quarter > 0) pass(15 * 60_000);
    erased += site.purge(ServiceName.options).erased;
  }
  return erased;
}

/** How a comment comes in that somebody has written in the form, in half a minute. */
export const byHand: Circumstances & { nonce: undefined } = {
  network: 'network',
  form: { writing: 30_000, inputs: 40, pasted: 0 },
  trap: '',
  proof: 'solved',
  nonce: undefined,
  outside: nobody,
};
