import { randomBytes } from 'node:crypto';
import type { NewTarget, Target, TargetAddress, TargetChange, TargetSecret, Targets } from '../../contract/targets';
import { Target as TargetSchema } from '../../contract/targets';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { hasten, unschedule } from '../base/due';
import { dropWaiting, waitingFor } from '../base/events';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { isoTime, isoTimeOrNull } from '../base/time';

/** So many targets a site has at most. */
const mostTargets = 20;
/** For so long (milliseconds) the secret before the one of now signs, too. */
const rotation = 24 * 60 * 60_000;

interface TargetRow {
  id: string;
  kind: Target['kind'];
  name: string;
  place: string | null;
  events: string;
  active: number;
  stopped: 'failing' | 'gone' | null;
  stopped_at: number | null;
  failing: number | null;
  waiting: number;
  dropped: number;
  previous_until: number | null;
  by_name: string;
  created: number;
}

const columns = `id, kind, name, place, events, active, stopped, stopped_at, failing, ${waitingFor} AS waiting, dropped,
  previous_until, by_name, created`;

/** What the log says of a target, and what an undo puts back. Nothing of it opens anything. */
type Logged = Pick<Target, 'id' | 'kind' | 'name' | 'place' | 'on' | 'events' | 'by' | 'created'>;

/** Every target, oldest first. */
export const listTargets = (site: SiteContext): Targets => ({
  targets: site.sql.all<TargetRow>(`SELECT ${columns} FROM target ORDER BY id`).map((row) => toTarget(site, row)),
});

/**
 * Has somebody outside hear of what happens. `server`: the address of this server, for links. The secret of a webhook is told now and
 * never again. @throws Refusal `too-many-targets`.
 */
export function addTarget(
  site: SiteContext,
  person: Person,
  { name, address, events }: NewTarget,
  server: string,
): TargetSecret {
  const count = first<{ count: number }>(site.sql, 'SELECT count(*) AS count FROM target')?.count ?? 0;
  if (count >= mostTargets) throw new Refusal('too-many-targets', { detail: `At most ${mostTargets}.` });
  const now = site.now();
  const id = site.newId(now);
  const after: Logged = {
    ...{ id, kind: address.kind, name, place: placeOf(address), on: true, events },
    ...{ by: person.name, created: isoTime(now) },
  };
  logChange(site, person, 'target', { id, of: name, before: null, after });
  put(site, after, server);
  return { target: mustFind(site, id), secret: setAddress(site, id, address) };
}

/**
 * Changes a target. Whoever switches it off drops what waits for it.
 * @throws Refusal `unknown-target`; `invalid-fields` for an address of another kind; `no-address` where one is missing.
 */
export function changeTarget(
  site: SiteContext,
  person: Person,
  id: string,
  { address, ...change }: TargetChange,
  server: string,
): TargetSecret {
  const before = mustFind(site, id);
  if (address && address.kind !== before.kind)
    throw new Refusal('invalid-fields', {
      errors: [{ pointer: '/address/kind', code: 'invalid', detail: 'The kind of a target stays what it is.' }],
    });
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after = { ...logged(before), ...given, ...(address && { place: placeOf(address) }) };
  if (after.on && after.place === null) throw new Refusal('no-address');
  // That another address was typed cannot be undone: what it was before is not kept.
  const typed = (at: string | null) => address && { address: at };
  if (address || JSON.stringify(after) !== JSON.stringify(logged(before)))
    logChange(site, person, 'target', {
      ...{ id, of: after.name },
      before: { ...logged(before), ...typed(null) },
      after: { ...after, ...typed(isoTime(site.now())) },
    });
  put(site, after, server);
  // Who switches it on again has it begin anew.
  if (change.on || address) begin(site, id);
  return { target: mustFind(site, id), secret: address ? setAddress(site, id, address) : null };
}

/** Takes a target away, and at once all that opens it. @throws Refusal `unknown-target`. */
export function removeTarget(site: SiteContext, person: Person, id: string): void {
  const before = mustFind(site, id);
  logChange(site, person, 'target', { id, of: before.name, before: logged(before), after: null });
  restoreTarget(site, id, null);
}

/**
 * Gives a webhook another secret, told now and never again. The one before signs, too, for a day.
 * @throws Refusal `unknown-target`, `not-allowed` for what has no secret.
 */
