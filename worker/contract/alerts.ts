import * as z from 'zod';

/** How often somebody of the team hears by mail that comments wait: not at all, soon after each, or once an hour or a day. */
export const Alerts = z.enum(['off', 'now', 'hourly', 'daily']);
export type Alerts = z.infer<typeof Alerts>;

/** What one has chosen on a site. */
export const AlertChoice = z.strictObject({ alerts: Alerts });
export type AlertChoice = z.infer<typeof AlertChoice>;

/** That the links in mails so far do nothing any more. */
export const MailLinks = z.strictObject({ ended: z.literal(true) });
export type MailLinks = z.infer<typeof MailLinks>;
