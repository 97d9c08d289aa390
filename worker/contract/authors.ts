import * as z from 'zod';
import { Id, line, Time } from './fields';

/** So many authors are shown that are found by one search, those who wrote last, and of each so many names, addresses and beginnings. */
export const mostAuthors = 20;
export const mostOfAuthor = 5;

/** By what somebody is looked for: a name or part of it, an e-mail address, or the link or id of a comment. */
export const AuthorSearch = z.strictObject({ q: line(1, 2000) });
export type AuthorSearch = z.infer<typeof AuthorSearch>;

/** Somebody who has written here, as far as it tells them from others of the same name. */
export const FoundAuthor = z.strictObject({
  id: Id,
  /** Under which names they have written, the newest first; of very many comments the newest are looked at. */
  names: z.array(z.string()).max(mostOfAuthor),
  /** How many comments of theirs are there. */
  comments: z.int(),
  /** When the first and the last of them was written; null: there is none. */
  first: Time.nullable(),
  last: Time.nullable(),
  /** Which addresses they have given, and when one was confirmed: only then it is known to be theirs. */
  addresses: z.array(z.strictObject({ address: z.string(), confirmed: Time.nullable() })).max(2 * mostOfAuthor),
  /** How their newest comments begin. */
  beginnings: z.array(z.strictObject({ id: Id, excerpt: z.string(), at: Time })).max(mostOfAuthor),
  banned: z.boolean(),
  /** Whether it is somebody of the team, whose answers these are. */
  team: z.boolean(),
});
export type FoundAuthor = z.infer<typeof FoundAuthor>;

/** Whoever it could be. */
export const FoundAuthors = z.strictObject({
  authors: z.array(FoundAuthor).max(mostAuthors),
  /** How many more were found, and are not shown. */
  more: z.int(),
  /** Only among so many comments with these words, the newest, was looked; null: among all. */
  among: z.int().nullable(),
  /** How many comments cannot be found by a name yet. */
  unsearched: z.int(),
});
export type FoundAuthors = z.infer<typeof FoundAuthors>;

/** Of whom all is to be erased that the site knows. */
export const Forgetting = z.strictObject({ authors: z.array(Id).min(1).max(mostAuthors) });
export type Forgetting = z.infer<typeof Forgetting>;
