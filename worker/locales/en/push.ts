import type { PushTexts } from '../texts';

export const push: PushTexts = {
  waiting: (count, site) =>
    count === 1 ? `A comment waits on ${site}` : `${count === 100 ? '100 or more' : count} comments wait on ${site}`,
  quote: (name, excerpt) => `${name}: ${excerpt}`,
  approve: (count) => (count === 1 ? 'Approve' : 'Approve this one'),
  test: {
    title: 'Notifications arrive',
    body: (host) => `This is the notification that ${host} was to send as a test.`,
  },
  words: {
    open: 'Open',
    approved: 'The comment is published.',
    decided: 'Somebody else has decided about this comment. Press to see it.',
    changed: 'Its author has changed the comment. Press to read it as it is now.',
    ended: 'This notification cannot decide any more. Press to open the desk.',
    failed: 'That did not work. The comment still waits; press to open it.',
  },
};
