import type { ThreadQuery } from '../contract/comment';
import type { Encoding, ReadyPage } from './page-memo';
import type { Room } from './room';
import { readThread } from './thread-page';
import { closesAt } from './threads';

/**
 * One page of a thread as the bytes that go out, ready-made.
 * @throws Refusal `unknown-comment`, `invalid-fields` for what is no cursor.
 */
export function readReadyThread(room: Room, { thread, ...rest }: ThreadQuery, encoding: Encoding): ReadyPage {
  return room.pages.get({ thread, query: JSON.stringify(rest), encoding, now: room.now() }, () => ({
    json: JSON.stringify(readThread(room, { thread, ...rest })),
    until: closesAt(room, thread),
  }));
}
