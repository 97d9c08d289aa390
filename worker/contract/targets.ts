import * as z from 'zod';
import { HttpUrl, Id, line, Time } from './fields';

/** What hears of what happens on a site: programs for chat and notices, and programs of one's own (Standard Webhooks). */
export const TargetKind = z.enum(['slack', 'mattermost', 'discord', 'telegram', 'matrix', 'ntfy', 'gotify', 'webhook']);
export type TargetKind = z.infer<typeof TargetKind>;

/** What a target can hear of. */
export const EventKind = z.enum([
  /** A comment has begun to wait for a person. */
  'comment.waiting',
  /** Readers see it from now on. */
  'comment.published',
  /** Its author has changed the text. */
  'comment.changed',
  /** Its author has taken it back, or the team an answer of its own. */
  'comment.withdrawn',
  /** The checks have filed it as spam; nobody has decided that. */
  'comment.filed',
  /** It is gone for good. */
  'comment.erased',
  /** A reader has reported it. */
  'comment.reported',
  /** Its author objects to what was decided. */
  'comment.appealed',
  /** Somebody has decided about comments… */
  'decision.made',
  /** …and somebody has undone that. */
  'decision.undone',
]);
export type EventKind = z.infer<typeof EventKind>;

/** What chat hears of where nobody says anything else: what waits for a person. */
export const waitingEvents = ['comment.waiting', 'comment.reported', 'comment.appealed'] as const satisfies EventKind[];

/** What opens a door elsewhere: visible ASCII, so that it fits into a header. */
const Secret = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,500}$/, 'Letters, digits and signs, without spaces.');

const url = HttpUrl;

/** Where a target is and what opens it, as somebody typed it. All of it is secret: it is never shown again. */
export const TargetAddress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack'), url }),
  z.strictObject({ kind: z.literal('mattermost'), url }),
  z.strictObject({ kind: z.literal('discord'), url }),
  z.strictObject({
    kind: z.literal('telegram'),
    /** The bot's, from BotFather. */
    token: z
      .string()
      .trim()
      .regex(/^\d{1,20}:[\w-]{1,100}$/, 'A bot’s token such as 123456:ABC-DEF.'),
    /** The number of the chat, or @ and its name. */
    chat: z
      .string()
      .trim()
      .regex(/^(-?\d{1,20}|@\w{1,64})$/, 'A number such as -1001234567890, or @name.'),
    /** Where the bots' API is, if not at Telegram's own server. */
    url: url.optional(),
  }),
  z.strictObject({
    kind: z.literal('matrix'),
    /** The homeserver. */
    url,
    /** The room's id. */
    room: z
      .string()
      .trim()
      .regex(/^![\x21-\x7e]{1,254}$/, 'The id of a room, which begins with !.'),
    token: Secret,
  }),
  z.strictObject({
    kind: z.literal('ntfy'),
    /** The server and the topic: https://ntfy.sh/topic. */
    url: url.refine((value) => topicOf(value) !== '', {
      params: { code: 'invalid' },
      message: 'An address that ends with the topic.',
    }),
    token: Secret.optional(),
  }),
  z.strictObject({ kind: z.literal('gotify'), url, token: Secret }),
  z.strictObject({ kind: z.literal('webhook'), url }),
]);
export type TargetAddress = z.infer<typeof TargetAddress>;

/** The last part of an address's path; empty: it has none. */
export const topicOf = (value: string): string =>
  URL.canParse(value) ? (/\/([\w-]{1,64})\/?$/.exec(new URL(value).pathname)?.[1] ?? '') : '';

const Events = z
  .array(EventKind)
  .min(1)
  .max(EventKind.options.length)
  .transform((kinds) => EventKind.options.filter((kind) => kinds.includes(kind)));

export const NewTarget = z.strictObject({ name: line(1, 80), address: TargetAddress, events: Events });
export type NewTarget = z.infer<typeof NewTarget>;

export const TargetChange = z.strictObject({
  name: line(1, 80).optional(),
  on: z.boolean().optional(),
  events: Events.optional(),
  /** Of the same kind. */
  address: TargetAddress.optional(),
});
export type TargetChange = z.infer<typeof TargetChange>;

/** Why a target was switched off by itself: nothing had arrived for two days, or it said that it is gone for good. */
export const Stopped = z.enum(['failing', 'gone']);
export type Stopped = z.infer<typeof Stopped>;

export const Target = z.strictObject({
  id: Id,
  kind: TargetKind,
  name: z.string(),
  /** Where it is, without anything that is secret; null: that was removed with it, and has to be typed again. */
  place: z.string().nullable(),
  on: z.boolean(),
  events: z.array(EventKind),
  stopped: z.strictObject({ why: Stopped, at: Time }).nullable(),
  /** Since when nothing arrives there. */
  failing: Time.nullable(),
  /** How many events wait to be sent. */
  waiting: z.int(),
  /** How many were not kept since it was added: too many waited, or it was switched off while they did. */
  dropped: z.int(),
  /** Until when the secret before the one of now signs, too. */
  rotating: Time.nullable(),
  by: z.string(),
  created: Time,
});
export type Target = z.infer<typeof Target>;
export const Targets = z.strictObject({ targets: z.array(Target) });
export type Targets = z.infer<typeof Targets>;

/** A target, and where its secret is new what signs from now on: told once and never again. */
export const TargetSecret = z.strictObject({ target: Target, secret: z.string().nullable() });
export type TargetSecret = z.infer<typeof TargetSecret>;

/** One event for one target, and what became of it. */
export const Dispatch = z.strictObject({
  id: Id,
  event: z.enum([...EventKind.options, 'test']),
  /** `settled`: it was not sent, since somebody had decided meanwhile. */
  state: z.enum(['waiting', 'sent', 'failed', 'settled']),
  created: Time,
  /** When it was last sent, or tried; null: it was not yet. */
  tried: Time.nullable(),
  /** Of what waits: when it is tried next. */
  next: Time.nullable(),
  tries: z.int(),
  /** What the target said last. */
  said: z.string().nullable(),
  comment: Id.nullable(),
});
export type Dispatch = z.infer<typeof Dispatch>;

/** The newest hundred. */
export const Dispatches = z.strictObject({ dispatches: z.array(Dispatch) });
export type Dispatches = z.infer<typeof Dispatches>;

/** Which of them is sent again. */
export const SendAgain = z.strictObject({ dispatch: Id });
