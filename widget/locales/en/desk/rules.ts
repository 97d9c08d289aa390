/** What rules say, in English. */
export const rules = {
  title: 'Rules',
  intro: 'Rules propose, people decide: whoever is closest can always decide otherwise.',
  empty: 'No rules yet.',
  add: 'New rule',
  proposes: { hold: 'holds', publish: 'publishes' },
  on: 'on',
  off: 'off',
  when: {
    words: (words: readonly string[]) => `comments with ${words.map((word) => `“${word}”`).join(', ')}`,
    links: (count: number) => (count === 0 ? 'comments with a link' : `comments with more than ${count} links`),
    'first-time': 'comments by authors without a published comment',
    language: (languages: string) => `comments that are not in ${languages}`,
    'thread-age': (days: number) => `comments on threads older than ${days} days`,
    author: (name: string) => `comments by ${name}`,
  },
  someone: 'one author',
  byWhom: (by: string, date: string) => `by ${by}, ${date}`,
  name: 'Name',
  nameHint: 'It tells the team why a comment waits.',
  kind: 'What it looks at',
  kinds: {
    words: 'Words',
    links: 'Links',
    'first-time': 'First-time authors',
    language: 'Language',
    'thread-age': 'Age of the thread',
    author: 'One author',
  },
  words: 'Words',
  wordsHint: 'One per line. Whole words, in any case: “car” does not mean “card”.',
  moreThan: 'More links than',
  not: 'Not in',
  days: 'Days since its first comment, more than',
  propose: 'What it proposes',
  proposals: { hold: 'Hold: a person looks first', publish: 'Publish without waiting' },
  trial: 'What it would have done',
  tried: (checked: number, matched: number) =>
    checked === 1
      ? `It would ${matched === 1 ? '' : 'not '}have matched the last comment.`
      : `It would have matched ${matched} of the last ${checked} comments.`,
  otherwise: (count: number) =>
    count === 0
      ? 'Nobody had decided differently about any of them.'
      : `A person had decided differently about ${count} of them:`,
  examples: 'The newest of them:',
  decided: { approve: 'a person approved it', reject: 'a person rejected it', spam: 'a person called it spam' },
  saveOn: 'Save and switch on',
  saveOff: 'Save, switched off',
  edit: 'Change',
  turnOff: 'Switch off',
  turnOn: 'Switch on …',
  remove: 'Remove',
  removed: (name: string) => `Removed: ${name}. You can undo this under “Decisions”.`,
  saved: 'Saved.',
};
