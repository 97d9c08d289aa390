import { areAlike, sketchOf } from '../spam/sketch';
import type { Room } from './room';

/** A comment of the last days, as far as others are compared with it. */
export interface RecentComment {
  created: number;
  thread: number;
  author: string;
  /** The sender's network, hashed with the day's key; empty: not told apart. */
  network: string;
  sketch: number[];
}

/** So many of the newest comments are looked at… */
const kept = 1000;
/** …that came in the last minutes, when it is about a crowd, and in the last days, when it is about copies. */
const minutes = 10 * 60_000;
const days = 3 * 24 * 60 * 60_000;

/** How many comments came lately: from this network, to the whole site, and nearly the same by others or elsewhere. */
export function countRecent(
  room: Room,
  { body, thread, author, network }: { body: string; thread: number | undefined; author: string; network: string },
): { network: number; site: number; copies: number } {
  const now = room.now();
  const sketch = sketchOf(body);
  const counts = { network: 0, site: 0, copies: 0 };
  for (const one of recent(room)) {
    if (one.created > now - minutes) {
      counts.site += 1;
      if (network !== '' && one.network === network) counts.network += 1;
    }
    const elsewhere = one.author !== author || one.thread !== thread;
    if (one.created > now - days && elsewhere && areAlike(sketch, one.sketch)) counts.copies += 1;
  }
  return counts;
}

/** Remembers a comment that has just been written. */
export function remember(room: Room, comment: RecentComment): void {
  const comments = recent(room);
  comments.push(comment);
  if (comments.length > kept) comments.shift();
}

/** The newest comments, oldest first; read when they are first asked for. */
function recent(room: Room): RecentComment[] {
  room.recent ??= room.sql
    .all<Omit<RecentComment, 'sketch'> & { sketch: string }>(
      'SELECT created, thread, author, network, sketch FROM comment WHERE team IS NULL ORDER BY id DESC LIMIT ?',
      kept,
    )
    .reverse()
    .map((row) => ({ ...row, sketch: JSON.parse(row.sketch) as number[] }));
  return room.recent;
}
