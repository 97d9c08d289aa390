import type { Dispatch, Dispatches, Stopped, TargetKind } from '../../contract/targets';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { finishJob, hasten, type Job, postponeJob } from '../base/due';
import { dropWaiting, noteWaiting } from '../base/events';
import type { Person } from '../base/person';
import { isoTime, isoTimeOrNull } from '../base/time';
import { putMessage } from './outbox';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** After each failure in a row (minutes): two days, all in all. */
const pauses = [1, 5, 15, 30, 60, 120, 240, 480, 720, 1200];
/** By so much of itself a pause is longer, by chance. */
const jitter = 0.1;
/** Where nothing has arrived for so long, after so many tries, nothing is sent any more. */
const patience = 47 * hour;
/** So much of what was sent is kept for each target, to be looked at. */
const mostKept = 100;
/** So much of what waits is listed beside that. */
const mostListed = 20;
/** What has just been sent is not sent again (milliseconds): that was the same hand. */
const justNow = 10_000;
/** Before all else that waits for a target. */
const soonest = 0;

/** What became of one dispatch: as a channel says it. */
export interface Outcome {
  id: string;
  kind: 'sent' | 'again' | 'never';
  /** Seconds after which it wants to be asked again. */
  after?: number;
  onlyThis?: true;
  gone?: true;
  said: string;
}

interface StandingRow {
  id: string;
  kind: TargetKind;
  name: string;
  active: number;
  failing: number | null;
  failures: number;
}

/**
 * Notes what became of some dispatches of a target. Returns whether whoever sends them goes on; `last`: they have no more in hand.
 * What is not taken now waits; where it is the target that does not answer, all that waits for it does.
 */
export function noteDispatched(site: SiteContext, job: Job, outcomes: Outcome[], last: boolean): boolean {
  const target = job.subject;
  noteSent(
    site,
    target,
    outcomes.filter(({ kind }) => kind === 'sent'),
  );
  let pause: number | undefined;
  for (const outcome of outcomes.filter(({ kind }) => kind !== 'sent')) {
    const standing = find(site, target);
    if (!standing) break;
    const paused = note(site, standing, outcome);
    if (paused !== undefined) pause = Math.max(pause ?? 0, paused);
  }
  if (last || pause !== undefined) forgetOld(site, target);
  const standing = find(site, target);
  if (!standing) finishJob(site, job);
  else if (pause !== undefined) postponeJob(site, job, pause);
  else if (last || standing.active === 0) release(site, job);
  return standing?.active === 1 && pause === undefined && !last;
}

/** Notes what was sent, all at once. What was sent was sent, whoever has it in hand by now. */
function noteSent(site: SiteContext, target: string, sent: Outcome[]): void {
  if (sent.length === 0) return;
  // Most are answered alike.
  for (const [said, alike] of Map.groupBy(sent, (outcome) => outcome.said)) {
    const ids = alike.map(({ id }) => id);
    settle(site, target, ids, 'sent', said);
  }
  site.sql.all('UPDATE target SET failing = NULL, failures = 0 WHERE id = ? AND failures > 0', target);
}

/** Notes that one was not sent. Returns how long the target is left alone (milliseconds); undefined: it is not. */
function note(site: SiteContext, target: StandingRow, outcome: Outcome): number | undefined {
  const { id, kind, said } = outcome;
  const row = first<{ event: string; tries: number; state: string }>(
    site.sql,
    'SELECT event, tries, state FROM dispatch WHERE target = ? AND id = ?',
    target.id,
    id,
  );
  if (!row) return undefined;
  if (kind === 'never') settle(site, target.id, [id], 'failed', said);
  if (outcome.gone) {
    stop(site, target, 'gone', said);
    return undefined;
  }
  // Somebody is waiting to see it: it is tried once.
  if (row.event === 'test') {
    settle(site, target.id, [id], 'failed', said);
    return undefined;
  }
  return kind === 'never' ? undefined : postpone(site, target, row.tries + 1, outcome);
}

