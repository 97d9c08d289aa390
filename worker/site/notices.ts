import type { NewNotice, Notice, Noticed } from '../contract/statement';
import type { Room } from './room';

/** Takes a notice of illegal content into the queue, and confirms its receipt. @throws Refusal `unknown-comment`. */
export function giveNotice(room: Room, comment: string, notice: NewNotice, network: string): Noticed {
  throw new Error('to be written');
}

/** The notices about a comment that nobody has decided yet. */
export function openNotices(room: Room, comment: string): Notice[] {
  return [];
}
