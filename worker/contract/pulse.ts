import * as z from 'zod';
import { Time } from './fields';

/** One week, from Monday (UTC). Durations in milliseconds; null where there is nothing to measure. */
export const Week = z.strictObject({
  from: z.iso.date(),
  /** Comments that a person decided while they waited, and how long they had waited. */
  decided: z.int(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  /** Comments that came in, and how many of them were published without waiting. */
  received: z.int(),
  unheld: z.int(),
  /** Decisions, and how many of them were undone. */
  decisions: z.int(),
  undone: z.int(),
  /** Appeals, and what became of them. */
  appeals: z.int(),
  kept: z.int(),
  reversed: z.int(),
  /** Readers' questions, how many the team has answered, and how fast. */
  questions: z.int(),
  answered: z.int(),
  answerMedian: z.number().nullable(),
});
export type Week = z.infer<typeof Week>;

export const PulseQuery = z.strictObject({ weeks: z.coerce.number().int().min(1).max(104).default(26) });
export type PulseQuery = z.infer<typeof PulseQuery>;

/** The mails of one day (UTC): those that the other side has taken, and those it refused for good. */
export const MailDay = z.strictObject({ day: z.iso.date(), sent: z.int(), failed: z.int() });
export type MailDay = z.infer<typeof MailDay>;

/** The figures that show whether whoever is closest decides. */
export const Pulse = z.strictObject({
  waiting: z.int(),
  oldestWaiting: Time.nullable(),
  /** Oldest first; the last one is this week. */
  weeks: z.array(Week),
  /** The last 14 days, oldest first; the last one is today. */
  mails: z.array(MailDay),
});
export type Pulse = z.infer<typeof Pulse>;
