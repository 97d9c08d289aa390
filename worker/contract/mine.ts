import * as z from 'zod';
import { Status } from './comment';
import { Email, Id, Time } from './fields';

export const MineQuery = z.strictObject({ after: z.string().max(100).optional() });

/** One comment with all that is stored of its author in it. */
export const MyComment = z.strictObject({
  id: Id,
  /** The key of its thread, and the post's address and title as far as they are known. */
  thread: z.strictObject({ key: z.string(), url: z.string().nullable(), title: z.string().nullable() }),
  parent: Id.nullable(),
  name: z.string(),
  website: z.string().nullable(),
  email: z.string().nullable(),
  /** Markdown. */
  body: z.string(),
  status: Status,
  created: Time,
  edited: Time.nullable(),
  /** What was decided about it last, and why. */
  decision: z
    .strictObject({ action: z.string(), reason: z.string().nullable(), explanation: z.string().nullable() })
    .nullable(),
  /** What its author has said against decisions. */
  appeals: z.array(z.strictObject({ text: z.string(), at: Time })),
});
export type MyComment = z.infer<typeof MyComment>;

/**
 * All that a site knows of an author, a page at a time: what it is beside comments and votes stands on each. A network is known as a hash
 * for some days, from which nobody can be found by asking.
 */
export const Mine = z.strictObject({
  /** Newest first. */
  comments: z.array(MyComment),
  /** For and against which comments they have voted. */
  votes: z.array(z.strictObject({ comment: Id, value: z.literal([1, -1]) })),
  /** Addresses to which they want to hear of answers: to a comment, or null: to all in a thread. */
  mail: z.array(
    z.strictObject({
      address: z.string(),
      confirmed: Time.nullable(),
      answers: z.array(z.strictObject({ thread: z.string(), comment: Id.nullable(), pace: z.string() })),
    }),
  ),
  /** That they may not write, or only wait, and why. */
  ban: z.strictObject({ kind: z.enum(['ban', 'mute']), reason: z.string(), until: Time.nullable() }).nullable(),
  /** What the next page is asked for by; null: that was all. */
  next: z.string().nullable(),
});
export type Mine = z.infer<typeof Mine>;

/** Where a page shows the same to people, for an hour. Whoever has its address may have all of it erased. */
export const MineLink = z.strictObject({ link: z.string() });
export type MineLink = z.infer<typeof MineLink>;

/** To which address the same is to be sent, where somebody has confirmed it here. */
export const MineMail = z.strictObject({ email: Email });
export type MineMail = z.infer<typeof MineMail>;

/** The same in one file, to be taken along. */
export const MineFile = z.strictObject({ site: z.string(), ...Mine.omit({ next: true }).shape });
