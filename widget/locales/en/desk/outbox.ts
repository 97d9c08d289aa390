/** What the outbox says, in English. */
export const outbox = {
  title: 'Outbox',
  intro:
    'What authors, readers and colleagues are told. A message that has not been sent is withdrawn when its decision is undone.',
  empty: 'No messages yet.',
  states: { waiting: 'waits to be sent', sent: 'sent', withdrawn: 'withdrawn' },
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
    intro: 'This was tried again and again without success.',
    kinds: {
      inquiry: (service: string) => `Ask or tell ${service}`,
      'carry-on': () => 'Carry out the rest of a decision',
      clean: () => 'Erase what is old',
      index: () => 'Make comments searchable',
    },
    tries: (count: number) => (count === 1 ? 'tried once' : `tried ${count} times`),
    retry: 'Try again',
  },
};
