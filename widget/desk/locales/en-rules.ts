/** What the view of rules says, in English. */
export const rules = {
  title: 'Rules',
};