/** What became of dispatches for good. */
function settle(site: SiteContext, target: string, ids: string[], state: 'sent' | 'failed', said: string): void {
  const { length } = site.sql.all(
    `UPDATE dispatch SET state = ?, said = ?, tried = ?, tries = tries + 1
     WHERE target = ? AND id IN (SELECT value FROM json_each(?)) AND state = 'waiting' RETURNING id`,
    ...[state, said, site.now(), target, JSON.stringify(ids)],
  );
  noteWaiting(site, target, -length);
}

function postpone(
  site: SiteContext,
  target: StandingRow,
  tries: number,
  { id, after, onlyThis, said }: Outcome,
): number | undefined {
  const now = site.now();
  const failures = target.failures + 1;
  // What began in the future began before the clock was put right.
  const failing = Math.min(target.failing ?? now, now);
  site.sql.all('UPDATE target SET failing = ?, failures = ? WHERE id = ?', failing, failures, target.id);
  if (failures >= pauses.length && now - failing >= patience) {
    stop(site, { ...target, failing }, 'failing', said);
    return undefined;
  }
  if (onlyThis && tries > pauses.length) {
    settle(site, target.id, [id], 'failed', said);
    return undefined;
  }
  const pause = pauseAfter(site, onlyThis ? tries : failures, after);
  site.sql.all(
    'UPDATE dispatch SET tries = ?, tried = ?, said = ?, at = coalesce(?, at) WHERE target = ? AND id = ?',
    ...[tries, now, said, onlyThis ? now + pause : null, target.id, id],
  );
  return onlyThis ? undefined : pause;
}

/** The pause after so many failures (milliseconds): what the target says, as long as it does not go on and on. */
function pauseAfter(site: SiteContext, failures: number, after: number | undefined): number {
  const minutes = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
  const growing = minutes * minute * (1 + jitter * site.random());
  const wanted = after === undefined ? growing : Math.max(after * 1000, failures > pauses.length ? growing : 1000);
  return Math.round(Math.min(wanted, day));
}

/** Switches a target off, and tells the owners, at once and only once. */
function stop(site: SiteContext, { id, kind, name, active, failing }: StandingRow, why: Stopped, said: string): void {
  const now = site.now();
  if (active === 0) return;
  site.sql.all('UPDATE target SET active = 0, stopped = ?, stopped_at = ? WHERE id = ?', why, now, id);
  site.targets = undefined;
  dropWaiting(site, id);
  const owners = site.sql.all<Pick<Person, 'account' | 'name'>>(
    "SELECT account, name FROM person WHERE role = 'owner' ORDER BY since",
  );
  putMessage(site, {
    facts: { kind: 'target-stopped', name, target: kind, why, since: why === 'failing' ? failing : null, said },
    recipient: site.name,
    address: null,
    comment: null,
    cause: id,
    team: owners,
  });
}

/** Gives a target back that has been worked on: it is due again when the next of what waits for it is. */
function release(site: SiteContext, job: Job): void {
  const next = first<{ at: number | null }>(
    site.sql,
    "SELECT min(at) AS at FROM dispatch WHERE target = ? AND state = 'waiting'",
    job.subject,
  )?.at;
  if (next === null || next === undefined) finishJob(site, job);
  else postponeJob(site, job, Math.max(0, next - site.now()));
}

/** Notes that these need not be sent any more. */
export function settleDispatches(site: SiteContext, target: string, ids: string[]): void {
  const { length } = site.sql.all(
    `UPDATE dispatch SET state = 'settled' WHERE target = ? AND id IN (SELECT value FROM json_each(?)) AND state = 'waiting'
     RETURNING id`,
    target,
    JSON.stringify(ids),
  );
  noteWaiting(site, target, -length);
}

