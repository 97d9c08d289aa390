/** What the view of outbox says, in English. */
export const outbox = {
  title: 'Outbox',
};
