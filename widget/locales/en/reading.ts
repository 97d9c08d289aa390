/** The texts that every reader may see. */
export const texts = {
  language: 'en',
  comments: (count: number | string) => `Comments: ${count}`,
  write: 'Write a comment',
  writePlaceholder: 'What do you think?',
  replyTo: (name: string) => `Reply to ${name}`,
  reply: 'Reply',
  more: 'More comments',
  earlier: 'Earlier comments',
  moreAnswers: (name: string) => `More replies to ${name}`,
  earlierAnswers: (name: string) => `Earlier replies to ${name}`,
  loadFailed: 'The comments cannot be loaded.',
  loadAgain: 'Try again',
  empty: 'Nobody has written here yet.',
  closed: 'This discussion is closed.',
  removed: 'This comment has been removed.',
  withdrawn: 'The author has taken this comment back.',
  writeFailed: 'The form cannot be loaded. Please reload the page; what you wrote is kept.',
  team: 'Team',
  'post-author': 'Post author',
  pinned: 'pinned',
  report: 'Report',
  edited: 'edited',
  justNow: 'just now',
  /** `unit`: year, month, week, day, hour, minute. */
  ago: (count: number, unit: number) =>
    `${count} ${['year', 'month', 'week', 'day', 'hour', 'minute'][unit]}${count === 1 ? '' : 's'} ago`,
};

export type Texts = typeof texts;
