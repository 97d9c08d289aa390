import type { QueueItem } from '../../../worker/contract/desk';
import { bans } from './en-bans';
import { outbox } from './en-outbox';
import { people } from './en-people';
import { profile } from './en-profile';
import { pulse } from './en-pulse';
import { rules } from './en-rules';

type Values = Record<string, string | number>;

const comments = (count: number) => (count === 1 ? '1 comment' : `${count} comments`);

/** Everything the desk says, in English. */
export const en = {
  desk: 'Desk',
  queue: 'Queue',
  decisions: 'Decisions',
  settings: 'Settings',
  navigation: 'Desk',
  site: 'Site',
  language: 'Language',
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  loading: 'Loading …',
  retry: 'Try again',
  more: 'More',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  undo: 'Undo',
  close: 'Close',
  noSites: 'You do not work on any site yet.',
  notYours: 'You do not work on this site.',

  people,
  profile,
  rules,
  bans,
  pulse,
  outbox,

  signIn: {
    title: 'Sign in to the desk',
    none: 'You get in with a one-time link from the owner of the site.',
    used: 'This link has been used or has expired. Each link works once, for one day.',
    ended: 'Your session has ended.',
    out: 'You are signed out.',
    how: 'Whoever runs the server gets a new link with:',
  },

  states: {
    held: 'Held',
    reported: 'Reported',
    appealed: 'Appealed',
    spam: 'Doubtful spam',
    all: 'All',
    asked: 'Asked of me',
    any: 'Every comment',
  },
  waiting: {
    held: 'held',
    reported: 'reported',
    appealed: 'appealed',
    spam: 'doubtful spam',
  } satisfies Record<NonNullable<QueueItem['waiting']>, string>,
  waits: (count: number) => (count === 1 ? '1 waits' : `${count} wait`),
  fresh: (count: number) => `Show ${count} new`,
  empty: {
    held: 'Nothing is held. Enjoy the quiet.',
    reported: 'No reader has reported anything.',
    appealed: 'Nobody has appealed.',
    spam: 'No doubtful spam.',
    all: 'Nothing waits. All is decided.',
    asked: 'Nobody asks you anything.',
    any: 'Nothing matches.',
  },
  elsewhere: (count: number) => `${count === 1 ? '1 comment waits' : `${count} comments wait`} elsewhere`,

  approve: 'Approve',
  keep: 'Keep',
  reject: 'Reject',
  spam: 'Spam',
  actions: (name: string) => `Decide about the comment by ${name}`,
  byAuthor: (name: string) => `Comment by ${name}`,
  answering: (name: string) => `Answers ${name}:`,
  answeringGone: 'Answers a comment that is gone.',
  unnamedThread: 'Untitled post',
  edited: 'edited',
  why: 'Why it waits',
  author: 'Record',
  reports: 'Reports',
  appeal: 'Appeal',
  unremarkable: 'Nothing suspicious. It waits because the settings ask for a look first.',
  weight: (weight: number) => `Weight ${weight}`,
  newHere: 'New here',
  record: {
    published: (count: number) => `${count} published`,
    rejected: (count: number) => `${count} rejected`,
    spam: (count: number) => `${count} spam`,
  },
  since: (date: string) => `since ${date}`,
  reportReasons: {
    spam: 'Spam or advertising',
    insult: 'Insults someone',
    privacy: 'Exposes private matters',
    illegal: 'Is illegal',
    other: 'Other',
  } as Record<string, string>,
  signals: {
    'trap-filled': () => 'Filled in a field that people do not see.',
    'sent-at-once': ({ seconds }) => `Sent ${seconds} s after the first key.`,
    'written-fast': ({ seconds }) => `Written in ${seconds} s, faster than anyone types.`,
    'many-links': ({ count }) => `Has ${count} links.`,
    'only-links': ({ count }) => (count === 1 ? 'Little more than a link.' : `Little more than ${count} links.`),
    bbcode: () => 'Uses forum markup ([url=…]) that does nothing here.',
    'html-link': () => 'Uses HTML links, which do nothing here.',
    'spam-before': ({ count }) =>
      count === 1 ? 'One earlier comment was spam.' : `${count} earlier comments were spam.`,
    'rejected-before': ({ count }) =>
      count === 1 ? 'One earlier comment was rejected.' : `${count} earlier comments were rejected.`,
    'published-before': ({ count }) =>
      count === 1 ? 'One earlier comment was published.' : `${count} earlier comments were published.`,
  } as Record<string, (values: Values) => string>,

  rejecting: {
    reason: 'Reason (optional)',
    told: 'The author can read it.',
    standard: 'Common reasons',
    reasons: ['Off topic', 'Insults someone', 'Advertising', 'Not understandable'],
  },

  decided: {
    approve: (name: string) => `Approved: ${name}`,
    reject: (name: string) => `Rejected: ${name}`,
    spam: (name: string) => `Spam: ${name}`,
  },
  undone: (name: string) => `Undone. The comment by ${name} is as it was.`,
  nothingToUndo: 'Nothing to undo here. Earlier decisions are in the log.',
  back: (name: string, problem: string) => `${problem} The comment by ${name} is back in the list.`,
  decidedFirst: {
    approve: (by: string, ago: string) => `${by} approved this ${ago}.`,
    reject: (by: string, ago: string) => `${by} rejected this ${ago}.`,
    spam: (by: string, ago: string) => `${by} marked this as spam ${ago}.`,
  } as Record<string, (by: string, ago: string) => string>,
  decideOtherwise: 'You can still decide otherwise.',

  shortcuts: {
    title: 'Keyboard shortcuts',
    open: 'Keyboard shortcuts',
    on: 'Use these keys',
    next: 'Next comment',
    previous: 'Previous comment',
    approve: 'Approve, keep',
    reject: 'Reject, with a reason if you like',
    spam: 'Spam',
    undo: 'Undo the last decision',
    help: 'This help',
  },

  log: {
    empty: 'Nobody has decided anything yet.',
    approve: (by: string, count: number) => `${by} approved ${comments(count)}`,
    reject: (by: string, count: number) => `${by} rejected ${comments(count)}`,
    spam: (by: string, count: number) => `${by} marked ${comments(count)} as spam`,
    settings: (by: string, _count: number) => `${by} changed the settings`,
    rule: (by: string, _count: number) => `${by} changed a rule`,
    ban: (by: string, _count: number) => `${by} changed a ban`,
    person: (by: string, _count: number) => `${by} changed who works here`,
    undoneBy: (by: string, ago: string) => `Undone by ${by} ${ago}`,
    undone: 'Undone.',
  },

  setting: {
    intro: (site: string) => `Settings of ${site}`,
    publish: 'Who publishes without waiting',
    nobody: 'Nobody: every comment waits for a person',
    known: 'Authors with this many published comments:',
    knownAfter: 'Published comments',
    everyone: 'Everyone; doubtful comments still wait',
    origins: 'Pages that may show the comments',
    originsHint: 'Each as an origin such as https://blog.example.de, without a path.',
    origin: (number: number) => `Origin ${number}`,
    addOrigin: 'Add an origin',
    removeOrigin: (origin: string) => `Remove ${origin || 'this origin'}`,
    remove: 'Remove',
    language: 'Language of the site',
    languages: { de: 'German', en: 'English' },
    close: 'Close a thread after',
    closeHint: 'Days after its first comment. Empty: never.',
    days: 'days',
    edit: 'Time for authors to change a comment',
    editHint: 'After publication. 0: not at all.',
    minutes: 'minutes',
    save: 'Save',
    saving: 'Saving …',
    saved: 'Saved.',
    ownerOnly: 'Only the owner of the site can change its settings.',
    errors: {
      origins: 'An origin such as https://blog.example.de, with nothing after the host name.',
      noOrigins: 'At least one origin is needed.',
      knownAfter: 'A whole number from 1 to 100.',
      closeAfterDays: 'A whole number from 1 to 36,500, or nothing.',
      editMinutes: 'A whole number from 0 to 10,080 (one week).',
    },
  },

  problems: {
    offline: 'The server does not answer.',
    internal: 'Something went wrong on the server.',
    'not-signed-in': 'Your session has ended.',
    'not-allowed': 'You may not do this here.',
    'unknown-site': 'There is no such site here.',
    'unknown-comment': 'The comment is gone: its author has taken it back.',
    'already-undone': 'This decision was undone already.',
    'decided-since': 'Somebody has decided differently since.',
    'too-many': 'That was a lot at once. Wait a moment, please.',
    'invalid-fields': 'Some fields need another look.',
  } as Record<string, string>,
};

/** What every language says. English is the measure. */
export type Words = typeof en;
