/** What the view of pulse says, in English. */
export const pulse = {
  title: 'Pulse',
};
