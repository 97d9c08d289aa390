import type { AlertChoice, Alerts } from '../../contract/alerts';
import { first, type SqlValue } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, scheduleOnce, unschedule } from '../base/due';
import type { Person } from '../base/person';
import { scopeCondition } from '../base/scope';

const minute = 60_000;
/** What comes within this becomes one mail (milliseconds). */
const gathered = 2000;
/** From one mail to the next. */
const pauses: Record<Exclude<Alerts, 'off'>, number> = {
  now: 5 * minute,
  hourly: 60 * minute,
  daily: 24 * 60 * minute,
};
/** Of so many it is said how many there are. */
const mostCounted = 100;

/** Somebody of the team, and what they have heard of. */
export interface Listener {
  account: string;
  alerts: Alerts;
  /** What began to wait before that they have heard of. */
  alerted: number;
  scope: string;
}

const listenerColumns = 'SELECT account, alerts, alerted, scope FROM person';

/** What one has chosen. */
export function readAlerts(site: SiteContext, { account }: Person): AlertChoice {
  return { alerts: findListener(site, account)?.alerts ?? 'off' };
}

/** Changes that, for what begins to wait from now on; who wants to hear at once need not wait for the first mail. */
export function chooseAlerts(site: SiteContext, { account }: Person, { alerts }: AlertChoice): AlertChoice {
  const since = site.now() - (alerts === 'now' ? pauses.now : 0);
  site.sql.all('UPDATE person SET alerts = ?, alerted = ? WHERE account = ?', alerts, since, account);
  unschedule(site, 'alert', account);
  return { alerts };
}

/** Something has begun to wait: everybody who wants to hear of it does, when it is time for them. */
export function planAlerts(site: SiteContext): void {
  for (const listener of site.sql.all<Listener>(`${listenerColumns} WHERE alerts <> 'off'`)) plan(site, listener);
}

function plan(site: SiteContext, { account, alerts, alerted }: Listener): void {
  if (alerts === 'off') return;
  const now = site.now();
  // What was heard of in the future was heard of before the clock was put right.
  scheduleOnce(site, 'alert', account, Math.max(now + gathered, Math.min(alerted, now) + pauses[alerts]));
}

/** What somebody has chosen, and has heard of. */
export const findListener = (site: SiteContext, account: string) =>
  first<Listener>(site.sql, `${listenerColumns} WHERE account = ?`, account);

/**
 * What has begun to wait since somebody heard of it, before `until`: a hundred at most. Appeals are no part of it: they come as
 * messages of their own. Nor is doubtful spam.
 */
export function waitingSince(site: SiteContext, { alerted, scope }: Listener, until: number) {
  const { sql, values } = scopeCondition({ scope: JSON.parse(scope) });
  const between: SqlValue[] = [Math.min(alerted, until), until];
  return site.sql.all<{ id: string }>(
    `SELECT id FROM comment
     WHERE waiting IN ('held', 'reported') AND turn IN (0, 1) AND waiting_since >= ? AND waiting_since < ? ${sql} LIMIT ?`,
    ...between,
    ...values,
    mostCounted,
  );
}

/** Notes that somebody has heard of what had begun to wait before `until`, or cannot. What has begun since is for the next mail. */
export function noteAlerted(site: SiteContext, job: Job, until: number): void {
  finishJob(site, job);
  site.sql.all('UPDATE person SET alerted = ? WHERE account = ?', until, job.subject);
  const listener = findListener(site, job.subject);
  if (listener && waitingSince(site, listener, site.now() + 1).length > 0) plan(site, listener);
}
