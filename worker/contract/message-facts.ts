import * as z from 'zod';
import { Stopped, TargetKind } from './targets';

/** A time in facts: milliseconds since 1970. It is said as a date, in the language of the words. */
const When = z.int();

/** Which comment it is about, as it was then. */
const about = {
  /** The first words of the comment. */
  excerpt: z.string(),
  /** What its thread was called, or its key. */
  title: z.string(),
  written: When,
};

/** What a statement says: everything that Article 17 (3) of Regulation (EU) 2022/2065 asks for. */
const statement = {
  ...about,
  action: z.enum(['reject', 'spam']),
  reason: z.string().nullable(),
  explanation: z.string().nullable(),
  /** The rule that decided by itself; null: a person did. */
  rule: z.string().nullable(),
  /** Whether the checks had spoken against it before a person looked. */
  detected: z.boolean(),
  /** Whether a reader had reported it. */
  reported: z.boolean(),
  /** Whether its author can appeal, has done so, or was told that the decision stands. */
  appeal: z.enum(['possible', 'open', 'kept']),
};

/**
 * What a message says, as facts: words are made of them when it is shown or sent. All of it is as it was when the message was
 * written, whatever has become of it since.
 */
export const MessageFacts = z.discriminatedUnion('kind', [
  /** To an author: what was decided against their comment. */
  z.strictObject({ kind: z.literal('statement'), ...statement }),
  /** To an author: a decision against their comment does not hold any more. */
  z.strictObject({
    kind: z.literal('statement-undone'),
    ...about,
    action: z.enum(['reject', 'spam']),
    turnedDown: When,
    /** Since when it does not hold. */
    at: When,
    /** Since when the comment is published; null: it waits again. */
    published: When.nullable(),
    /** Whether its author had appealed. */
    appealed: z.boolean(),
  }),
  /** To colleagues: somebody has appealed against a decision. */
  z.strictObject({ kind: z.literal('appeal-received'), by: z.string(), text: z.string() }),
  /** To an author: what became of their appeal. */
  z.strictObject({ kind: z.literal('appeal-decided'), ...statement, reversed: z.boolean() }),
  /** To an author: their comment, which had to wait, is published. */
  z.strictObject({ kind: z.literal('published'), ...about }),
  /** To a reader: so many answers. Which, and what they say, is looked up when they are sent, and kept nowhere. */
  z.strictObject({ kind: z.literal('answers'), count: z.int() }),
  /** To whoever gave notice: it has come in. */
  z.strictObject({ kind: z.literal('notice-received'), excerpt: z.string() }),
  /** To whoever gave notice: what was decided. */
  z.strictObject({
    kind: z.literal('notice-decided'),
    excerpt: z.string(),
    removed: z.boolean(),
    reason: z.string().nullable(),
  }),
  /** To a colleague: a question about a comment… */
  z.strictObject({ kind: z.literal('consult'), by: z.string(), note: z.string() }),
  /** …and to whoever asked: the answer. */
  z.strictObject({ kind: z.literal('answer'), by: z.string(), note: z.string() }),
  /** To the owners: nothing is sent to a target any more. `name`: what they call it. */
  z.strictObject({
    kind: z.literal('target-stopped'),
    name: z.string(),
    target: TargetKind,
    why: Stopped,
    /** Since when nothing had arrived; null: it said that it is gone. */
    since: When.nullable(),
    /** What it said last. */
    said: z.string(),
  }),
  /** What an earlier version had put into words already: it stays in these. */
  z.strictObject({ kind: z.literal('plain'), subject: z.string(), text: z.string() }),
]);
export type MessageFacts = z.infer<typeof MessageFacts>;

/** The facts of messages of one kind. */
export type FactsOf<Kind extends MessageFacts['kind']> = Extract<MessageFacts, { kind: Kind }>;
