import type { MessageKind, Outbox, OutboxQuery } from '../contract/statement';
import type { Person } from './people';
import type { Room } from './room';

/** A message to be delivered. */
export interface NewMessage {
  kind: MessageKind;
  /** Who it is for, as the desk shows it. */
  recipient: string;
  /** Their e-mail address, where one is known. */
  address: string | null;
  subject: string;
  text: string;
  comment: string | null;
  /** The decision, notice or consult behind it: when that is undone, the message is withdrawn. */
  cause: string;
}

/** Puts a message into the outbox, in the transaction of its cause. */
export function putMessage(room: Room, message: NewMessage): void {}

/** Withdraws what was not sent yet of a cause. */
export function withdrawMessages(room: Room, cause: string): void {}

/** The outbox, newest first, as far as it is about the person's scope. */
export function readOutbox(room: Room, person: Person, query: OutboxQuery): Outbox {
  throw new Error('to be written');
}
