/** The texts for the order of comments. */
export const texts = {
  label: 'Sort by',
  orders: { oldest: 'oldest', newest: 'newest', best: 'best' },
  done: {
    oldest: 'The oldest comments come first now.',
    newest: 'The newest comments come first now.',
    best: 'The comments that most agree with come first now.',
  },
};

export type OrderingTexts = typeof texts;
