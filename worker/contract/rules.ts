import * as z from 'zod';
import { Comment } from './comment';
import { Id, line, Time } from './fields';
import { textLanguages } from './languages';
import { Action } from './statement';

/** A language that a comment's text can be found to be in. */
export const TextLanguage = z.enum(textLanguages);
export type TextLanguage = z.infer<typeof TextLanguage>;

/** What a rule looks at. */
export const When = z.discriminatedUnion('kind', [
  /** Whole words, in any case. */
  z.strictObject({ kind: z.literal('words'), words: z.array(line(1, 80)).min(1).max(500) }),
  z.strictObject({ kind: z.literal('links'), moreThan: z.int().min(0).max(50) }),
  /** Authors without a published comment on this site. */
  z.strictObject({ kind: z.literal('first-time') }),
  /** Comments that are in none of these languages, as far as that can be told. */
  z.strictObject({ kind: z.literal('language'), not: z.array(TextLanguage).min(1) }),
  /** Threads whose first comment is older than this. */
  z.strictObject({ kind: z.literal('thread-age'), days: z.int().min(1).max(36_500) }),
  z.strictObject({ kind: z.literal('author'), author: Id }),
]);
export type When = z.infer<typeof When>;

/** What a rule proposes. A person can decide otherwise, always. */
export const Proposal = z.enum(['hold', 'publish']);
export type Proposal = z.infer<typeof Proposal>;

export const Rule = z.strictObject({
  id: Id,
  name: z.string(),
  on: z.boolean(),
  propose: Proposal,
  when: When,
  by: z.string(),
  created: Time,
});
export type Rule = z.infer<typeof Rule>;
export const Rules = z.strictObject({ rules: z.array(Rule) });
export type Rules = z.infer<typeof Rules>;

export const NewRule = z.strictObject({ name: line(1, 80), on: z.boolean(), propose: Proposal, when: When });
export type NewRule = z.infer<typeof NewRule>;
export const RuleChange = NewRule.partial();
export type RuleChange = z.infer<typeof RuleChange>;

/** What a rule would have done to the last 1 000 comments. */
export const RuleTrial = z.strictObject({ propose: Proposal, when: When });
export type RuleTrial = z.infer<typeof RuleTrial>;
export const RuleTried = z.strictObject({
  /** How many were looked at, and how many of them the rule would have been about. */
  checked: z.int(),
  matched: z.int(),
  /** Of those, how many a person has decided otherwise. */
  otherwise: z.int(),
  /** The newest that matched; first those that a person has decided otherwise. */
  examples: z.array(z.strictObject({ comment: Comment, decided: Action.nullable() })).max(20),
});
export type RuleTried = z.infer<typeof RuleTried>;

/** A banned author's comments are refused with the reason; a muted one's always wait. */
export const Ban = z.strictObject({
  author: Id,
  /** The name they last wrote under. */
  name: z.string(),
  kind: z.enum(['ban', 'mute']),
  /** Reason and by whom are for those who work on the whole site; null for others. */
  reason: z.string().nullable(),
  /** null: for good. */
  until: Time.nullable(),
  by: z.string().nullable(),
  at: Time,
});
export type Ban = z.infer<typeof Ban>;
export const Bans = z.strictObject({ bans: z.array(Ban) });
export type Bans = z.infer<typeof Bans>;
export const NewBan = z.strictObject({
  kind: z.enum(['ban', 'mute']),
  reason: line(1, 200),
  days: z.int().min(1).max(3650).nullable(),
});
export type NewBan = z.infer<typeof NewBan>;
