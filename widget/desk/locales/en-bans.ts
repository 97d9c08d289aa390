/** What the view of bans says, in English. */
export const bans = {
  title: 'Bans',
};
