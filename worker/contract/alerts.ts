import * as z from 'zod';
import type { Why } from './desk';

/**
 * When somebody of the team hears by mail that comments wait: not at all; soon after each; when one has waited for some time and they
 * were not at the queue meanwhile; once an hour; once a day, at their time.
 */
export const Alerts = z.enum(['off', 'now', 'unread', 'hourly', 'daily']);
export type Alerts = z.infer<typeof Alerts>;

/** A time of day, as a clock shows it. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59');

/** A time zone, by the name that IANA gave it: https://www.iana.org/time-zones. */
export const TimeZone = z.string().max(60).refine(isTimeZone, 'must be a time zone such as Europe/Berlin');

/** A part of each day; where it ends before it begins it goes on over midnight. */
const Quiet = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => from !== to, 'must not end when it begins');

/** What one has chosen on a site. */
export const AlertChoice = z.strictObject({
  alerts: Alerts,
  /** Of `unread`: after so many minutes. */
  after: z.int().min(5).max(1440).default(30),
  /** Of `daily`: at this time. */
  at: TimeOfDay.default('08:00'),
  /** Where these times are meant. */
  zone: TimeZone.default('UTC'),
  /** When no mail comes, but for the daily one; null: it may come at any time. What would have come then comes after it. */
  quiet: Quiet.nullable().default(null),
  /** Whether reported comments are told of, too, and not only those that are held. */
  reports: z.boolean().default(true),
  /** Whether appeals come by mail… */
  appeals: z.boolean().default(true),
  /** …and colleagues’ questions, and their answers. */
  questions: z.boolean().default(true),
});
export type AlertChoice = z.infer<typeof AlertChoice>;

/** That the links in mails so far do nothing any more. */
export const MailLinks = z.strictObject({ ended: z.literal(true) });
export type MailLinks = z.infer<typeof MailLinks>;

/** A comment that waits, as a mail quotes it. */
export interface WaitingComment extends Quoted {
  /** What it answers; null: the post, or what is not there any more. */
  answers: Quoted | null;
  /** Why it waits: what counts most. */
  why: Why | null;
  /** What stands in the links by which its reader decides. */
  ref: string;
}

/** Whose words are quoted, and how they begin. */
export interface Quoted {
  name: string;
  excerpt: string;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
