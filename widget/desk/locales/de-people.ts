import type { people as english } from './en-people';

/** What the view of people says, in German. */
export const people: typeof english = {
  title: 'Team',
};
