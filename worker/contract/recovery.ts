import * as z from 'zod';

/** A point in the history of a site's data, as Cloudflare names it. */
const Bookmark = z
  .string()
  .max(200)
  .regex(/^[0-9a-f]+(-[0-9a-f]+)*$/i);

/** Where a site's data go back to: what they were at a time, or at a point that an earlier recovery has named. */
export const NewRecovery = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }).max(40) }),
  z.strictObject({ bookmark: Bookmark }),
]);
export type NewRecovery = z.infer<typeof NewRecovery>;

/** `undo`: the point right before, which takes it back. `forgotten`: whether those are erased again who had been; else the chores do it. */
export const Recovery = z.strictObject({ undo: z.string(), forgotten: z.boolean() });
export type Recovery = z.infer<typeof Recovery>;
