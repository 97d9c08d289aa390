import * as z from 'zod';
import { Comment, ReportReason, Status, Votes } from './comment';
import { Body, HttpUrl, Id, Language, line, Origin, SiteName, ThreadKey, Time, Tone, text } from './fields';
import { Consult, Role } from './people';
import { Retention } from './retention';
import { Ban } from './rules';
import { ServiceName } from './services';
import { Action, Notice } from './statement';

/** One check's finding about a submission: a text key with its values, and how much it counts (positive: doubtful). */
export const Signal = z.strictObject({
  check: z.string(),
  weight: z.number(),
  text: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Signal = z.infer<typeof Signal>;

/** `all`: whatever waits; `asked`: what colleagues ask me about; `filed`: spam of the last 30 days, decided or not; `any`: every comment, decided ones too. */
export const QueueState = z.enum(['held', 'reported', 'appealed', 'spam', 'all', 'asked', 'filed', 'any']);
export type QueueState = z.infer<typeof QueueState>;

/** Why something waits for a person. */
export const Waiting = z.enum(['held', 'reported', 'appealed', 'spam']);
export type Waiting = z.infer<typeof Waiting>;

/** Which comments: all that is given must hold. */
export const Filter = z.strictObject({
  state: QueueState.default('held'),
  /** This one alone. */
  comment: Id.optional(),
  /** Words, or their beginnings, in the text or the author's name; all of them. */
  q: line(1, 200).optional(),
  author: Id.optional(),
  thread: ThreadKey.optional(),
  /** What an entry of the log was about. */
  decision: Id.optional(),
  /** Written from then on… */
  since: Time.optional(),
  /** …and before then. */
  until: Time.optional(),
});
export type Filter = z.infer<typeof Filter>;

export const QueueQuery = Filter.extend({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

/**
 * Why a comment waits. The first of several is what counts most: what authors and readers asked for, then what the checks
 * were sure of; for one that is held, the setting about who publishes, rules, a mute, services, and the checks' doubt.
 */
export const Why = z.discriminatedUnion('kind', [
  /** Its author appeals against the decision that stands on it. */
  z.strictObject({ kind: z.literal('appealed'), at: Time }),
  /** Readers have reported it so often, and so often given notice of illegal content. */
  z.strictObject({ kind: z.literal('reported'), reports: z.int(), notices: z.int() }),
  /** The sum of the checks' weights was not below `spamFrom`, which was `from` then. */
  z.strictObject({ kind: z.literal('spam'), sum: z.number(), from: z.number() }),
  /** Every comment waits on this site (`publish` is `nobody`). */
  z.strictObject({ kind: z.literal('everyone') }),
  /** Its author had `published` comments on this site, and those with less than `knownAfter` wait. */
  z.strictObject({ kind: z.literal('newcomer'), published: z.int(), knownAfter: z.int() }),
  /** A rule of this name wants somebody to look. */
  z.strictObject({ kind: z.literal('rule'), rule: z.string() }),
  /** Its author is muted. The reason is for those who work on the whole site; null for others. */
  z.strictObject({ kind: z.literal('muted'), reason: z.string().nullable() }),
  /** A service that has to be heard could not be reached. */
  z.strictObject({ kind: z.literal('service'), service: ServiceName }),
  /** The sum of the checks' weights was not below `holdFrom`, which was `from` then. */
  z.strictObject({ kind: z.literal('doubt'), sum: z.number(), from: z.number() }),
]);
export type Why = z.infer<typeof Why>;

/** Who of the team writes posts, or one: an account. Of one post also that it is nobody of them. */
export const PostsBy = z.union([Id, z.literal('nobody')]);
export type PostsBy = z.infer<typeof PostsBy>;

export const QueueItem = z.strictObject({
  comment: Comment,
  /** What its author has said so far: grows whenever they change the text or appeal. A decision names what was read. */
  version: z.int(),
  /** null: it does not wait. */
  waiting: Waiting.nullable(),
  /** Since when it waits. */
  since: Time.nullable(),
  /** Why it waits; empty where it does not. */
  why: z.array(Why),
  thread: z.strictObject({
    key: z.string(),
    title: z.string().nullable(),
    /** Where its post is. */
    url: z.string().nullable(),
    /** An address that is known and on none of the site's origins any more: no reader is sent there. */
    away: z.string().nullable(),
    /** Who of the team wrote the post, where that is said of this thread; null: whoever writes the posts of the site. */
    postsBy: PostsBy.nullable(),
  }),
  /** The comment it answers, if any; null where that was taken back or erased, too. */
  answers: Comment.nullable(),
  signals: z.array(Signal),
  /** The sum of the checks' weights. */
  doubt: z.number(),
  /** Whether a service found it harmful: it is shown before all others that wait. */
  first: z.boolean(),
  /** The address that was given with it: nobody has proven that it is its author's. */
  email: z.string().nullable(),
  author: z.strictObject({
    id: Id,
    published: z.int(),
    rejected: z.int(),
    spam: z.int(),
    since: Time,
    ban: Ban.nullable(),
  }),
  /** `changed`: the text has been changed since. */
  reports: z.array(z.strictObject({ reason: ReportReason, note: z.string(), at: Time, changed: z.boolean() })),
  notices: z.array(Notice),
  appeal: z.string().nullable(),
  /** It waits for somebody else: an appeal against one's own decision, where others can answer it (403 `own-appeal`). */
  forOthers: z.boolean(),
  consults: z.array(Consult),
  /** How many more there are: of each the newest twenty are told, and the questions that wait for an answer of one's own. */
  more: z.strictObject({ reports: z.int(), notices: z.int(), consults: z.int() }),
  /** The decision that stands on it. */
  decision: z
    .strictObject({
      id: Id,
      action: Action,
      reason: z.string().nullable(),
      explanation: z.string().nullable(),
      note: z.string().nullable(),
      by: z.string(),
      at: Time,
    })
    .nullable(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const Queue = z.strictObject({
  items: z.array(QueueItem),
  next: z.string().nullable(),
  /** How many wait, by why. */
  waiting: z.record(Waiting, z.int()),
  /** How many colleagues ask me about. */
  asked: z.int(),
  /** How many match the filter, counted up to 10 000: as many as one decision may be about. */
  total: z.int(),
  /** How many appeals against one's own decisions wait for others. They are in no tab but `any`. */
  appealsForOthers: z.int(),
  /** What this answer is of: a decision about all that match the filter sends it back, and leaves alone what is newer. */
  asOf: Id,
  /** How many comments a search by words has not looked through yet, counted up to 10 000: asking again takes it further. */
  unsearched: z.int(),
  /** So many comments have the words that only the newest of them, so many, were looked at; null: all were. */
  among: z.int().nullable(),
});
export type Queue = z.infer<typeof Queue>;

export const NewDecision = z
  .strictObject({
    /** These… */
    comments: z.array(Id).min(1).max(1000).optional(),
    /**
     * With `comments`: the version of each that was read, as the queue had it. One whose author has changed it since, or
     * appealed, stands in the way of all (409 `text-changed`). One that is not named here is taken as it was first written: 1.
     */
    texts: z.record(Id, z.int()).optional(),
    /** …or all that match, up to 10 000… */
    matching: Filter.optional(),
    /** …as far as they are still as the queue showed them: its `asOf`. What came in, or changed, since then stays. */
    asOf: Id.optional(),
    action: Action,
    /** The ground: one of the site's reasons, or one's own. The author reads it. */
    reason: line(0, 200).optional(),
    /** A free sentence. The author reads it, too. */
    explanation: text(0, 1000).optional(),
    /** For colleagues alone. */
    note: text(0, 2000).optional(),
    /** With the approval of one comment: an answer to it, by the team. */
    reply: Body.optional(),
    /**
     * With `comments`: the decision that stood on each when it was read, as the queue had it; null: none. Where another stands by
     * now, or none any more, all are left as they are (409 `already-decided` or `decided-since`).
     */
    seen: z.record(Id, Id.nullable()).optional(),
    /**
     * The status the moderator saw. What a person has decided already is left alone (409) without it or `seen`. A status does not
     * tell who has chosen it since: whoever wants to be sure of that says `seen`.
     */
    expect: Status.optional(),
  })
  .refine(({ comments, matching }) => (comments === undefined) !== (matching === undefined), {
    path: ['comments'],
    params: { code: 'required' },
    message: 'Either comments or matching.',
  })
  .refine(({ matching, asOf }) => (matching === undefined) === (asOf === undefined), {
    path: ['asOf'],
    params: { code: 'required' },
    message: 'With matching, and only with it: what the queue’s answer had as asOf.',
  })
  .refine(({ comments, texts }) => texts === undefined || comments !== undefined, {
    path: ['texts'],
    params: { code: 'invalid' },
    message: 'Only with comments.',
  })
  .refine(({ comments, seen }) => seen === undefined || comments !== undefined, {
    path: ['seen'],
    params: { code: 'invalid' },
    message: 'Only with comments.',
  })
  .refine(({ reply, action, comments }) => reply === undefined || (action === 'approve' && comments?.length === 1), {
    path: ['reply'],
    params: { code: 'invalid' },
    message: 'Only with the approval of one comment.',
  });
export type NewDecision = z.infer<typeof NewDecision>;

/** What else stands in the log and can be undone; all but `forget`: what is erased does not come back. */
export const ChangeKind = z.enum(['settings', 'rule', 'ban', 'person', 'thread', 'target', 'pin', 'import', 'forget']);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** What the team says of a thread. What is not given stays; null: what published comments say counts again. */
export const ThreadChange = z.strictObject({
  thread: ThreadKey,
  title: line(1, 300).nullable().optional(),
  /** The post's address, on one of the site's origins. */
  url: HttpUrl.nullable().optional(),
  /** Who of the team wrote the post; null: whoever writes the posts of the site. */
  postsBy: PostsBy.nullable().optional(),
  /** For the log. */
  reason: line(0, 200).optional(),
});
export type ThreadChange = z.infer<typeof ThreadChange>;

/** Whether a comment is to stand before all others of its thread. */
export const NewPin = z.strictObject({
  pinned: z.boolean(),
  /** For the log. */
  reason: line(0, 200).optional(),
});
export type NewPin = z.infer<typeof NewPin>;

/** How a thread is called and where its post is; `set`: as far as the team has said so. */
export const NamedThread = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  set: z.strictObject({ title: z.string().nullable(), url: z.string().nullable() }),
  postsBy: PostsBy.nullable(),
});
export type NamedThread = z.infer<typeof NamedThread>;

/** A comment that an entry of the log is about: whose it is, how it begins, and where it stands. */
export const DecidedComment = z.strictObject({
  id: Id,
  status: Status,
  /** The name it was written under; null where it was taken back or erased. */
  author: z.string().nullable(),
  /** Its first words; null where it was taken back or erased. */
  excerpt: z.string().nullable(),
  thread: z.strictObject({ key: z.string(), title: z.string().nullable(), url: z.string().nullable() }),
});
export type DecidedComment = z.infer<typeof DecidedComment>;

export const Decision = z.strictObject({
  id: Id,
  action: z.enum([...Action.options, ...ChangeKind.options]),
  reason: z.string().nullable(),
  explanation: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  at: Time,
  /** The comments it is about: the first three of those in one's own part of the site, and how many in all. */
  comments: z.array(DecidedComment).max(3),
  count: z.int(),
  /** For how many comments the decision, or its undo, has yet to be carried out: with many that takes a while. */
  remaining: z.int(),
  /** What was changed that is no comment, or that a comment was pinned: its name, and its fields before and after (null: it was not there). */
  change: z
    .strictObject({
      of: z.string(),
      before: z.record(z.string(), z.unknown()).nullable(),
      after: z.record(z.string(), z.unknown()).nullable(),
    })
    .nullable(),
  /** The team's answer that was published with it. */
  reply: Id.nullable(),
  undone: z.strictObject({ by: z.string(), at: Time }).nullable(),
});
export type Decision = z.infer<typeof Decision>;

/**
 * `left`: comments that match, too, but stay as they are, since they came in or changed after the list was shown, or while the
 * decision was carried out.
 */
export const Decided = z.strictObject({ decision: Decision, left: z.int() });
export type Decided = z.infer<typeof Decided>;
/** The entry of the log; null: it was so already. */
export const Pinned = z.strictObject({ decision: Decision.nullable() });
export type Pinned = z.infer<typeof Pinned>;

/** `left`: comments that stay as they are, since somebody has decided about them later. */
export const Undone = z.strictObject({ decision: Decision, left: z.int() });
export type Undone = z.infer<typeof Undone>;
export const DecisionsQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DecisionsQuery = z.infer<typeof DecisionsQuery>;
export const Decisions = z.strictObject({ decisions: z.array(Decision), next: z.string().nullable() });
export type Decisions = z.infer<typeof Decisions>;

/** Who publishes without waiting: nobody, authors with `knownAfter` published comments, or everyone. */
export const Publish = z.enum(['nobody', 'known', 'everyone']);

/** A sum of weights, in halves. */
export const Threshold = z.number().min(0.5).max(20).multipleOf(0.5);

export const Settings = z.strictObject({
  publish: Publish,
  knownAfter: z.int().min(1).max(100),
  origins: z.array(Origin).min(1).max(50),
  language: Language,
  tone: Tone,
  /** A thread closes this many days after its first published comment; null: never. */
  closeAfterDays: z.int().min(1).max(36_500).nullable(),
  /** Authors may change or withdraw a published comment for this long. */
  editMinutes: z.int().min(0).max(10_080),
  /** The reasons to choose from when something is turned down; null: the ones that come with the desk. */
  reasons: z.array(line(1, 200)).max(30).nullable(),
  /** Whether /pages/{site}/transparency shows how this site is moderated. */
  transparency: z.boolean(),
  /** Whether readers can hear by mail of answers, and of what is decided about their comments. */
  notify: z.boolean(),
  /** Who of the team writes the posts: what they write at the desk is marked so. null: nobody of them, or not always the same. */
  postsBy: Id.nullable(),
  /** Which votes are taken. Those that were given stay when this changes; what does not count any more is only not shown. */
  votes: Votes,
  /** How many votes a comment has before their sum is shown. */
  votesFrom: z.int().min(0).max(1000),
  /** From this sum of the checks' weights on, a person looks first… */
  holdFrom: Threshold,
  /** …and from this one on, a comment is filed as spam. Not below `holdFrom`. */
  spamFrom: Threshold,
  /** Outside services that are asked about comments, of those the operator offers. */
  services: z
    .array(ServiceName)
    .max(ServiceName.options.length)
    .transform((names) => [...new Set(names)]),
  /** For how long what is not needed any more is kept. */
  retention: Retention,
});
export type Settings = z.infer<typeof Settings>;

export const Thresholds = Settings.pick({ holdFrom: true, spamFrom: true });
export type Thresholds = z.infer<typeof Thresholds>;

/** What thresholds would have proposed for the last comments. */
export const ThresholdsTried = z.strictObject({
  checked: z.int(),
  publish: z.int(),
  hold: z.int(),
  spam: z.int(),
  /** Of what would wait or be filed as spam, so many a person has approved… */
  approved: z.int(),
  /** …and of what would not, so many a person has called spam. */
  missed: z.int(),
});
export type ThresholdsTried = z.infer<typeof ThresholdsTried>;

export const Reasons = z.strictObject({
  /** The site's own, or those that come with the desk. */
  reasons: z.array(z.string()),
  /** Those that come with the desk, in each language. */
  shipped: z.record(Language, z.array(z.string())),
});
export type Reasons = z.infer<typeof Reasons>;

export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const NewSession = z.strictObject({ link: z.string().min(1).max(200) });
export const Session = z.strictObject({
  account: Id,
  name: z.string(),
  /** Where one works, and for which part of each site (see Scope). */
  sites: z.array(z.strictObject({ site: SiteName, role: Role, scope: z.array(z.string()) })),
  /** How many passkeys one can sign in with. */
  passkeys: z.int(),
});
export type Session = z.infer<typeof Session>;

/** What signing out came to where its end could not be written down. */
export const SignedOut = z.strictObject({ written: z.boolean() });
export type SignedOut = z.infer<typeof SignedOut>;

/** Whom a one-time link signs in, and where they work. */
export const LinkHolder = z.strictObject({ account: Id, name: z.string(), sites: z.array(SiteName) });
export type LinkHolder = z.infer<typeof LinkHolder>;

export const Jurisdiction = z.enum(['eu']);
export type Jurisdiction = z.infer<typeof Jurisdiction>;

/** What the operator of the server says to open a site. */
export const NewSite = z.strictObject({
  site: SiteName,
  origins: z.array(Origin).min(1).max(50).optional(),
  language: Language.optional(),
  owner: line(1, 80).optional(),
  jurisdiction: Jurisdiction.optional(),
});
export type NewSite = z.infer<typeof NewSite>;

export const SiteEntry = z.strictObject({
  site: SiteName,
  owner: Id,
  jurisdiction: Jurisdiction.nullable(),
  created: Time,
});
export type SiteEntry = z.infer<typeof SiteEntry>;
export const SiteList = z.strictObject({ sites: z.array(SiteEntry) });
/** What doing what is due came to: comments erased; services asked again or told; and what did not work. */
export const Chores = z.strictObject({ erased: z.int(), said: z.int(), failed: z.int() });
export type Chores = z.infer<typeof Chores>;
/** A one-time secret; the desk exchanges it for a session. */
export const OwnerLink = z.strictObject({ site: SiteName, link: z.string(), expires: Time });
export type OwnerLink = z.infer<typeof OwnerLink>;
