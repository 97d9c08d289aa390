import * as z from 'zod';
import { Comment, ReportReason, Status } from './comment';
import { Id, Language, line, Origin, SiteName, Time, text } from './fields';

export const Role = z.enum(['owner', 'moderator']);
export type Role = z.infer<typeof Role>;

/** One check's finding about a submission: a text key with its values, and how much it counts (positive: doubtful). */
export const Signal = z.strictObject({
  check: z.string(),
  weight: z.number(),
  text: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Signal = z.infer<typeof Signal>;

export const QueueState = z.enum(['held', 'reported', 'appealed', 'spam', 'all']);
export type QueueState = z.infer<typeof QueueState>;

/** Why something waits for a person. */
export const Waiting = z.enum(['held', 'reported', 'appealed', 'spam']);
export type Waiting = z.infer<typeof Waiting>;

export const QueueQuery = z.strictObject({
  state: QueueState.default('held'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

export const QueueItem = z.strictObject({
  comment: Comment,
  waiting: Waiting,
  thread: z.strictObject({ key: z.string(), title: z.string().nullable(), url: z.string().nullable() }),
  /** The comment it answers, if any. */
  answers: Comment.nullable(),
  signals: z.array(Signal),
  author: z.strictObject({
    email: z.string().nullable(),
    published: z.int(),
    rejected: z.int(),
    spam: z.int(),
    since: Time,
  }),
  reports: z.array(z.strictObject({ reason: ReportReason, note: z.string(), at: Time })),
  appeal: z.string().nullable(),
});
export type QueueItem = z.infer<typeof QueueItem>;

export const Queue = z.strictObject({
  items: z.array(QueueItem),
  next: z.string().nullable(),
  /** How many wait, by why. */
  waiting: z.record(Waiting, z.int()),
});
export type Queue = z.infer<typeof Queue>;

export const Action = z.enum(['approve', 'reject', 'spam']);
export type Action = z.infer<typeof Action>;

export const NewDecision = z.strictObject({
  comments: z.array(Id).min(1).max(1000),
  action: Action,
  reason: line(0, 200).optional(),
  note: text(0, 2000).optional(),
  /** The status the moderator saw; without it, a comment that a person has decided already is left alone (409). */
  expect: Status.optional(),
});
export type NewDecision = z.infer<typeof NewDecision>;

export const Decision = z.strictObject({
  id: Id,
  action: Action,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string(),
  at: Time,
  comments: z.array(Id),
  undone: z.strictObject({ by: z.string(), at: Time }).nullable(),
});
export type Decision = z.infer<typeof Decision>;

export const Decided = z.strictObject({ decision: Decision });
export const DecisionsQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type DecisionsQuery = z.infer<typeof DecisionsQuery>;
export const Decisions = z.strictObject({ decisions: z.array(Decision), next: z.string().nullable() });
export type Decisions = z.infer<typeof Decisions>;

/** Who publishes without waiting: nobody, authors with `knownAfter` published comments, or everyone. */
export const Publish = z.enum(['nobody', 'known', 'everyone']);

export const Settings = z.strictObject({
  publish: Publish,
  knownAfter: z.int().min(1).max(100),
  origins: z.array(Origin).min(1).max(50),
  language: Language,
  /** A thread closes this many days after its first comment; null: never. */
  closeAfterDays: z.int().min(1).max(36_500).nullable(),
  /** Authors may change or withdraw a published comment for this long. */
  editMinutes: z.int().min(0).max(10_080),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const NewSession = z.strictObject({ link: z.string().min(1).max(200) });
export const Session = z.strictObject({
  name: z.string(),
  sites: z.array(z.strictObject({ site: SiteName, role: Role })),
});
export type Session = z.infer<typeof Session>;

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
/** A one-time secret; the desk exchanges it for a session. */
export const OwnerLink = z.strictObject({ site: SiteName, link: z.string(), expires: Time });
export type OwnerLink = z.infer<typeof OwnerLink>;
