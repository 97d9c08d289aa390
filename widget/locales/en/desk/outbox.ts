/** What the outbox says, in English. */
export const outbox = {
  title: 'Outbox',
  intro:
    'What authors, readers and colleagues are told. A message that has not been sent is withdrawn when its decision is undone. Colleagues get theirs by mail, where they have confirmed an address in “My login”; to readers this version sends no mail.',
  empty: 'No messages yet.',
  states: {
    waiting: 'waits to be sent',
    sent: 'sent',
    withdrawn: 'withdrawn',
    failed: 'failed',
    unsent: 'not sent',
  },
  /** Of a message to a reader. */
  toReader: 'is not sent',
  noMail: {
    title: 'No mail is set up',
    text: 'Whoever runs the server sets these two variables, and tries with the third line whether mail gets through. What waits longer than a day is not sent any more.',
  },
  delivery: {
    sent: (when: string, way: string) => `sent on ${when} by ${way}`,
    now: 'goes out now',
    later: (when: string) => `is tried again on ${when}`,
    failed: (when: string) => `failed on ${when}`,
    retry: (name: string) => `Try again to send it to ${name}`,
    why: {
      'no-address': 'not sent: no confirmed address in “My login”',
      'no-mail': 'not sent: no mail was set up within a day',
      withdrawn: 'not sent: withdrawn before',
      left: 'not sent: does not work on this part of the site any more',
      settled: 'not sent: answered or decided meanwhile, or the comment is gone',
      unwanted: 'not sent: does not want such mails',
    },
    untilMail: 'waits for mail to be set up, for a day at most',
  },
  to: (name: string) => `to ${name}`,
  kinds: {
    statement: 'Statement of reasons',
    'statement-undone': 'Decision taken back',
    'appeal-received': 'Appeal received',
    'appeal-decided': 'Appeal decided',
    'notice-received': 'Notice received',
    'notice-decided': 'Notice decided',
    consult: 'Question',
    answer: 'Answer',
  },
  /** What was given up. */
  due: {
    title: 'Left undone',
    intro: 'This did not work out, and is not tried again by itself.',
    kinds: {
      message: () => 'Send a message',
      alert: () => 'Tell somebody of the team that comments wait',
      push: () => 'Show somebody of the team a notice that comments wait',
      inquiry: (service: string) => `Ask or tell ${service}`,
      'carry-on': () => 'Carry out the rest of a decision',
      clean: () => 'Erase what is old',
      index: () => 'Make comments searchable',
    },
    tries: (count: number) => (count === 1 ? 'tried once' : `tried ${count} times`),
    retry: 'Try again',
  },
};
