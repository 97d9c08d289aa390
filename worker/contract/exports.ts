import * as z from 'zod';
import { ThreadKey } from './fields';

/** In which format a site is written: all of it as Plausch's own lines, or its comments as other systems read them. */
export const ExportFormat = z.enum(['plausch', 'wxr', 'remark42', 'csv']);
export type ExportFormat = z.infer<typeof ExportFormat>;

const day = 24 * 60 * 60_000;

/** A day of the calendar in UTC, or a moment; both as milliseconds since 1970. `more`: what is added to a day. */
const momentOf = (more: number) =>
  z
    .string()
    .max(40)
    .transform((text, context) => {
      const isDay = z.iso.date().safeParse(text).success;
      if (!isDay && !z.iso.datetime({ offset: true }).safeParse(text).success) {
        context.issues.push({
          code: 'custom',
          input: text,
          params: { code: 'invalid' },
          message: 'A day such as 2026-12-31, or a time such as 2026-12-31T08:00:00Z.',
        });
        return z.NEVER;
      }
      return Date.parse(text) + (isDay ? more : 0);
    })
    .meta({ type: 'string' });

/**
 * What of a site is written. `thread`: comments of this one alone; `from`, `to`: written at that time or later, and before that time.
 * A day means all of it: `to=2026-12-31` has the last evening of the year.
 */
export const ExportQuery = z.strictObject({
  format: ExportFormat.default('plausch'),
  thread: ThreadKey.optional(),
  from: momentOf(0).optional(),
  to: momentOf(day).optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;