export function renewTargetSecret(site: SiteContext, person: Person, id: string): TargetSecret {
  const { kind, place, name } = mustFind(site, id);
  if (kind !== 'webhook' || place === null)
    throw new Refusal('not-allowed', { detail: 'Only a webhook has a secret of its own.' });
  const secret = newSecret();
  const until = site.now() + rotation;
  site.sql.all('UPDATE target SET previous = secret, previous_until = ?, secret = ? WHERE id = ?', until, secret, id);
  logChange(site, person, 'target', {
    ...{ id, of: name },
    ...{ before: { secret: null }, after: { secret: isoTime(site.now()) } },
  });
  return { target: mustFind(site, id), secret };
}

/**
 * Puts a target back to what it was before a change; null: it was not there. What opens it is gone with a removal, and with another
 * address: then it comes back switched off, and asks for that.
 */
export function restoreTarget(site: SiteContext, id: string, before: Record<string, unknown> | null): void {
  site.targets = undefined;
  if (before === null) {
    site.sql.all('DELETE FROM dispatch WHERE target = ?', id);
    site.sql.all('DELETE FROM target WHERE id = ?', id);
    unschedule(site, 'target', id);
    return;
  }
  const { id: _, ...fields } = before;
  const wanted = Loggable.parse({ id, ...fields });
  const now = readTarget(site, id);
  const known = now !== null && now.place === wanted.place && now.place !== null;
  const server = first<{ server: string }>(site.sql, 'SELECT server FROM target WHERE id = ?', id)?.server ?? '';
  put(site, known ? wanted : { ...wanted, place: null, on: false }, server);
  if (!known) site.sql.all('UPDATE target SET address = NULL, secret = NULL, previous = NULL WHERE id = ?', id);
}

/** A target as the log has it; null: there is none. */
export function readTarget(site: SiteContext, id: string): Logged | null {
  const row = find(site, id);
  return row ? logged(toTarget(site, row)) : null;
}

const Loggable = TargetSchema.pick({
  ...{ id: true, kind: true, name: true, place: true, on: true, events: true, by: true, created: true },
});

function logged({ id, kind, name, place, on, events, by, created }: Target | Logged): Logged {
  return { id, kind, name, place, on, events, by, created };
}

function put(site: SiteContext, { id, kind, name, place, on, events, by, created }: Logged, server: string): void {
  site.targets = undefined;
  site.sql.all(
    `INSERT INTO target (id, kind, name, place, server, events, active, by_name, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place, server = excluded.server,
       events = excluded.events, active = excluded.active`,
    id,
    kind,
    name,
    place,
    server,
    JSON.stringify(events),
    on ? 1 : 0,
    by,
    Date.parse(created),
  );
  if (!on) dropWaiting(site, id);
}

function begin(site: SiteContext, id: string): void {
  site.sql.all('UPDATE target SET stopped = NULL, stopped_at = NULL, failing = NULL, failures = 0 WHERE id = ?', id);
  hasten(site, 'target', id, site.now());
}

/** Keeps where a target is; of a webhook that has none yet, makes the secret. */
function setAddress(site: SiteContext, id: string, address: TargetAddress): string | null {
  site.sql.all('UPDATE target SET address = ? WHERE id = ?', JSON.stringify(address), id);
  const known = first<{ secret: string | null }>(site.sql, 'SELECT secret FROM target WHERE id = ?', id);
  if (address.kind !== 'webhook' || known?.secret) return null;
  const secret = newSecret();
  site.sql.all('UPDATE target SET secret = ? WHERE id = ?', secret, id);
  return secret;
}

/** 32 bytes: of the 24 to 64 that Standard Webhooks asks for. */
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** Where a target is, as far as it can be shown. */
function placeOf(address: TargetAddress): string {
  if (address.kind === 'telegram') return `${address.url ? new URL(address.url).host : 'api.telegram.org'}/…`;
  return `${new URL(address.url).host}/…`;
}

const find = (site: SiteContext, id: string) =>
  first<TargetRow>(site.sql, `SELECT ${columns} FROM target WHERE id = ?`, id);

function mustFind(site: SiteContext, id: string): Target {
  const row = find(site, id);
  if (!row) throw new Refusal('unknown-target');
  return toTarget(site, row);
}

function toTarget(site: SiteContext, row: TargetRow): Target {
  const { id, kind, name, place, waiting, dropped } = row;
  return {
    ...{ id, kind, name, place, on: row.active === 1, events: JSON.parse(row.events) },
    stopped: row.stopped && { why: row.stopped, at: isoTime(row.stopped_at ?? 0) },
    failing: isoTimeOrNull(row.failing),
    waiting,
    dropped,
    rotating: row.previous_until !== null && row.previous_until > site.now() ? isoTime(row.previous_until) : null,
    by: row.by_name,
    created: isoTime(row.created),
  };
}
