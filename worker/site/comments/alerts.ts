import type { AlertChoice, Alerts } from '../../contract/alerts';
import type { Comment } from '../../contract/comment';
import type { Why } from '../../contract/desk';
import { first, type SqlValue } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, scheduleOnce, unschedule } from '../base/due';
import type { Person } from '../base/person';
import { scopeCondition } from '../base/scope';
import { linkTo } from '../deciding/by-link';
import { readItem } from '../deciding/queue';
import { findPerson } from '../running/people';

const minute = 60_000;
/** What comes within this becomes one mail (milliseconds). */
const gathered = 2000;
/** From one mail to the next. */
const pauses: Record<Exclude<Alerts, 'off'>, number> = {
  now: 5 * minute,
  hourly: 60 * minute,
  daily: 24 * 60 * minute,
};
/** So many comments are quoted; of so many it is said how many there are. */
const mostQuoted = 5;
const mostCounted = 100;

/** That comments wait, for somebody who wants to hear of it now. */
export interface DueAlert {
  account: string;
  /** Another each time: what it says is another, too. */
  id: string;
  /** What began to wait from then on is for the next. */
  until: number;
  /** How many wait, at most a hundred, and the first of them. */
  count: number;
  comments: WaitingComment[];
  site: string;
}

/** A comment as the mail quotes it. */
export interface WaitingComment extends Quoted {
  /** What it answers; null: the post, or what is not there any more. */
  answers: Quoted | null;
  /** Why it waits: what counts most. */
  why: Why | null;
  /** What stands in the links by which its reader decides. */
  ref: string;
}

interface Quoted {
  name: string;
  excerpt: string;
}

interface Listener {
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

const findListener = (site: SiteContext, account: string) =>
  first<Listener>(site.sql, `${listenerColumns} WHERE account = ?`, account);

/** What a job is to tell; undefined: nothing of it waits any more, or nobody wants to hear of it, and the job is done. */
export function readDueAlert(site: SiteContext, job: Job): DueAlert | undefined {
  const listener = findListener(site, job.subject);
  const until = site.now();
  const rows = listener && listener.alerts !== 'off' ? waitingSince(site, listener, until) : [];
  if (!listener || rows.length === 0) {
    finishJob(site, job);
    return undefined;
  }
  const { account } = listener;
  const comments = rows.slice(0, mostQuoted).flatMap(({ id }) => quote(site, account, id));
  return { account, id: `waiting.${account}.${until}`, until, count: rows.length, comments, site: site.name };
}

function quote(site: SiteContext, account: string, id: string): WaitingComment[] {
  const person = findPerson(site, account);
  const item = person && readItem(site, person, id);
  if (!item) return [];
  const { comment, answers, why, version } = item;
  const ref = linkTo(site, account, id, version);
  return [{ ...quoted(comment, 200), answers: answers && quoted(answers, 100), why: why[0] ?? null, ref }];
}

const quoted = ({ author, html }: Comment, most: number): Quoted => ({
  name: author?.name ?? '',
  excerpt: excerpt(html ?? '', most),
});

/** Appeals are no part of it: they come as messages of their own. Nor is doubtful spam. */
function waitingSince(site: SiteContext, { alerted, scope }: Listener, until: number) {
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
