import { randomUUID } from 'node:crypto';
import type { DueKind, GivenUp, GivenUpList, NamedWork } from '../../contract/due';
import { ServiceName } from '../../contract/services';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from './context';
import type { Person } from './person';
import { isoTime } from './time';

const minute = 60_000;
const day = 24 * 60 * minute;
/** So long whoever has taken work in hand has it to themselves: much longer than anything of it takes. */
const leased = 5 * minute;
/** Whoever does work in steps says with each that they are at it: when they are gone, others go on soon. */
const stepLeased = 15_000;
/** After the first failure; each further one doubles it. */
const firstPause = 15 * minute;
/** So often work is tried before it is given up. */
const mostTries = 7;
/** So often it is begun by somebody who is never heard of again. */
const mostBegun = 20;
/** So much that was given up is listed. */
const mostListed = 100;
/** By so much of itself a pause is longer, by chance, so that not all that has failed at once comes back at once. */
const jitter = 0.1;

/** Work in somebody's hands. */
export interface Job {
  kind: DueKind;
  /** What it is about, by its kind. */
  subject: string;
  /** How often it was tried, this time included; but not when nobody was heard of again. */
  tries: number;
  /** Tells this time from others: what was put off or scheduled anew meanwhile is not this any more. */
  lease: string;
}

/** What is known of the list is not any more. */
function change(site: SiteContext): void {
  site.nextDue = undefined;
  site.scheduled.clear();
}

/** Puts work on the list of what is due, in the transaction of its cause; in place of the same work, however that stood. */
export function schedule(site: SiteContext, kind: DueKind, subject: string, at: number): void {
  change(site);
  site.sql.all(
    `INSERT INTO due (kind, subject, at) VALUES (?, ?, ?)
     ON CONFLICT (kind, subject) DO UPDATE SET at = excluded.at, tries = 0, unended = 0, lease = NULL, given_up = NULL, trouble = NULL`,
    kind,
    subject,
    at,
  );
}

/** Puts work on the list unless it is there already. What was given up more than a day ago begins anew. */
export function scheduleOnce(site: SiteContext, kind: DueKind, subject: string, at: number): void {
  const known = `${kind} ${subject}`;
  if (site.scheduled.has(known)) return;
  const row = first<{ given_up: number | null }>(
    site.sql,
    'SELECT given_up FROM due WHERE kind = ? AND subject = ?',
    kind,
    subject,
  );
  if (row && row.given_up !== null && row.given_up >= site.now() - day) return;
  if (!row || row.given_up !== null) schedule(site, kind, subject, at);
  site.scheduled.add(known);
}

/** Puts work on the list, or has it done sooner; what somebody has in hand stays as it is. */
export function hasten(site: SiteContext, kind: DueKind, subject: string, at: number): void {
  change(site);
  site.sql.all(
    `INSERT INTO due (kind, subject, at) VALUES (?, ?, ?)
     ON CONFLICT (kind, subject) DO UPDATE SET at = min(at, excluded.at), tries = 0, unended = 0, given_up = NULL, trouble = NULL
       WHERE lease IS NULL`,
    kind,
    subject,
    at,
  );
}

/** Takes work off the list: it is done, or not needed any more. */
export function unschedule(site: SiteContext, kind: DueKind, subject: string): void {
  change(site);
  site.sql.all('DELETE FROM due WHERE kind = ? AND subject = ?', kind, subject);
}

/** Sees to it that work which comes again and again is done by then, if it is not before. Mostly it is known to be. */
export function scheduleBy(site: SiteContext, kind: 'clean' | 'index', at: number): void {
  if ((site.rounds[kind] ?? Number.POSITIVE_INFINITY) <= at) return;
  const row = first<{ at: number }>(
    site.sql,
    `INSERT INTO due (kind, subject, at) VALUES (?, '', ?)
     ON CONFLICT (kind, subject) DO UPDATE SET at = min(at, excluded.at), tries = 0, unended = 0, lease = NULL, given_up = NULL
     RETURNING at`,
    kind,
    at,
  );
  site.rounds = { ...site.rounds, [kind]: row?.at };
  site.nextDue = undefined;
}

/** When the first work is due; null: none is. What is further away than it ever should be was put off by a wrong clock. */
export function nextDue(site: SiteContext): number | null {
  // SQLite takes the kind from the row with the least time (https://www.sqlite.org/quirks.html, section 6).
  site.nextDue ??= first<{ at: number | null; kind: DueKind }>(
    site.sql,
    'SELECT min(at) AS at, kind FROM due WHERE given_up IS NULL',
  ) ?? { at: null, kind: 'clean' };
  const { at, kind } = site.nextDue;
  return at !== null && kind !== 'clean' && at > site.now() + day ? site.now() : at;
}

