import type { Quoted } from '../../contract/alerts';
import { first } from '../../host/sql';
import { excerpt } from '../../text/excerpt';
import type { SiteContext } from '../base/context';
import { finishJob, type Job, postponeJob, schedule } from '../base/due';
import { quietUntil } from '../comments/alert-times';
import { findListener, type Listener, waitingSince } from '../comments/alerts';
import { linkTo } from '../deciding/by-link';
import { countWaiting, readItem } from '../deciding/queue';
import { findPerson } from '../running/people';

/** Of so many it is said how many there are. */
const mostCounted = 100;

/** That comments wait, for one browser of somebody who wants to hear of it now. */
export interface DuePush {
  account: string;
  device: string;
  site: string;
  /** How many are held or reported in their part of the site; and how many wait there in all, as the desk counts it. */
  count: number;
  waiting: number;
  /** The newest of what has begun to wait, and what stands in the link by which one decides about it. */
  comment: Quoted;
  ref: string;
  version: number;
  /** The decision that stands on it. */
  seen: string | null;
}

/** What a job is called by: whose browser, and since when nothing was said there (milliseconds since 1970). */
const subjectOf = (account: string, device: string, since: number) => `${account} ${device} ${since}`;

/**
 * Has each of somebody's browsers told what has begun to wait before `until` and they have not heard of, in place of what is still on its way there.
 * Saying it again changes nothing.
 */
export function planPushes(site: SiteContext, account: string, devices: string[], until: number): void {
  const listener = findListener(site, account);
  if (!listener) return;
  const pushed =
    first<{ pushed: number }>(site.sql, 'SELECT pushed FROM person WHERE account = ?', account)?.pushed ?? 0;
  // What was heard of in the future was heard of before the clock was put right.
  const since = Math.max(listener.alerted > until ? 0 : listener.alerted, pushed > until ? 0 : pushed);
  if (waitingSince(site, { ...listener, alerted: since }, until).length === 0) return;
  site.sql.all('UPDATE person SET pushed = ? WHERE account = ?', until, account);
  for (const device of devices) {
    const [before] = site.sql.all<{ subject: string }>(
      `SELECT subject FROM due WHERE kind = 'push' AND subject >= ? AND subject < ? AND given_up IS NULL LIMIT 1`,
      `${account} ${device} `,
      `${account} ${device}~`,
    );
    schedule(site, 'push', before?.subject ?? subjectOf(account, device, since), site.now());
  }
}

/** What a job is to tell; undefined: nothing of it waits any more, or nobody wants to hear of it, or not at this hour. Then the job is done, or put off. */
export function readDuePush(site: SiteContext, job: Job): DuePush | undefined {
  const listener = findListener(site, job.subject.split(' ')[0] ?? '');
  const quiet = listener && quietUntil(listener.choice, site.now());
  if (quiet !== undefined) {
    postponeJob(site, job, quiet - site.now());
    return undefined;
  }
  const push = listener && findDuePush(site, job, listener);
  if (!push) finishJob(site, job);
  return push;
}

function findDuePush(site: SiteContext, { subject }: Job, listener: Listener): DuePush | undefined {
  const [account = '', device = '', since = ''] = subject.split(' ');
  const person = findPerson(site, account);
  if (!person || listener.choice.alerts === 'off') return undefined;
  const now = site.now();
  const rows = waitingSince(site, { ...listener, alerted: Number(since) }, now);
  // Ids are in the order of time.
  const newest = rows
    .map(({ id }) => id)
    .toSorted()
    .at(-1);
  const item = newest && readItem(site, person, newest);
  if (!newest || !item) return undefined;
  const { waiting } = countWaiting(site, person);
  const { comment, version, decision } = item;
  return {
    account,
    device,
    site: site.name,
    count: Math.min(waiting.held + (listener.choice.reports ? waiting.reported : 0), mostCounted),
    waiting: Object.values(waiting).reduce((sum, count) => sum + count, 0),
    comment: { name: comment.author?.name ?? '', excerpt: excerpt(comment.html ?? '', 160) },
    ref: linkTo(site, account, newest, version),
    version,
    seen: decision?.id ?? null,
  };
}
