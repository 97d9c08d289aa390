import * as z from 'zod';

/**
 * What a service that takes mails over HTTP tells of them later, in Resend's format
 * (https://resend.com/docs/dashboard/webhooks/event-types): only what matters here.
 */
export const MailEvent = z.looseObject({
  type: z.string(),
  data: z.looseObject({
    to: z.array(z.string()).default([]),
    /** What was sent along with the mail: an object, or a list as it was sent. */
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.looseObject({ name: z.string(), value: z.string() }))
          .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
      ])
      .optional(),
    /** `Permanent`: nobody is there; `Transient`: it may get there another time. */
    bounce: z.looseObject({ type: z.string().optional() }).optional(),
  }),
});
export type MailEvent = z.infer<typeof MailEvent>;