/** Gives out what is due now, at most so much: nobody else gets it until its lease has ended. */
export function takeJobs(site: SiteContext, most: number): Job[] {
  const now = site.now();
  change(site);
  site.rounds = {};
  // What was put off while the clock was ahead would wait for as long as it was.
  site.sql.all("UPDATE due SET at = ? WHERE given_up IS NULL AND kind <> 'clean' AND at > ?", now, now + day);
  site.sql.all(
    'UPDATE due SET given_up = ?, trouble = ? WHERE given_up IS NULL AND at <= ? AND unended + (lease IS NOT NULL) >= ?',
    now,
    'It was begun again and again, and never ended.',
    now,
    mostBegun,
  );
  return site.sql.all<Job>(
    `UPDATE due SET at = ?, unended = unended + (lease IS NOT NULL), lease = ?, tries = tries + 1
     WHERE (kind, subject) IN (SELECT kind, subject FROM due WHERE given_up IS NULL AND at <= ? ORDER BY at LIMIT ?)
     RETURNING kind, subject, tries - unended AS tries, lease`,
    now + leased,
    randomUUID(),
    now,
    most,
  );
}

/**
 * Takes in hand, with work that is, what else of its kind is free: given out together with it, or put off and never tried. What was
 * tried has its own time.
 */
export function takeWith(site: SiteContext, { kind, lease }: Job, subjects: string[]): Job[] {
  const now = site.now();
  return site.sql.all<Job>(
    `UPDATE due SET at = ?, tries = tries + (lease IS NOT ?), lease = ?
     WHERE kind = ? AND subject IN (SELECT value FROM json_each(?)) AND given_up IS NULL
       AND (lease = ? OR (lease IS NULL AND (tries = 0 OR at <= ?)))
     RETURNING kind, subject, tries - unended AS tries, lease`,
    now + leased,
    lease,
    lease,
    kind,
    JSON.stringify(subjects),
    lease,
    now,
  );
}

/** Keeps work in hand that is done in many steps, each within some seconds. Returns whether it is: it may have been scheduled anew meanwhile. */
export function holdJob(site: SiteContext, { kind, subject, lease }: Job): boolean {
  site.nextDue = undefined;
  const held = site.sql.all(
    'UPDATE due SET at = ? WHERE kind = ? AND subject = ? AND lease = ? RETURNING kind',
    ...[site.now() + stepLeased, kind, subject, lease],
  );
  return held.length > 0;
}

/** Notes that work is done, unless it was scheduled anew meanwhile. */
export function finishJob(site: SiteContext, { kind, subject, lease }: Job): void {
  change(site);
  site.sql.all('DELETE FROM due WHERE kind = ? AND subject = ? AND lease = ?', kind, subject, lease);
}

/**
 * Puts work back that could not be done, for later: after `pause` (milliseconds), or after one that grows with each failure.
 * After the last try it is given up, and stays on the list with what was wrong.
 */
export function putBackJob(site: SiteContext, job: Job, trouble: string, pause?: number): void {
  const { kind, subject, lease, tries } = job;
  const now = site.now();
  const growing = firstPause * 2 ** (tries - 1) * (1 + jitter * site.random());
  change(site);
  site.sql.all(
    `UPDATE due SET at = ?, lease = NULL, given_up = ?, trouble = ? WHERE kind = ? AND subject = ? AND lease = ?`,
    now + Math.round(Math.min(pause ?? growing, day)),
    tries < mostTries ? null : now,
    trouble,
    kind,
    subject,
    lease,
  );
}

/** Gives work up at once, with what was wrong: trying again by itself would change nothing. */
export function giveUpJob(site: SiteContext, { kind, subject, lease }: Job, trouble: string): void {
  change(site);
  site.sql.all(
    'UPDATE due SET lease = NULL, given_up = ?, trouble = ? WHERE kind = ? AND subject = ? AND lease = ?',
    site.now(),
    trouble,
    kind,
    subject,
    lease,
  );
}

/** Puts work off that is not to be tried yet, for `pause` milliseconds, a day at most: it is looked at again by then. */
export function postponeJob(site: SiteContext, { kind, subject, lease }: Job, pause: number): void {
  change(site);
  site.sql.all(
    'UPDATE due SET at = ?, lease = NULL, tries = 0, unended = 0 WHERE kind = ? AND subject = ? AND lease = ?',
    site.now() + Math.min(pause, day),
    kind,
    subject,
    lease,
  );
}

interface GivenUpRow extends NamedWork {
  tries: number;
  trouble: string | null;
  given_up: number;
}

/** What was given up, newest first, for those who can have it tried again. */
export function listGivenUp(site: SiteContext): GivenUpList {
  const rows = site.sql.all<GivenUpRow>(
    `SELECT kind, subject, tries, trouble, given_up FROM due WHERE given_up IS NOT NULL
     ORDER BY given_up DESC LIMIT ?`,
    mostListed,
  );
  return { works: rows.map(toGivenUp) };
}

/** Has something tried again that was given up, from now on as if for the first time. @throws Refusal `unknown-work`. */
export function retryWork(site: SiteContext, _person: Person, { kind, subject }: NamedWork): void {
  const there = 'SELECT 1 FROM due WHERE kind = ? AND subject = ? AND given_up IS NOT NULL';
  if (!first(site.sql, there, kind, subject)) throw new Refusal('unknown-work');
  schedule(site, kind, subject, site.now());
}

function toGivenUp({ kind, subject, tries, trouble, given_up }: GivenUpRow): GivenUp {
  const [comment = '', service = ''] = kind === 'inquiry' ? subject.split(' ') : [];
  const of = { kind, subject, tries, trouble: trouble ?? '', at: isoTime(given_up) };
  return { ...of, comment: comment || null, service: ServiceName.safeParse(service).data ?? null };
}
