import type { outbox as english } from './en-outbox';

/** What the view of outbox says, in German. */
export const outbox: typeof english = {
  title: 'Postausgang',
};
