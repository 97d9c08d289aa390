/** The texts that every reader may see. */
export const texts = {
  language: 'en',
  comments: (count: number | string) => `Comments: ${count}`,
  write: 'Write a comment',
  writePlaceholder: 'What do you think?',
  replyTo: (name: string) => `Reply to ${name}`,
  reply: 'Reply',
  more: 'More comments',
  loadFailed: 'The comments cannot be loaded.',
  loadAgain: 'Try again',
  empty: 'Nobody has written here yet.',
  closed: 'This discussion is closed.',
  published: 'Thank you! Your comment is published.',
  waits: 'Thank you! Your comment waits for approval.',
  waiting: 'waits for approval, visible to you alone',
  rejected: 'not published, visible to you alone',
  reason: (reason: string) => `Reason: ${reason}`,
  removed: 'This comment has been removed.',
  withdrawn: 'The author has taken this comment back.',
  writeFailed: 'The form cannot be loaded. Please reload the page; what you wrote is kept.',
  team: 'Team',
  report: 'Report',
  why: 'Why',
  edited: 'edited',
};

export type Texts = typeof texts;
