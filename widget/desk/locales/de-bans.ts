import type { bans as english } from './en-bans';

/** What the view of bans says, in German. */
export const bans: typeof english = {
  title: 'Sperren',
};
