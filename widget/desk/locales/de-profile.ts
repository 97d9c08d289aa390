import type { profile as english } from './en-profile';

/** What the view of profile says, in German. */
export const profile: typeof english = {
  title: 'Ihr Zugang',
};
