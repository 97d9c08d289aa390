/** Where something new came while the page was open. */
export const texts = {
  fresh: (count: number) => (count === 1 ? '1 new comment' : `${count} new comments`),
  mark: 'New',
  failed: 'The new comments cannot be loaded. Please try again in a minute.',
};

export type NewsTexts = typeof texts;
