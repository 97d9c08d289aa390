import * as z from 'zod';

const Days = z.int().min(1).max(3650);

/** For how many days what is not needed any more is kept. null: for good. */
export const Retention = z.strictObject({
  /** Hashed networks of comments, votes, reports, notices and of who asked for a confirming mail. */
  networks: Days,
  /** Comments filed as spam, since they were. */
  spam: Days.nullable(),
  /** Comments that were turned down, since they were. */
  rejected: Days.nullable(),
  /** Comments that their authors took back, since they did. */
  withdrawn: Days.nullable(),
  /** Who decided, in the log. */
  names: Days.nullable(),
  /** What messages say, and to whom they go. */
  messages: Days.nullable(),
});
export type Retention = z.infer<typeof Retention>;
