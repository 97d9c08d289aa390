/** The texts for those who write. */
export const texts = {
  name: 'Name',
  email: 'E-mail',
  emailHint: 'never shown',
  website: 'Website',
  optional: 'optional',
  markdown: '*italic*, **bold**, [link](https://…), > quote',
  send: 'Send',
  sending: 'Sending …',
  sendAgain: 'Send again',
  preview: 'Preview',
  edit: 'Write on',
  cancel: 'Cancel',
  privacy: 'Privacy',
  leaveEmpty: 'Leave this field empty',
  charactersLeft: (count: number) => `Characters left: ${count}`,
  errors: {
    required: 'Please fill this in.',
    'too-long': 'This is too long.',
    invalid: 'Please check this address.',
  } as Record<string, string>,
  failures: {
    network: 'No connection. Your text is kept, nothing is sent twice.',
    'thread-closed': 'This discussion is closed now. Your text is kept.',
    'unknown-parent': 'The comment you answer is gone. Your text is kept.',
    banned: 'You cannot write here for now. Your text is kept.',
    'too-many': 'That was a lot at once. Please try again later.',
    other: 'That did not work. Your text is kept.',
  } as Record<string, string>,
};

export type WritingTexts = typeof texts;
