import * as z from 'zod';
import { Id, Time } from './fields';
import { ServiceName } from './services';

/**
 * Kinds of work that a site does later: asking or telling a service, sending a message, telling somebody of the team that
 * comments wait by mail or in a browser, sending what happens to a target,
 * asking a reader to confirm an address, sending a reader a link to what is known of them, finding out who is to hear of an answer,
 * telling a reader of answers, making comments of what was imported or taking it out again, giving imported ones to who has confirmed
 * their address, erasing all that is known of an author, carrying out what remains of a decision, forgetting what is old, taking words into the index.
 */
export const DueKind = z.enum([
  'inquiry',
  'message',
  'alert',
  'push',
  'target',
  'confirm',
  'mine',
  'answer',
  'news',
  'import',
  'claim',
  'forget',
  'carry-on',
  'clean',
  'index',
]);
export type DueKind = z.infer<typeof DueKind>;

/** Which work is meant: its kind, and what it is about by that. */
export const NamedWork = z.strictObject({ kind: DueKind, subject: z.string().max(200) });
export type NamedWork = z.infer<typeof NamedWork>;

/** Work that was tried so often that it was given up. */
export const GivenUp = z.strictObject({
  ...NamedWork.shape,
  /** The comment it is about, if it is about one… */
  comment: Id.nullable(),
  /** …and the service, if one is to be asked or told. */
  service: ServiceName.nullable(),
  tries: z.int(),
  /** What was wrong the last time. */
  trouble: z.string(),
  at: Time,
});
export type GivenUp = z.infer<typeof GivenUp>;

/** What was given up, newest first: a hundred at most. */
export const GivenUpList = z.strictObject({ works: z.array(GivenUp) });
export type GivenUpList = z.infer<typeof GivenUpList>;
