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
  /** While the page is open. */
  nowPublished: 'Your comment is published now.',
  /** How long waiting takes here, in the middle: "3 hours". */
  usually: (time: string) => `That usually takes about ${time} here.`,
  link: 'Private link',
  linkHint: 'to look after it and to change it, also in another browser',
  change: 'Change or take back',
  /** So long that is still possible: "12 minutes". */
  left: (time: string) => `${time} left`,
  text: 'Your comment',
  save: 'Save',
  cancel: 'Cancel',
  takeBack: 'Take back',
  sure: 'Take this comment back? That cannot be undone.',
  sureYes: 'Yes, take it back',
  sureNo: 'No, keep it',
  changed: 'Your comment is changed.',
  changedWaits: 'Your comment is changed. It waits for approval.',
  takenBack: 'Your comment is taken back.',
  elsewhere: 'As it stands now',
  failures: {
    'changed-elsewhere':
      'You have changed this comment in another window meanwhile. Your text still stands here; save it once more, and it takes the place of the other one.',
    'window-closed': 'The time to change this comment is over. Your text still stands here.',
    'unknown-comment': 'This comment is gone. Your text still stands here.',
  } as Record<string, string>,
};

export type OwnTexts = typeof texts;
