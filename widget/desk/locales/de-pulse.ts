import type { pulse as english } from './en-pulse';

/** What the view of pulse says, in German. */
export const pulse: typeof english = {
  title: 'Puls',
};
