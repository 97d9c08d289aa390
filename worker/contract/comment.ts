import * as z from 'zod';
import { Body, Email, HttpUrl, Id, Language, line, SiteName, ThreadKey, Time, Tone, text } from './fields';
import { Reversal, Statement } from './statement';

export const Status = z.enum(['published', 'held', 'spam', 'rejected', 'withdrawn', 'erased']);
export type Status = z.infer<typeof Status>;

export const Sort = z.enum(['oldest', 'newest', 'best']);
export type Sort = z.infer<typeof Sort>;

/** Which votes readers may give: none, votes for a comment, or votes for and against it. */
export const Votes = z.enum(['off', 'up', 'up-down']);
export type Votes = z.infer<typeof Votes>;

/** What a reader sends as themselves. Only the name is shown without being asked for. */
export const NewAuthor = z.strictObject({
  name: line(1, 80),
  email: Email.optional(),
  website: HttpUrl.optional(),
});
export type NewAuthor = z.infer<typeof NewAuthor>;

/** Where a comment belongs. Address and title come from the page, so the Site trusts them only on its own origins. */
export const ThreadRef = z.strictObject({
  key: ThreadKey,
  url: HttpUrl.optional(),
  title: line(0, 300).optional(),
});
export type ThreadRef = z.infer<typeof ThreadRef>;

/** What the form noticed while the comment was written; used by the spam checks alone. */
export const FormSigns = z.strictObject({
  /** Milliseconds between the first key press and sending. */
  writing: z.int().min(0).max(604_800_000).optional(),
  /** How often the text changed by typing, speaking or choosing a word. */
  inputs: z.int().min(0).max(1_000_000).optional(),
  /** Characters that were pasted. */
  pasted: z.int().min(0).max(1_000_000).optional(),
  /** A field that people do not see. */
  trap: z.string().max(2000).optional(),
  /** The solved challenge, as ALTCHA encodes it: base64 of JSON. */
  proof: z.string().max(4000).optional(),
  /** The token of Cloudflare Turnstile, where the site uses it. */
  turnstile: z.string().max(4000).optional(),
});
export type FormSigns = z.infer<typeof FormSigns>;

/**
 * Of which answers an author wants to hear by mail, at the address given with the comment once that is confirmed: those to this
 * comment or all in its thread, soon after each or once a day. And of what is decided about their comments.
 */
export const Notify = z.strictObject({ of: z.enum(['mine', 'thread']), pace: z.enum(['now', 'daily']) });
export type Notify = z.infer<typeof Notify>;

export const NewComment = z
  .strictObject({
    thread: ThreadRef,
    parent: Id.optional(),
    author: NewAuthor,
    body: Body,
    /** Where the site sends no mail to readers, this changes nothing. */
    notify: Notify.optional(),
    form: FormSigns.optional(),
  })
  .refine(({ author, notify }) => notify === undefined || author.email !== undefined, {
    path: ['author', 'email'],
    params: { code: 'required' },
    message: 'There is no mail without an address.',
  });
export type NewComment = z.infer<typeof NewComment>;

export const ChallengeQuery = z.strictObject({ thread: ThreadKey });
/** Work for the browser while its author types, and what the field is called that people do not see. */
export const NewChallenge = z.strictObject({
  /** ALTCHA, version 2: PBKDF2/SHA-256, a counter to be found. */
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.string(),
      nonce: z.string(),
      salt: z.string(),
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      expiresAt: z.int(),
      data: z.strictObject({ site: SiteName, thread: ThreadKey }),
    }),
    signature: z.string(),
  }),
  trap: z.string(),
  /** Where the site uses Cloudflare Turnstile: its key there, and the address of its script. */
  turnstile: z.strictObject({ sitekey: z.string(), script: z.string() }).nullable(),
  /** Whether answers can be told of by mail (`notify`). */
  notify: z.boolean(),
});
export type NewChallenge = z.infer<typeof NewChallenge>;

export const EditComment = z.strictObject({
  body: Body,
  /** Which text was changed (`own.version`): where there is another by now, this one is refused. Without it the last one wins. */
  version: z.int().min(1).optional(),
});
export type EditComment = z.infer<typeof EditComment>;

