import * as z from 'zod';
import { ThreadKey } from './fields';

/** In which format a site is written: all of it as Plausch's own lines, or its comments as other systems read them. */
export const ExportFormat = z.enum(['plausch', 'wxr', 'remark42', 'csv']);
export type ExportFormat = z.infer<typeof ExportFormat>;

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;

/** A day of the calendar in UTC, or a moment. */
const When = z
  .string()
  .max(40)
  .refine((text) => isDay(text) || z.iso.datetime({ offset: true }).safeParse(text).success, {
    params: { code: 'invalid' },
    message: 'A day such as 2026-12-31, or a time such as 2026-12-31T08:00:00Z.',
  });

/**
 * What of a site is written. `thread`: comments of this one alone; `from`, `to`: written at that time or later, and before that time.
 * A day means all of it: `to=2026-12-31` has the last evening of the year.
 */
export const ExportQuery = z.strictObject({
  format: ExportFormat.default('plausch'),
  thread: ThreadKey.optional(),
  from: When.optional(),
  to: When.optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

const day = 24 * 60 * 60_000;

/** From when to before when (milliseconds since 1970) a query reaches; undefined: without end on that side. */
export const spanOf = ({ from, to }: Pick<ExportQuery, 'from' | 'to'>) => ({
  from: from === undefined ? undefined : Date.parse(from),
  to: to === undefined ? undefined : Date.parse(to) + (isDay(to) ? day : 0),
});
