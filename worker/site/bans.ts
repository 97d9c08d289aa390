import type { Ban, NewBan } from '../contract/rules';
import type { Person } from './people';
import type { Room } from './room';

/** Every ban that has not ended, newest first. */
export function listBans(room: Room): Ban[] {
  throw new Error('to be written');
}

/** Bans or mutes an author. @throws Refusal `unknown-author`. */
export function ban(room: Room, person: Person, author: string, newBan: NewBan): Ban {
  throw new Error('to be written');
}

/** Ends a ban. @throws Refusal `unknown-author` when there is none. */
export function unban(room: Room, person: Person, author: string): void {
  throw new Error('to be written');
}

/** The ban on an author that has not ended; null: none. */
export function banOn(room: Room, author: string): Ban | null {
  return null;
}

/** Puts a ban back to what it was before a change; null: there was none. */
export function restoreBan(room: Room, author: string, before: Record<string, unknown> | null): void {
  throw new Error('to be written');
}
