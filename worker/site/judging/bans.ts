import { Ban, type NewBan } from '../../contract/rules';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { scopeCondition, worksOnAll } from '../base/scope';
import { isoTime } from '../base/time';

const day = 24 * 60 * 60_000;

/** A ban with all that is known of it. */
export type KnownBan = Ban & { reason: string; by: string };

interface BanRow {
  author: string;
  name: string;
  kind: 'ban' | 'mute';
  reason: string;
  until: number | null;
  by_name: string;
  at: number;
}

const columns = 'author, name, kind, reason, until, by_name, at';

/**
 * Every ban that has not ended, newest first. Whoever works on a part of the site reads of the authors who have written
 * there, under the name they used there, and neither reason nor by whom.
 */
export function listBans(site: SiteContext, person: Person): Ban[] {
  const bans = site.sql
    .all<BanRow>(`SELECT ${columns} FROM ban WHERE until IS NULL OR until > ? ORDER BY at DESC`, site.now())
    .map(toBan);
  if (worksOnAll(person)) return bans;
  return bans.flatMap((ban) => inPart(site, person, ban) ?? []);
}

/** Bans or mutes an author; saying it again changes it. @throws Refusal `unknown-author`. */
export function ban(site: SiteContext, person: Person, author: string, { kind, reason, days }: NewBan): Ban {
  const name = lastName(site, { scope: [] }, author);
  if (name === undefined) throw new Refusal('unknown-author');
  const now = site.now();
  const until = days === null ? null : isoTime(now + days * day);
  const after: KnownBan = { author, name, kind, reason, until, by: person.name, at: isoTime(now) };
  logChange(site, person, 'ban', { id: author, of: name, before: banOn(site, author), after }, reason);
  restoreBan(site, author, after);
  return after;
}

/** Ends a ban. @throws Refusal `unknown-author` when there is none. */
export function unban(site: SiteContext, person: Person, author: string): void {
  const before = banOn(site, author);
  if (!before) throw new Refusal('unknown-author', { detail: 'This author is not banned.' });
  logChange(site, person, 'ban', { id: author, of: before.name, before, after: null });
  restoreBan(site, author, null);
}

/** The ban on an author that has not ended; null: none. */
export function banOn(site: SiteContext, author: string): KnownBan | null {
  const row = first<BanRow>(
    site.sql,
    `SELECT ${columns} FROM ban WHERE author = ? AND (until IS NULL OR until > ?)`,
    author,
    site.now(),
  );
  return row ? toBan(row) : null;
}

/** What is kept of a ban on an author, ended or not; null: nothing. */
export function readBan(site: SiteContext, author: string): KnownBan | null {
  const row = first<BanRow>(site.sql, `SELECT ${columns} FROM ban WHERE author = ?`, author);
  return row ? toBan(row) : null;
}

/** The ban on an author as somebody at the desk reads of it: the reason is for those who work on the whole site. */
export function banAsSeenBy(site: SiteContext, person: Person, author: string): Ban | null {
  const ban = banOn(site, author);
  return ban && !worksOnAll(person) ? inPart(site, person, ban) : ban;
}

/** Puts a ban back to what it was before a change; null: there was none. */
export function restoreBan(site: SiteContext, author: string, before: Record<string, unknown> | null): void {
  site.sql.all('DELETE FROM ban WHERE author = ?', author);
  if (before === null) return;
  const { name, kind, reason, until, by, at } = Ban.parse(before) as KnownBan;
  site.sql.all(
    `INSERT INTO ban (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    author,
    name,
    kind,
    reason,
    until === null ? null : Date.parse(until),
    by,
    Date.parse(at),
  );
}

/** A ban for whoever works on a part of the site; null: its author has not written there. */
function inPart(site: SiteContext, person: Person, ban: KnownBan): Ban | null {
  const name = lastName(site, person, ban.author);
  return name === undefined ? null : { ...ban, name, reason: null, by: null };
}

/** The name that an author last wrote under in somebody's part of the site; undefined: they have not written there. */
function lastName(site: SiteContext, person: Pick<Person, 'scope'>, author: string): string | undefined {
  const scope = scopeCondition(person);
  return first<{ name: string }>(
    site.sql,
    `SELECT name FROM comment WHERE author = ? ${scope.sql} ORDER BY id DESC LIMIT 1`,
    author,
    ...scope.values,
  )?.name;
}

const toBan = ({ author, name, kind, reason, until, by_name, at }: BanRow): KnownBan => ({
  author,
  name,
  kind,
  reason,
  until: until === null ? null : isoTime(until),
  by: by_name,
  at: isoTime(at),
});
