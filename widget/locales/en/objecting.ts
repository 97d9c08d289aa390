/** The texts for those who report a comment, or appeal. */
export const texts = {
  why: 'What is wrong with this comment?',
  reasons: {
    spam: 'Spam or advertising',
    insult: 'Insults someone',
    privacy: 'Exposes private matters',
    illegal: 'Is illegal',
    other: 'Other',
  },
  note: 'Note (optional)',
  send: 'Report',
  reported: 'Thank you. Somebody will look at it.',
  noticeHint: 'A notice of illegal content. You get a confirmation and an answer.',
  explanation: 'Why is it illegal?',
  name: 'Name',
  email: 'E-mail',
  goodFaith: 'To the best of my knowledge this is accurate and complete.',
  sendNotice: 'Send the notice',
  noticed: 'Thank you. Your notice has arrived and will be answered.',
  appeal: 'Why should it be decided otherwise?',
  sendAppeal: 'Appeal',
  appeals: {
    open: 'Your appeal has arrived and waits for an answer.',
    kept: 'Your appeal was decided: the decision stands.',
  } as Record<string, string>,
  link: 'Private link to this',
  linkHint: 'It works in any browser. Keep it to yourself.',
  cancel: 'Close',
  /** By field, or by field and kind of mistake. */
  errors: {
    reason: 'Please choose a reason.',
    goodFaith: 'Please confirm this.',
    'email invalid': 'There is a mistake in this e-mail address. One like name@example.com is right.',
    'note too-long': 'At most 1000 characters, please.',
    other: 'This is needed.',
  } as Record<string, string>,
  again: (when: string) => `Please try again ${when}.`,
  againLater: 'Please try again in a few minutes.',
  failures: {
    network: 'No connection. Please try again.',
    unreadable: 'The server does not answer properly at the moment. Please try again in a few minutes.',
    'no-room': 'Nothing can be stored right now. Please try again later; your text is kept.',
    unavailable: 'This does not work right now. Your text is kept.',
    'site-damaged': 'The comments of this site are out of reach right now. Your text is kept.',
    'newer-data': 'The comments of this site are out of reach right now. Your text is kept.',
    'too-many': 'That was a lot at once.',
    'already-appealed': 'You have appealed already.',
    'unknown-comment': 'This comment is gone.',
    other: 'That did not work. Please try again.',
  } as Record<string, string>,
};

export type ObjectingTexts = typeof texts;
