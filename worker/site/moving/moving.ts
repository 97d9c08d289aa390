import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, holdJob, type Job } from '../base/due';
import { applyStep } from './applying';
import { claimStep } from './claims';
import { mustFindImport } from './import-row';
import { takeOutStep } from './taking-out';

/** One step of what has to be done about an import, or an imported author. Returns whether whoever has it in hand goes on. */
export function moveStep(site: SiteContext, job: Job): boolean {
  // Somebody has begun something else with it.
  if (!holdJob(site, job)) return false;
  const more = job.kind === 'claim' ? claimStep(site, job.subject) : importStep(site, job.subject);
  if (!more) finishJob(site, job);
  return more;
}

function importStep(site: SiteContext, id: string): boolean {
  if (!first(site.sql, 'SELECT 1 FROM import WHERE id = ?', id)) return false;
  const row = mustFindImport(site, id);
  if (row.state === 'applying') return applyStep(site, row);
  return row.state === 'undoing' && takeOutStep(site, row);
}
