import type { rules as english } from './en-rules';

/** What the view of rules says, in German. */
export const rules: typeof english = {
  title: 'Regeln',
};
