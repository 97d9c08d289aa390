import * as z from 'zod';
import { Email, HttpUrl, Id, line, ThreadKey, Time, text } from './fields';

/** So many records are sent at once at most, and so many bytes of JSON. */
export const mostRecords = 500;
export const mostBatchBytes = 1024 * 1024;
/** Imported texts may be longer than new ones. */
export const mostImportedCharacters = 65_536;
/** Of each kind of finding so many examples are kept. */
export const mostExamples = 3;

/** An id that another system has given. */
export const SourceId = line(1, 512);

/**
 * What is said when an import begins. `system` tells apart what has the same id elsewhere: whoever brings two sites of one kind together says
 * another word for the second. The same file of the same system again, while it is being received: the same import, taken up again.
 */
export const NewImport = z.strictObject({
  /** The format that the file was read as: `disqus`, `wordpress`, … */
  format: z.string().regex(/^[a-z0-9-]{1,40}$/, 'A name such as disqus.'),
  system: line(1, 80),
  /** The file's name, without folders. */
  file: line(1, 200),
});
export type NewImport = z.infer<typeof NewImport>;

/** The discussion under one post, and the thread of this site that it becomes. Several may become one. It may come after its comments. */
export const ImportedThread = z.strictObject({
  id: SourceId,
  key: ThreadKey,
  /** Kept where it is on one of the site's origins. */
  url: HttpUrl.nullable(),
  title: line(0, 300).nullable(),
  closed: z.boolean(),
});
export type ImportedThread = z.infer<typeof ImportedThread>;

/** What the other system had decided. `gone`: its text was deleted; it keeps a place where answers need it. */
export const ImportedStatus = z.enum(['published', 'held', 'spam', 'rejected', 'gone']);
export type ImportedStatus = z.infer<typeof ImportedStatus>;

/** Milliseconds since 1970. What lies in the future becomes now. */
const Moment = z.int().min(0);
const Count = z.int().min(0).max(1_000_000_000);

/** One comment, its text as Markdown. */
export const ImportedComment = z
  .strictObject({
    id: SourceId,
    /** `ImportedThread.id`. */
    thread: SourceId,
    /** The id of what it answers, which may come later, or never. */
    parent: SourceId.nullable(),
    author: z.strictObject({
      id: SourceId.nullable(),
      name: line(1, 80),
      email: Email.nullable(),
      website: HttpUrl.nullable(),
      team: z.boolean(),
    }),
    body: text(0, mostImportedCharacters),
    created: Moment,
    edited: Moment.nullable(),
    status: ImportedStatus,
    ups: Count,
    downs: Count,
    pinned: z.boolean(),
    /** An IP address; its hash is kept. */
    network: z.string().max(64).nullable(),
  })
  .refine(({ body, status }) => body !== '' || status === 'gone', {
    path: ['body'],
    params: { code: 'required' },
    message: 'This is required.',
  });
export type ImportedComment = z.infer<typeof ImportedComment>;

/** Some records. The same again changes nothing. */
export const ImportBatch = z.strictObject({
  threads: z.array(ImportedThread).max(mostRecords).default([]),
  comments: z.array(ImportedComment).max(mostRecords).default([]),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

/** What became of the comments of a batch: their sum is as many as were sent. */
export const ImportReceived = z.strictObject({
  new: z.int(),
  /** An earlier import has brought them. */
  known: z.int(),
  /** This import has them already. */
  again: z.int(),
  /** Another comment has the id of these. */
  refused: z.array(SourceId),
});
export type ImportReceived = z.infer<typeof ImportReceived>;

/** Something about some records: what by a word, how many, and their ids or first words. */
export const ImportFinding = z.strictObject({
  what: line(1, 80),
  count: z.int().min(0),
  examples: z.array(line(0, 300)).max(mostExamples),
});
export type ImportFinding = z.infer<typeof ImportFinding>;

/** What is said when all was sent: what whoever read the file has found there, to be kept with the import. */
export const ImportEnd = z.strictObject({ found: z.array(ImportFinding).max(100).default([]) });
export type ImportEnd = z.infer<typeof ImportEnd>;

/**
 * `receiving`: records come in, and nobody sees any of them. `applying`: they become comments, step by step. `undoing`, `undone`: all
 * that it has brought goes.
 */
export const ImportState = z.enum(['receiving', 'applying', 'done', 'undoing', 'undone']);
export type ImportState = z.infer<typeof ImportState>;

/** An import. Its id is that of its entry in the log, from where it is undone. */
export const Import = z.strictObject({
  id: Id,
  ...NewImport.shape,
  by: z.string(),
  at: Time,
  state: ImportState,
  /** Threads that were sent. */
  threads: z.int(),
  /** `sent`, each counted once, is the sum of the others. */
  comments: z.strictObject({
    sent: z.int(),
    /** They have become comments of the site… */
    brought: z.int(),
    /** …stand there from an earlier import… */
    known: z.int(),
    /** …did not become comments, for a reason that `findings` names… */
    refused: z.int(),
    /** …or have yet to become some. */
    remaining: z.int(),
  }),
  /** How many of `brought` came as what. */
  statuses: z.partialRecord(ImportedStatus, z.int()),
  /** What the site has found: see `ImportRemark`. */
  findings: z.array(ImportFinding),
  /** What whoever read the file has found. */
  found: z.array(ImportFinding),
  /** How many comments readers have written below those that it brought, counted up to 10 000. */
  answered: z.int(),
});
export type Import = z.infer<typeof Import>;

/** What the site finds. The first group are the reasons of `refused`. */
export const ImportRemark = z.enum([
  /** Another comment of this system has the same id, another text and another time. */
  'other-with-this-id',
  /** Its thread was never sent. */
  'no-thread',
  /** Its text was deleted, and nothing answers it. */
  'gone-unanswered',
  /** Filed as spam longer ago than the site keeps spam, and nothing answers it. */
  'old-spam',

  /** What it answers never came, or stands in another thread: it stands at the top. */
  'no-parent',
  /** It answers itself by way of others: it stands at the top. */
  'cycle',
  /** Its time lay in the future. */
  'future',
  /** As many were pinned in its thread as may be, or it cannot be. */
  'not-pinned',
]);
export type ImportRemark = z.infer<typeof ImportRemark>;

export const Imports = z.strictObject({ imports: z.array(Import) });
export type Imports = z.infer<typeof Imports>;

/** What becomes of the comments that readers have written below those of an import which is undone: they keep their place, or go, too. */
export const UndoQuery = z.strictObject({ answers: z.enum(['keep', 'remove']).default('keep') });
export type UndoQuery = z.infer<typeof UndoQuery>;
