import * as z from 'zod';
import { Id, Time } from './fields';

/** What the desk hears as it happens. Only what concerns comments in one's own scope. */
export const LiveEvent = z.discriminatedUnion('kind', [
  /** These came into the queue: they are new, were reported or appealed, or wait again after a change. */
  z.strictObject({ kind: z.literal('waiting'), comments: z.array(Id) }),
  /**
   * The author of these has changed the text or taken it back, a service has said more, or somebody has
   * pinned it: read them anew. They may have
   * left the queue by it.
   */
  z.strictObject({ kind: z.literal('changed'), comments: z.array(Id) }),
  /** Somebody decided about these, or undid a decision about them. */
  z.strictObject({
    kind: z.enum(['decided', 'undone']),
    comments: z.array(Id),
    decision: Id,
    action: z.string(),
    by: z.string(),
    at: Time,
  }),
  /** A question was asked or answered about these. */
  z.strictObject({ kind: z.literal('consult'), comments: z.array(Id) }),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;
