/** What is said where comments are decided: forms, questions to colleagues, many at once; in English. */
export const deciding = {
  deciding: {
    reason: 'Reason (optional)',
    standard: 'Common reasons',
    explanation: 'A sentence to the author (optional)',
    told: 'The author reads both.',
    addNote: 'Note for colleagues',
    note: 'Only the team reads it',
    reply: 'Your answer, as the team',
    replyHint: 'It is published under the comment, marked “Team”.',
    answer: 'Answer publicly …',
    replyAndApprove: 'Answer and approve',
    /** The same for a comment of another status. */
    replyAnd: { published: 'Answer and keep' } as Record<string, string>,
    more: 'Reason …',
    withReason: 'Decide with a reason or note',
    because: (reason: string) => `Reason: ${reason}`,
    noted: (note: string) => `Note: ${note}`,
  },
  consulting: {
    title: 'Questions to colleagues',
    ask: 'Ask a colleague',
    asked: (by: string, to: string, ago: string) => `${by} asks ${to}, ${ago}`,
    answered: (to: string, ago: string) => `${to} answers, ${ago}`,
    open: 'No answer yet. Anyone can decide all the same.',
    yourAnswer: 'Your answer',
    answer: 'Answer the question',
    whom: 'Whom',
    question: 'Question',
    placeholder: '@name, …',
    send: 'Ask',
  },
  drafts: {
    tag: 'Draft',
    goOn: 'Continue writing',
    restored: 'Your draft from earlier.',
    discard: 'Discard',
  },
  changes: {
    text: 'The text has just been changed. What is new is marked, what was removed is struck out.',
    appeal: 'An appeal has just come in.',
    gone: 'The comment has just been taken back, or is no longer waiting.',
    tag: 'changed',
    unread: 'The text was changed at this very moment. Nothing is decided: please read it first.',
  },
  cameIn: (count: number) =>
    count === 1
      ? '1 came in or was changed meanwhile, and was left.'
      : `${count} came in or were changed meanwhile, and were left.`,
  forOthers: 'The appeal against your decision waits for somebody else.',
  appealsForOthers: (count: number) =>
    count === 1
      ? '1 appeal against your decision waits for somebody else.'
      : `${count} appeals against your decisions wait for others.`,
  takeBack: 'Take my decision back',
  rows: {
    unfold: (name: string) => `Show all: comment by ${name}`,
    fold: (name: string) => `Fold: comment by ${name}`,
    status: { published: 'published', rejected: 'rejected', spam: 'spam' } as Record<string, string>,
  },
  bulk: {
    title: 'Decide about several',
    which: 'About',
    selected: (count: number) => (count === 1 ? '1 selected' : `${count} selected`),
    author: (name: string) => `everything by ${name} that waits`,
    matching: (count: number) => `all ${count} of this list`,
    withReason: 'With a reason …',
    none: 'Select none',
    all: (count: number) => `Select all ${count}`,
    select: (name: string) => `Select the comment by ${name}`,
    oneDecided: 'One of them is decided already.',
  },
};
