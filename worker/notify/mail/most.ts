/** How many characters each may have in a mail; the rest is cut. */
export const most = {
  subject: 150,
  name: 60,
  heading: 150,
  text: 5000,
  /** A comment of this length is read at the desk, not in a mail. */
  quote: 3000,
};
