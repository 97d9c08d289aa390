import * as z from 'zod';
import { Email, Id, line, Time, text } from './fields';
import { MessageFacts } from './message-facts';

/** What a person or a rule can decide about comments. */
export const Action = z.enum(['approve', 'reject', 'spam']);
export type Action = z.infer<typeof Action>;

/**
 * What was decided against a comment, as its author is told (Regulation (EU) 2022/2065, Article 17 (3)): what, on which
 * ground, on what facts, by whom or what, and how to object.
 */
export const Statement = z.strictObject({
  decision: Id,
  action: z.enum(['reject', 'spam']),
  /** The ground: one of the site's reasons, or the moderator's own. */
  reason: z.string().nullable(),
  /** The moderator's own sentence to the author. */
  explanation: z.string().nullable(),
  /** Whether a person decided, or a named rule by itself. */
  by: z.enum(['person', 'rule']),
  at: Time,
  /** The whole statement in words, in the site's language. */
  text: z.string(),
  /** Whether its author can appeal, has done so, or was told that the decision stands. */
  appeal: z.enum(['possible', 'open', 'kept']),
});
export type Statement = z.infer<typeof Statement>;

/** That what was decided against a comment does not hold any more, as its author is told. */
export const Reversal = z.strictObject({
  /** What the comment had been… */
  action: z.enum(['reject', 'spam']),
  /** …and when that was decided. */
  turnedDown: Time,
  /** Since when that does not hold. */
  at: Time,
  /** Since when it is published; null: it waits for a person again. */
  published: Time.nullable(),
  /** Whether its author had appealed, and so was right. */
  appeal: z.boolean(),
  /** The whole in words, in the site's language: paragraphs with an empty line in between. */
  text: z.string(),
});
export type Reversal = z.infer<typeof Reversal>;

/** A notice of illegal content (Regulation (EU) 2022/2065, Article 16 (2)). */
export const NewNotice = z.strictObject({
  explanation: text(1, 5000),
  name: line(1, 200),
  email: Email,
  /** That what is said is accurate and complete, to the best of one's knowledge. */
  goodFaith: z.literal(true, { error: 'Please confirm this.' }),
});
export type NewNotice = z.infer<typeof NewNotice>;

/** That a notice has come in; its number. */
export const Noticed = z.strictObject({ notice: Id });
export type Noticed = z.infer<typeof Noticed>;

export const Notice = z.strictObject({
  id: Id,
  explanation: z.string(),
  name: z.string(),
  email: z.string(),
  at: Time,
  /** The comment’s text has been changed since: this is about another. */
  changed: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** What a message is about. */
export const MessageKind = z.enum(
  MessageFacts.options.map(({ shape }) => shape.kind.value).filter((kind) => kind !== 'plain'),
);
export type MessageKind = z.infer<typeof MessageKind>;

/**
 * Why a message is not sent: its recipient, somebody of the team, has no confirmed address; no mail is set up; the decision behind it was
 * undone; the recipient works there no more; somebody has answered or decided meanwhile, or the comment is gone; they do not want such mails. To a reader: nobody has
 * confirmed the address; mail to it was ended; the mail server says that nobody is there; the site sends readers no mail.
 */
export const Unsent = z.enum([
  ...(['no-address', 'no-mail', 'withdrawn', 'left', 'settled', 'unwanted'] as const),
  ...(['not-confirmed', 'stopped', 'gone', 'off'] as const),
]);
export type Unsent = z.infer<typeof Unsent>;

/** What became of a message to somebody. */
export const Delivery = z.strictObject({
  /** Of somebody of the team; of a reader the number of their mailbox, or nothing. */
  account: z.string(),
  name: z.string(),
  /** A reader's address, as much of it as tells two apart. */
  address: z.string().nullable(),
  /** `failed`: it was refused, or tried so often that it was given up. */
  state: z.enum(['waiting', 'sent', 'failed', 'unsent']),
  /** Since when that is so; of what waits: not before when it is sent. */
  at: Time.nullable(),
  /** Of what is not sent: why. What waits for mail to be set up, or for its address to be confirmed, says so, too. */
  why: Unsent.nullable(),
  /** Which way it went. */
  way: z.string().nullable(),
  /** What the other side said last. */
  said: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** A message that waits to be delivered, was, or was withdrawn before. */
export const Message = z.strictObject({
  id: Id,
  kind: MessageKind,
  /** Who it is for: a name or an address, as the desk may show it. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  comment: Id.nullable(),
  created: Time,
  /** `unsent`: it was not sent, and will not be. */
  state: z.enum(['waiting', 'sent', 'withdrawn', 'failed', 'unsent']),
  /** To whom it goes. */
  deliveries: z.array(Delivery),
});
export type Message = z.infer<typeof Message>;

export const OutboxQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type OutboxQuery = z.infer<typeof OutboxQuery>;
/** Newest first. */
export const Outbox = z.strictObject({
  messages: z.array(Message),
  next: z.string().nullable(),
});
export type Outbox = z.infer<typeof Outbox>;
