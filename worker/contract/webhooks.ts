import * as z from 'zod';
import { Comment, ReportReason } from './comment';
import { Id, Time } from './fields';
import { Action } from './statement';
import type { EventKind } from './targets';

/** The thread a comment stands in. */
const EventThread = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  /** Where its post is. */
  url: z.string().nullable(),
});

/** A comment as it is when the event is sent; without author and text where it was taken back or erased by then. */
const EventComment = z.strictObject({ comment: Comment.omit({ own: true }), thread: EventThread });
export type EventComment = z.infer<typeof EventComment>;

const about = { site: z.string(), ...EventComment.shape };

const EventDecision = z.strictObject({
  id: Id,
  action: Action,
  reason: z.string().nullable(),
  explanation: z.string().nullable(),
  /** The name of whoever decided, or of the rule. */
  by: z.string(),
  at: Time,
  /** The team's answer that was published with it. */
  reply: Id.nullable(),
  undone: z.strictObject({ by: z.string(), at: Time }).nullable(),
});
export type EventDecision = z.infer<typeof EventDecision>;

/** A decision, and which comments it has changed: of many, fifty at most in one event. */
const decided = {
  site: z.string(),
  decision: EventDecision,
  comments: z.array(z.strictObject({ id: Id, status: Comment.shape.status, thread: z.string() })).max(50),
};

const event = <Type extends EventKind | 'test', Data extends z.ZodRawShape>(type: Type, data: Data) =>
  z.strictObject({
    type: z.literal(type),
    /** When it happened. */
    timestamp: Time,
    data: z.strictObject(data),
  });

/**
 * What a webhook is told: facts, and nothing of readers that is not published or shown at the desk: no e-mail address, no network,
 * nothing of who reported.
 */
export const WebhookEvent = z.discriminatedUnion('type', [
  event('comment.waiting', about),
  event('comment.published', about),
  event('comment.changed', about),
  event('comment.withdrawn', about),
  event('comment.filed', about),
  event('comment.erased', about),
  /** `reason`: null for a notice of illegal content. */
  event('comment.reported', { ...about, reason: ReportReason.nullable() }),
  /** `appeal`: what its author says. */
  event('comment.appealed', { ...about, appeal: z.string().nullable() }),
  event('decision.made', decided),
  event('decision.undone', decided),
  /** Somebody at the desk wanted to see whether it arrives. */
  event('test', { site: z.string() }),
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** What each event means, for the document of the API. */
export const webhookSummaries: Record<WebhookEvent['type'], string> = {
  'comment.waiting': 'A comment has begun to wait for a person',
  'comment.published': 'Readers see a comment from now on',
  'comment.changed': 'An author has changed a text',
  'comment.withdrawn': 'A comment was taken back',
  'comment.filed': 'The checks have filed a comment as spam; nobody has decided that',
  'comment.erased': 'A comment is gone for good',
  'comment.reported': 'A reader has reported a comment, or given notice of illegal content',
  'comment.appealed': 'An author objects to what was decided',
  'decision.made': 'Somebody has decided about comments; of many, fifty an event',
  'decision.undone': 'Somebody has undone a decision; of many, fifty an event',
  test: 'Somebody at the desk wanted to see whether it arrives',
};