/** One comment as a reader sees it. `author` and `html` are null where only the place is kept. */
export const Comment = z.strictObject({
  id: Id,
  parent: Id.nullable(),
  /** 0 at the top; an answer stands one deeper than what it answers. */
  level: z.int(),
  /** The name of whoever wrote what it answers; null at the top, and where that text is gone. */
  answers: z.string().nullable(),
  author: z.strictObject({ name: z.string(), website: z.string().nullable() }).nullable(),
  html: z.string().nullable(),
  status: Status,
  created: Time,
  edited: Time.nullable(),
  /** Votes for it, less those against it; null: the site shows none here, or not so few. */
  score: z.int().nullable(),
  /** Written at the desk by someone who works on the site. */
  team: z.boolean(),
  /** …who writes the posts here, or wrote this one. */
  postAuthor: z.boolean(),
  /** The team has it stand before all others on the first page of its thread. */
  pinned: z.boolean(),
  /** Only on the author's own comments. */
  own: z
    .strictObject({
      /** Their Markdown. */
      body: z.string(),
      /** Which text that is, the first, the second…: comes back with a change of it. */
      version: z.int(),
      /** Until when it may be changed or taken back; null: not any more. */
      editableUntil: Time.nullable(),
      /**
       * Of what waits: how long that usually takes on this site, the median of the last weeks in milliseconds; null: too few were decided
       * to say, or it does not wait.
       */
      usualWait: z.int().nullable(),
      /** What was decided against it, and why. */
      statement: Statement.nullable(),
      /** That something was decided against it once, and is taken back. */
      reversal: Reversal.nullable(),
      /** The path of the private page that tells what became of it, on this server. */
      link: z.string(),
    })
    .optional(),
});
export type Comment = z.infer<typeof Comment>;

export const Thread = z.strictObject({
  key: z.string(),
  title: z.string().nullable(),
  /** The post's address, where a page of the site's own has said it. */
  url: z.string().nullable(),
  /** Published comments, replies included. */
  count: z.int(),
  open: z.boolean(),
  /** Which votes are taken on its comments. */
  votes: Votes,
  language: Language,
  tone: Tone,
});
export type Thread = z.infer<typeof Thread>;

const Cursor = z.string().max(200).optional();

/** Which part of a thread is asked for. */
export const ThreadQuery = z
  .strictObject({
    thread: ThreadKey,
    sort: Sort.default('oldest'),
    /** What stands after a cursor; or before one; or the page on which a comment stands. */
    after: Cursor,
    before: Cursor,
    around: Id.optional(),
    /** A top-level comment: the answers below it alone. */
    root: Id.optional(),
    /** Top-level comments, 50 unless told, at most 100; with `root` answers, 200 unless told. */
    limit: z.coerce.number().int().min(1).max(200).optional(),
  })
  .superRefine(({ after, before, around, root, limit }, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], params: { code: 'invalid' }, message });
    if (after !== undefined && before !== undefined) refuse('before', 'Either after or before.');
    if (around !== undefined && (after ?? before ?? root) !== undefined)
      refuse('around', 'Not together with after, before or root.');
    if (root === undefined && limit !== undefined && limit > 100) refuse('limit', 'At most 100; 200 with root.');
  });
export type ThreadQuery = z.infer<typeof ThreadQuery>;

/**
 * One page of a thread, the same for everyone and bounded whatever the thread's shape: up to `limit` top-level comments
 * in the order asked for, those that are pinned before them on the first page, then answers below them, oldest first; at most 200 comments in all.
 */
export const ThreadPage = z.strictObject({
  thread: Thread,
  comments: z.array(Comment),
  /** What is pinned in the thread now, the one that was pinned last first: it is on the first page and no other. */
  pinned: z.array(Id),
  /** For `before`: what stands before this page; null: nothing. */
  previous: z.string().nullable(),
  /** For `after`: what stands after this page; null: nothing. */
  next: z.string().nullable(),
  /** Top-level comments of this page whose answers are not all here, with the cursors of those that are not. */
  more: z.array(z.strictObject({ root: Id, before: z.string().nullable(), after: z.string().nullable() })),
});
export type ThreadPage = z.infer<typeof ThreadPage>;

export const OwnQuery = z.strictObject({ thread: ThreadKey, after: Cursor });
export type OwnQuery = z.infer<typeof OwnQuery>;

