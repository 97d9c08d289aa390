/** What the view of profile says, in English. */
export const profile = {
  title: 'Your login',
};
