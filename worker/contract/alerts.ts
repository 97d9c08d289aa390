import * as z from 'zod';
import type { Why } from './desk';

/** How often somebody of the team hears by mail that comments wait: not at all, soon after each, or once an hour or a day. */
export const Alerts = z.enum(['off', 'now', 'hourly', 'daily']);
export type Alerts = z.infer<typeof Alerts>;

/** What one has chosen on a site. */
export const AlertChoice = z.strictObject({ alerts: Alerts });
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