/** What is the caller's own in a thread, for them alone. */
export const Own = z.strictObject({
  /** What waits, is or once was turned down, or may still be changed; newest first, at most 100. */
  comments: z.array(Comment),
  /** Own votes by comment, those on the newest comments first, at most 1 000. */
  votes: z.record(Id, z.union([z.literal(1), z.literal(-1)])),
  /** For `after`: own comments after these; null: none. */
  next: z.string().nullable(),
});
export type Own = z.infer<typeof Own>;

/** The newest published comments of a site or of one thread, each with where it stands. */
export const Latest = z.strictObject({
  language: Language,
  comments: z.array(
    z.strictObject({
      comment: Comment,
      thread: z.strictObject({ key: z.string(), title: z.string().nullable(), url: z.string().nullable() }),
    }),
  ),
});
export type Latest = z.infer<typeof Latest>;

export const HeadlinesQuery = z.strictObject({ count: z.coerce.number().int().min(1).max(20).default(5) });

/** The newest published comments of a site, newest first: enough to lead somebody to them. */
export const Headlines = z.strictObject({
  language: Language,
  comments: z.array(
    z.strictObject({
      id: Id,
      author: z.string(),
      team: z.boolean(),
      /** The first words as plain text, at most 120 characters. */
      excerpt: z.string(),
      created: Time,
      thread: z.strictObject({ key: z.string(), title: z.string().nullable() }),
      /** Where it stands: on its post, where that is known; else the path of its plain page on this server. */
      url: z.string(),
    }),
  ),
});
export type Headlines = z.infer<typeof Headlines>;

/** The answer to a new or changed comment; `token` proves its author from now on. */
export const Submitted = z.strictObject({
  comment: Comment,
  status: Status,
  token: z.string(),
  /** Why it waits, as text keys the widget knows. Empty when it does not. */
  why: z.array(z.string()),
});
export type Submitted = z.infer<typeof Submitted>;

export const NewVote = z.strictObject({ value: z.union([z.literal(1), z.literal(0), z.literal(-1)]) });
/** `score`: as everyone reads it from now on. */
export const Voted = z.strictObject({ score: z.int().nullable(), value: z.int(), token: z.string() });
export type Voted = z.infer<typeof Voted>;

export const ReportReason = z.enum(['spam', 'insult', 'privacy', 'illegal', 'other']);
export type ReportReason = z.infer<typeof ReportReason>;
export const NewReport = z.strictObject({ reason: ReportReason, note: text(0, 1000).optional() });
export type NewReport = z.infer<typeof NewReport>;

export const NewAppeal = z.strictObject({ text: text(1, 2000) });
export type NewAppeal = z.infer<typeof NewAppeal>;

export const NewestQuery = z.strictObject({ thread: ThreadKey });
/** How many comments are published in a thread, and which are its newest: what an open page asks for again and again. */
export const Newest = z.strictObject({
  count: z.int(),
  /** The newest first, at most 50; `root`: the top-level comment below which each stands, or itself. */
  comments: z.array(z.strictObject({ id: Id, root: Id })),
});
export type Newest = z.infer<typeof Newest>;

/** A comment by the id that another system gave it, from where it was brought: addresses of before name it so. */
export const FormerQuery = z.strictObject({ thread: ThreadKey, id: line(1, 512) });
export type FormerQuery = z.infer<typeof FormerQuery>;
export const Former = z.strictObject({ id: Id });
export type Former = z.infer<typeof Former>;

export const SinceQuery = z.strictObject({ thread: ThreadKey, from: Id });
export type SinceQuery = z.infer<typeof SinceQuery>;
/** The published comments of a thread from one on, as they came. */
export const Since = z.strictObject({
  thread: Thread,
  /** At most 50, and about 200 000 bytes of HTML. */
  comments: z.array(Comment),
  /** Whether all of them are here. */
  complete: z.boolean(),
});
export type Since = z.infer<typeof Since>;

export const CountsQuery = z.strictObject({ thread: z.array(ThreadKey).min(1).max(100) });
/** Published comments by thread key. */
export const Counts = z.strictObject({ counts: z.record(z.string(), z.int()) });
export type Counts = z.infer<typeof Counts>;

export const NewPreview = z.strictObject({ body: Body });
export const Preview = z.strictObject({ html: z.string() });