/** Keeps the newest of what was done. By its own index: beside it thousands may wait. */
function forgetOld(site: SiteContext, target: string): void {
  site.sql.all(
    `DELETE FROM dispatch INDEXED BY dispatch_done WHERE target = ? AND state <> 'waiting' AND id < (
       SELECT id FROM dispatch INDEXED BY dispatch_done
       WHERE target = ? AND state <> 'waiting' ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    ...[target, target, mostKept - 1],
  );
}

const find = (site: SiteContext, id: string) =>
  first<StandingRow>(site.sql, 'SELECT id, kind, name, active, failing, failures FROM target WHERE id = ?', id);

interface DispatchRow {
  id: string;
  event: Dispatch['event'];
  state: Dispatch['state'];
  created: number;
  at: number;
  tries: number;
  tried: number | null;
  said: string | null;
  comment: string | null;
}

const columns = 'id, event, state, created, at, tries, tried, said, comment';

/** What was sent to a target, and what is sent next, newest first. @throws Refusal `unknown-target`. */
export function listDispatches(site: SiteContext, target: string): Dispatches {
  if (!find(site, target)) throw new Refusal('unknown-target');
  const due = first<{ at: number }>(site.sql, "SELECT at FROM due WHERE kind = 'target' AND subject = ?", target)?.at;
  const waiting = site.sql.all<DispatchRow>(
    `SELECT ${columns} FROM dispatch WHERE target = ? AND state = 'waiting' ORDER BY at, id LIMIT ?`,
    target,
    mostListed,
  );
  const done = site.sql.all<DispatchRow>(
    `SELECT ${columns} FROM dispatch INDEXED BY dispatch_done WHERE target = ? AND state <> 'waiting' ORDER BY id DESC LIMIT ?`,
    target,
    mostKept - mostListed,
  );
  const rows = [...waiting, ...done].toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return { dispatches: rows.map((row) => toDispatch(row, due ?? 0)) };
}

const toDispatch = ({ at, created, tried, ...row }: DispatchRow, due: number): Dispatch => ({
  ...row,
  created: isoTime(created),
  tried: isoTimeOrNull(tried),
  next: row.state === 'waiting' ? isoTime(Math.max(at, due)) : null,
});

/** Has a test sent, if none is on its way. @throws Refusal `unknown-target`, `no-address`. */
export function testTarget(site: SiteContext, _person: Person, target: string): Dispatches {
  mustHaveAddress(site, target);
  const there = first(
    site.sql,
    "SELECT 1 FROM dispatch WHERE target = ? AND at = ? AND state = 'waiting' AND event = 'test'",
    target,
    soonest,
  );
  if (!there) {
    const now = site.now();
    site.sql.all(
      "INSERT INTO dispatch (target, id, event, created, at) VALUES (?, ?, 'test', ?, ?)",
      ...[target, site.newId(now), now, soonest],
    );
    noteWaiting(site, target, 1);
  }
  hasten(site, 'target', target, site.now());
  return listDispatches(site, target);
}

/** Has something sent again, unless that was just now, or is about to be. @throws Refusal `unknown-target`, `unknown-dispatch`, `no-address`. */
export function sendAgain(site: SiteContext, _person: Person, target: string, dispatch: string): Dispatches {
  mustHaveAddress(site, target);
  const row = first<{ state: string; tried: number | null }>(
    site.sql,
    'SELECT state, tried FROM dispatch WHERE target = ? AND id = ?',
    target,
    dispatch,
  );
  if (!row) throw new Refusal('unknown-dispatch');
  const now = site.now();
  const sentNow = row.tried !== null && Math.abs(now - row.tried) < justNow && row.state === 'sent';
  if (!sentNow) {
    const waits = row.state === 'waiting' ? 0 : 1;
    site.sql.all(
      "UPDATE dispatch SET state = 'waiting', at = ?, tries = 0 WHERE target = ? AND id = ?",
      ...[soonest, target, dispatch],
    );
    noteWaiting(site, target, waits);
    hasten(site, 'target', target, now);
  }
  return listDispatches(site, target);
}

function mustHaveAddress(site: SiteContext, target: string): void {
  const row = first<{ address: string | null }>(site.sql, 'SELECT address FROM target WHERE id = ?', target);
  if (!row) throw new Refusal('unknown-target');
  if (row.address === null) throw new Refusal('no-address');
}
