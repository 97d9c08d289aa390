import type { QueueItem, ThresholdsTried } from '../../../worker/contract/desk';
import { bans } from './en-bans';
import { deciding } from './en-deciding';
import { log } from './en-log';
import { outbox } from './en-outbox';
import { people } from './en-people';
import { profile } from './en-profile';
import { pulse } from './en-pulse';
import { rules } from './en-rules';
import { searching } from './en-searching';
import { services } from './en-services';
import { reasonsToWait } from './en-waiting';

type Values = Record<string, string | number>;

const comments = (count: number) => (count === 1 ? '1 comment' : `${count} comments`);

/** Everything the desk says, in English. */
export const en = {
  desk: 'Desk',
  queue: 'Queue',
  decisions: 'Decisions',
  settings: 'Settings',
  navigation: 'Desk',
  skip: 'Skip to content',
  /** Asked before something that was entered is lost. */
  discard: 'What you entered is not saved yet. Discard it?',
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
  log,
  searching,
  services,
  reasonsToWait,
  ...deciding,

  signIn: {
    title: 'Sign in to the desk',
    none: 'You get in with your passkey, or with a one-time link from the owner of the site.',
    passkey: 'Sign in with a passkey',
    used: 'This link has been used or has expired. Each link works once, for one day.',
    ended: 'Your session has ended.',
    out: 'You are signed out.',
    now: (name: string) => `You are signed in as ${name}.`,
    linkOf: (name: string, sites: readonly string[]) =>
      sites.length === 0
        ? `This link signs you in as ${name}.`
        : `This link signs you in as ${name}, for ${sites.join(', ')}.`,
    unasked: 'If you do not know this name, do not sign in with it.',
    as: (name: string) => `Sign in as ${name}`,
    stay: (name: string) => `Stay ${name}`,
    how: 'Whoever runs the server gets a new link with:',
  },

  states: {
    held: 'Held',
    reported: 'Reported',
    appealed: 'Appealed',
    spam: 'Doubtful spam',
    all: 'All',
    asked: 'Asked of me',
    filed: 'Filed as spam',
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
    filed: 'No spam in the last 30 days. Older spam is erased.',
    any: 'Nothing matches.',
  },
  elsewhere: (count: number) => `${count === 1 ? '1 comment waits' : `${count} comments wait`} elsewhere`,

  approve: 'Approve',
  /** The same for a comment of another status. */
  approval: { published: 'Keep', spam: 'Not spam' } as Record<string, string>,
  reject: 'Reject',
  spam: 'Spam',
  actions: (name: string) => `Decide about the comment by ${name}`,
  byAuthor: (name: string) => `Comment by ${name}`,
  answering: (name: string) => `Answers ${name}:`,
  answeringGone: 'Answers a comment that is gone.',
  onlyThread: 'only here',
  unnamedThread: 'Untitled post',
  edited: 'edited',
  why: 'Why it waits',
  author: 'Record',
  team: 'Team',
  reports: 'Reports',
  notices: 'Notices of illegal content',
  otherComments: (count: number) => (count > 1 ? `All ${count} comments` : 'Their comments'),
  ruleForThem: 'Rule …',
  appeal: 'Appeal',
  weight: (weight: number) => `Weight ${weight}`,
  unconfirmed: 'given with this comment, not confirmed',
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
  sum: (doubt: string) => `Together ${doubt}.`,
  signals: {
    'words-spam': ({ percent, words }) =>
      `Reads ${percent} % like advertising${words ? `, most of all: ${words.toString().replaceAll('@url', 'a link')}` : ''}.`,
    'words-honest': ({ percent }) => `Reads like what is approved here (spam: ${percent} %).`,
    copies: ({ count }) =>
      count === 1 ? 'Stands nearly the same in one other place.' : `Stands nearly the same in ${count} other places.`,
    'disposable-mail': ({ host }) => `A throwaway address (${host}).`,
    'spam-host': ({ host }) => `${host} is known for advertising with spam.`,
    'name-is-address': () => 'The name is a web address.',
    'name-sells': ({ name }) => `The name sells something: “${name}”.`,
    offer: ({ words }: Values) => `Offers something and says where: ${words}.`,
    'no-form': () => 'Not written in the form.',
    'not-typed': () => 'Neither typed nor pasted.',
    'no-proof': () => 'The browser did no work for it: old, without JavaScript, or none.',
    'busy-network': ({ count }) => `${count} more from the same network within ten minutes.`,
    'busy-site': ({ count }) => `${count} comments to the whole site within ten minutes.`,
    'trap-filled': () => 'Filled in a field that people do not see.',
    'sent-at-once': ({ seconds }) => `Sent ${seconds} s after the first key.`,
    'written-fast': ({ seconds }) => `Written in ${seconds} s, faster than anyone types.`,
    'many-links': ({ count }) => `Has ${count} links.`,
    'only-links': ({ count }) => (count === 1 ? 'Little more than a link.' : `Little more than ${count} links.`),
    'mostly-links': ({ percent }: Values) => `${percent} % of it are links.`,
    bbcode: () => 'Uses forum markup ([url=…]) that does nothing here.',
    'html-link': () => 'Uses HTML links, which do nothing here.',
    'shortened-link': ({ host }) => `Hides where its link leads (${host}).`,
    'disguised-link': ({ shown, host }) => `A link says ${shown} and leads to ${host}.`,
    invisible: ({ count }) => `Has characters that nobody sees (${count}).`,
    lookalike: ({ word }) => `Mixes alphabets that look alike: “${word}”.`,
    'other-script': ({ script }) => `Written in another script (${script}).`,
    phone: () => 'Has a telephone number: perhaps somebody else’s.',
    'postal-address': () => 'Has a postal address: perhaps somebody else’s.',
    'spam-before': ({ count }) =>
      count === 1 ? 'One earlier comment was spam.' : `${count} earlier comments were spam.`,
    'rejected-before': ({ count }) =>
      count === 1 ? 'One earlier comment was rejected.' : `${count} earlier comments were rejected.`,
    'published-before': ({ count }) =>
      count === 1 ? 'One earlier comment was published.' : `${count} earlier comments were published.`,
    'rule-hold': ({ rule }) => `The rule “${rule}” asks for a look.`,
    'rule-publish': ({ rule }) => `The rule “${rule}” lets it through.`,
    'author-muted': ({ reason }) => `Its author is muted: ${reason}`,
    ...services.signals,
  } as Record<string, (values: Values) => string>,

  decided: {
    approve: (name: string) => `Approved: ${name}`,
    reject: (name: string) => `Rejected: ${name}`,
    spam: (name: string) => `Spam: ${name}`,
  },
  oneOf: (name: string) => `the comment by ${name}`,
  many: (count: number) => comments(count),
  undone: (what: string) => `Undone: ${what}.`,
  notUndone: (what: string, problem: string) => `${problem} Not undone yet: ${what}.`,
  nothingToUndo: 'Nothing to undo here. Earlier decisions are in the log.',
  back: (what: string, problem: string) => `${problem} Back in the list: ${what}.`,
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
    edit: 'Decide with a reason, a sentence, a note',
    consult: 'Ask a colleague',
    answer: 'Answer and approve',
    unfold: 'Show all of a row, fold it again',
    select: 'Select',
    selectAll: 'Select all that is loaded, or nothing',
    search: 'Search',
    undo: 'Undo the last decision',
    help: 'This help',
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
    thresholds: 'What the checks find doubtful',
    thresholdsHint:
      'Each finding has a weight. From the first sum on a person looks before a comment is published, from the second on it is filed as spam.',
    holdFrom: 'Waits from',
    spamFrom: 'Spam from',
    tried: ({ checked, publish, hold, spam, approved, missed }: ThresholdsTried) =>
      checked === 0
        ? 'There are no comments yet to try this on.'
        : `Of the last ${checked}: ${publish} unremarkable, ${hold} wait, ${spam} spam. ${approved} of those stopped were approved by people; ${missed} of those let through were called spam.`,
    close: 'Close a thread after',
    closeHint: 'Days after its first comment. Empty: never.',
    days: 'days',
    reasons: 'Reasons to choose from',
    reasonsHint: 'One a line, in the language of the site: authors read them. Empty: the ones that come with Plausch.',
    transparency: 'Show publicly how this site is moderated',
    transparencyHint: 'Counts by reason and the median time to a decision, no names:',
    edit: 'Time for authors to change a comment',
    editHint: 'After publication. 0: not at all.',
    minutes: 'minutes',
    save: 'Save',
    saving: 'Saving …',
    saved: 'Saved.',
    ownerOnly: 'Only the owner of the site can change its settings.',
    errors: {
      origins: 'An origin such as https://blog.example.de, with nothing after the host name.',
      knownAfter: 'A whole number from 1 to 100.',
      closeAfterDays: 'A whole number from 1 to 36,500, or nothing.',
      editMinutes: 'A whole number from 0 to 10,080 (one week).',
      reasons: 'At most 30 reasons, each of at most 200 characters.',
    },
  },

  problems: {
    offline: 'The server does not answer.',
    internal: 'Something went wrong on the server.',
    'not-signed-in': 'Your session has ended.',
    'not-allowed': 'You may not do this here.',
    'link-used': 'This link has been used or has expired.',
    'passkey-refused': 'That did not work with this passkey.',
    'last-owner': 'A site needs an owner: make somebody else one first.',
    'unknown-person': 'This person no longer works here.',
    'unknown-rule': 'This rule is gone.',
    'unknown-author': 'This author is not banned any more.',
    'unknown-consult': 'This question is gone.',
    'unknown-decision': 'This decision is gone.',
    'too-many-comments': 'That is more than 10,000 comments. Narrow the search.',
    'unknown-address': 'The server does not know itself under this address. Whoever runs it sets PLAUSCH_URL to it.',
    'unknown-site': 'There is no such site here.',
    'unknown-comment': 'The comment is gone: its author has taken it back.',
    'text-changed': 'Something has changed since you read it: the text, or an appeal came in. Please read it again.',
    'own-appeal': 'Somebody else answers the appeal against your decision.',
    'already-undone': 'This decision was undone already.',
    'decided-since': 'Somebody has decided differently since.',
    'too-many': 'That was a lot at once. Wait a moment, please.',
    'invalid-fields': 'Some fields need another look.',
  } as Record<string, string>,
};

/** What every language says. English is the measure. */
export type Words = typeof en;
