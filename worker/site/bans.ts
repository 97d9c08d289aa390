import { Ban, type NewBan } from '../contract/rules';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { logChange } from './log-entry';
import type { Person } from './person';
import type { Room } from './room';
import { scopeCondition, worksOnAll } from './scope';
import { isoTime } from './time';

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
export function listBans(room: Room, person: Person): Ban[] {
  const bans = room.sql
    .all<BanRow>(`SELECT ${columns} FROM ban WHERE until IS NULL OR until > ? ORDER BY at DESC`, room.now())
    .map(toBan);
  if (worksOnAll(person)) return bans;
  return bans.flatMap((ban) => inPart(room, person, ban) ?? []);
}

/** Bans or mutes an author; saying it again changes it. @throws Refusal `unknown-author`. */
export function ban(room: Room, person: Person, author: string, { kind, reason, days }: NewBan): Ban {
  const name = lastName(room, { scope: [] }, author);
  if (name === undefined) throw new Refusal('unknown-author');
  const now = room.now();
  const until = days === null ? null : isoTime(now + days * day);
  const after: KnownBan = { author, name, kind, reason, until, by: person.name, at: isoTime(now) };
  logChange(room, person, 'ban', { id: author, of: name, before: banOn(room, author), after }, reason);
  restoreBan(room, author, after);
  return after;
}

/** Ends a ban. @throws Refusal `unknown-author` when there is none. */
export function unban(room: Room, person: Person, author: string): void {
  const before = banOn(room, author);
  if (!before) throw new Refusal('unknown-author', { detail: 'This author is not banned.' });
  logChange(room, person, 'ban', { id: author, of: before.name, before, after: null });
  restoreBan(room, author, null);
}

/** The ban on an author that has not ended; null: none. */
export function banOn(room: Room, author: string): KnownBan | null {
  const row = first<BanRow>(
    room.sql,
    `SELECT ${columns} FROM ban WHERE author = ? AND (until IS NULL OR until > ?)`,
    author,
    room.now(),
  );
  return row ? toBan(row) : null;
}

/** What is kept of a ban on an author, ended or not; null: nothing. */
export function readBan(room: Room, author: string): KnownBan | null {
  const row = first<BanRow>(room.sql, `SELECT ${columns} FROM ban WHERE author = ?`, author);
  return row ? toBan(row) : null;
}

/** The ban on an author as somebody at the desk reads of it: the reason is for those who work on the whole site. */
export function banAsSeenBy(room: Room, person: Person, author: string): Ban | null {
  const ban = banOn(room, author);
  return ban && !worksOnAll(person) ? inPart(room, person, ban) : ban;
}

/** Puts a ban back to what it was before a change; null: there was none. */
export function restoreBan(room: Room, author: string, before: Record<string, unknown> | null): void {
  room.sql.all('DELETE FROM ban WHERE author = ?', author);
  if (before === null) return;
  const { name, kind, reason, until, by, at } = Ban.parse(before) as KnownBan;
  room.sql.all(
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
function inPart(room: Room, person: Person, ban: KnownBan): Ban | null {
  const name = lastName(room, person, ban.author);
  return name === undefined ? null : { ...ban, name, reason: null, by: null };
}

/** The name that an author last wrote under in somebody's part of the site; undefined: they have not written there. */
function lastName(room: Room, person: Pick<Person, 'scope'>, author: string): string | undefined {
  const scope = scopeCondition(person);
  return first<{ name: string }>(
    room.sql,
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
