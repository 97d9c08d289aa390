import { Ban, type NewBan } from '../contract/rules';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { isoTime } from './comment-row';
import { logChange } from './log';
import type { Person } from './people';
import type { Room } from './room';

const day = 24 * 60 * 60_000;

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

/** Every ban that has not ended, newest first. */
export function listBans(room: Room): Ban[] {
  return room.sql
    .all<BanRow>(`SELECT ${columns} FROM ban WHERE until IS NULL OR until > ? ORDER BY at DESC`, room.now())
    .map(toBan);
}

/** Bans or mutes an author; saying it again changes it. @throws Refusal `unknown-author`. */
export function ban(room: Room, person: Person, author: string, { kind, reason, days }: NewBan): Ban {
  const last = first<{ name: string }>(
    room.sql,
    'SELECT name FROM comment WHERE author = ? ORDER BY id DESC LIMIT 1',
    author,
  );
  if (!last) throw new Refusal('unknown-author');
  const now = room.now();
  const until = days === null ? null : isoTime(now + days * day);
  const after: Ban = { author, name: last.name, kind, reason, until, by: person.name, at: isoTime(now) };
  logChange(room, person, 'ban', { id: author, of: last.name, before: banOn(room, author), after }, reason);
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
export function banOn(room: Room, author: string): Ban | null {
  const row = first<BanRow>(
    room.sql,
    `SELECT ${columns} FROM ban WHERE author = ? AND (until IS NULL OR until > ?)`,
    author,
    room.now(),
  );
  return row ? toBan(row) : null;
}

/** Puts a ban back to what it was before a change; null: there was none. */
export function restoreBan(room: Room, author: string, before: Record<string, unknown> | null): void {
  room.sql.all('DELETE FROM ban WHERE author = ?', author);
  if (before === null) return;
  const { name, kind, reason, until, by, at } = Ban.parse(before);
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

const toBan = ({ author, name, kind, reason, until, by_name, at }: BanRow): Ban => ({
  author,
  name,
  kind,
  reason,
  until: until === null ? null : isoTime(until),
  by: by_name,
  at: isoTime(at),
});
