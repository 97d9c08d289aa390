/** The texts for votes. */
export const texts = {
  up: 'Agree',
  down: 'Disagree',
  failures: {
    'not-allowed': 'This is your own comment.',
    'vote-not-taken': 'No such votes are taken here any more.',
    'unknown-comment': 'This comment is gone.',
    'too-many': 'That was a lot at once. Please try again in a few minutes.',
    other: 'Your vote did not get through. Please try again.',
  } as Record<string, string>,
};

export type VotingTexts = typeof texts;
