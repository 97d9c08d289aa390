/** What the view of people says, in English. */
export const people = {
  title: 'People',
};
