import { AlertChoice, type Alerts } from '../../contract/alerts';
import { first, type SqlValue } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, postponeJob, scheduleOnce, unschedule } from '../base/due';
import { countMail } from '../base/mail-counts';
import type { Person } from '../base/person';
import { scopeCondition } from '../base/scope';
import { whenToTell } from './alert-times';

const minute = 60_000;
const day = 24 * 60 * minute;
/** What comes within this becomes one mail (milliseconds). */
const gathered = 2000;
/** Whoever wants to hear at once need not wait for the first mail. */
const longAgo = 5 * minute;
/** That somebody is at the queue is noted so often at most. */
const seenEvery = minute;
/** Of so many it is said how many there are. */
const mostCounted = 100;

/** Somebody of the team, and what they have heard of. */
export interface Listener {
  account: string;
  choice: AlertChoice;
  /** What began to wait before that they have heard of, or seen in the queue. */
  alerted: number;
  scope: string[];
}

interface ListenerRow {
  account: string;
  alerts: Alerts;
  choice: string;
  alerted: number;
  seen: number;
  scope: string;
}

const listenerColumns = 'SELECT account, alerts, alert_choice AS choice, alerted, seen, scope FROM person';

const toListener = ({ account, alerts, choice, alerted, seen, scope }: ListenerRow): Listener => ({
  account,
  choice: { ...JSON.parse(choice), alerts },
  alerted: alerts === 'unread' ? Math.max(alerted, seen) : alerted,
  scope: JSON.parse(scope),
});

/** What one has chosen. */
export const readAlerts = (site: SiteContext, { account }: Person): AlertChoice => choiceOf(site, account);

/** What an account has chosen; of somebody who does not work here: what everybody begins with. */
export const choiceOf = (site: SiteContext, account: string): AlertChoice =>
  findListener(site, account)?.choice ?? AlertChoice.parse({ alerts: 'off' });

/** Changes that, for what begins to wait from now on. */
export function chooseAlerts(site: SiteContext, { account }: Person, choice: AlertChoice): AlertChoice {
  const { alerts, ...more } = choice;
  const since = site.now() - (alerts === 'now' ? longAgo : 0);
  site.sql.all(
    'UPDATE person SET alerts = ?, alert_choice = ?, alerted = ?, seen = 0 WHERE account = ?',
    alerts,
    JSON.stringify(more),
    since,
    account,
  );
  unschedule(site, 'alert', account);
  return choice;
}

/** Notes that somebody is at the queue: they are not told of what waits there. */
export function noteSeen(site: SiteContext, { account }: Person): void {
  const now = site.now();
  site.sql.all(
    'UPDATE person SET seen = ? WHERE account = ? AND seen NOT BETWEEN ? AND ?',
    now,
    account,
    now - seenEvery,
    now,
  );
}

/** Something has begun to wait: everybody who wants to hear of it does, when it is time for them. */
export function planAlerts(site: SiteContext): void {
  const rows = site.sql.all<ListenerRow>(`${listenerColumns} WHERE alerts <> 'off'`);
  for (const row of rows) plan(site, toListener(row), site.now());
}

/** Has somebody told of what waits since then. */
function plan(site: SiteContext, { account, choice, alerted }: Listener, since: number): void {
  const now = site.now();
  const at = whenToTell(choice, { since, alerted, now });
  if (at === undefined) return;
  // What is due later than a day from now would be taken for put off by a wrong clock: it is looked at by then.
  scheduleOnce(site, 'alert', account, Math.min(Math.max(now + gathered, at), now + day));
}

/** What somebody has chosen, and has heard of. */
export function findListener(site: SiteContext, account: string): Listener | undefined {
  const row = first<ListenerRow>(site.sql, `${listenerColumns} WHERE account = ?`, account);
  return row && toListener(row);
}

/** What began to wait, and when. */
export interface WaitingRow {
  id: string;
  since: number;
}

/**
 * What has begun to wait since somebody heard of it, before `until`: a hundred at most. Appeals are no part of it: they come as
 * messages of their own. Nor is doubtful spam.
 */
export function waitingSince(site: SiteContext, { alerted, choice, scope }: Listener, until: number): WaitingRow[] {
  const { sql, values } = scopeCondition({ scope });
  // Whoever heard of something in the future did so before the clock was put right.
  const between: SqlValue[] = [alerted > until ? 0 : alerted, until];
  return site.sql.all<WaitingRow>(
    `SELECT id, waiting_since AS since FROM comment
     WHERE waiting IN ('held', ?) AND turn IN (0, 1) AND waiting_since >= ? AND waiting_since < ? ${sql} LIMIT ?`,
    choice.reports ? 'reported' : 'held',
    ...between,
    ...values,
    mostCounted,
  );
}

/**
 * Of what a job is to tell now: what has begun to wait before `until`. Empty: nothing of it waits any more, or nobody wants to
 * hear of it, or not yet; then the job is done, or put off.
 */
export function takeWaiting(
  site: SiteContext,
  job: Job,
  until: number,
): { listener: Listener; ids: string[] } | undefined {
  const listener = findListener(site, job.subject);
  const rows = listener && listener.choice.alerts !== 'off' ? waitingSince(site, listener, until) : [];
  if (!listener || rows.length === 0) {
    finishJob(site, job);
    return undefined;
  }
  const since = Math.min(...rows.map((row) => row.since));
  const at = whenToTell(listener.choice, { since, alerted: listener.alerted, now: site.now() });
  if (at !== undefined && at > site.now()) {
    postponeJob(site, job, at - site.now());
    return undefined;
  }
  return { listener, ids: rows.map(({ id }) => id) };
}

/** Notes that somebody has heard of what had begun to wait before `until`, or cannot. What has begun since is for the next mail. */
export function noteAlerted(site: SiteContext, job: Job, until: number, sent: boolean): void {
  if (sent) countMail(site, 'sent');
  finishJob(site, job);
  site.sql.all('UPDATE person SET alerted = ? WHERE account = ?', until, job.subject);
  const listener = findListener(site, job.subject);
  const [next] = listener ? waitingSince(site, listener, site.now() + 1) : [];
  if (listener && next) plan(site, listener, next.since);
}
