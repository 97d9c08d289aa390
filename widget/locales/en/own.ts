/** The texts for those who have written. */
export const texts = {
  published: 'Thank you! Your comment is published.',
  waits: 'Thank you! Your comment waits for approval.',
  waiting: 'waits for approval, visible to you alone',
  rejected: 'not published, visible to you alone',
  reason: (reason: string) => `Reason: ${reason}`,
  why: 'Why',
  more: 'More about this',
  /** What was decided against it does not hold any more. */
  won: 'Your appeal was successful: this comment is published.',
  republished: 'This comment had been turned down, and is published after all.',
  reopened: 'This comment had been turned down. That is taken back.',
};

export type OwnTexts = typeof texts;
