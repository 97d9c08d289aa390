import type { Signal } from '../contract/desk';
import type { Learned } from './classifier/learned';

/** All that the checks may know of a submission. Values only: a check has no storage and no clock. */
export interface Submission {
  /** The Markdown as written. */
  body: string;
  name: string;
  email: string | null;
  website: string | null;
  /** The thread's language (BCP 47). */
  language: string;
  /** What the form noticed; undefined: it was not sent by one. */
  form: FormFindings | undefined;
  /** What stood in the field that people do not see. */
  trap: string;
  /** Whether the sender's browser did the work that the challenge asked for; `unneeded`: nobody asked. */
  proof: 'solved' | 'missing' | 'unneeded';
  /** What became of the author's earlier comments on this site. */
  record: { published: number; rejected: number; spam: number };
  /** How many comments came in the last ten minutes, and how many of the last days are copies of this one. */
  recent: { network: number; site: number; copies: number };
  /** What the site has taught; undefined: nothing yet. */
  learned: Learned | undefined;
}

/** What a form noticed while the comment was written; null where it does not know. */
export interface FormFindings {
  /** Milliseconds between the first key press and sending. */
  writing: number | null;
  /** How often the text changed by typing, speaking or choosing a word. */
  inputs: number | null;
  /** How many characters were pasted. */
  pasted: number | null;
}

/** What one check has found. */
export type Findings = Omit<Signal, 'check'>[];

/** One test of a submission: from values to findings. Positive weights speak for spam, negative ones against. */
export interface Check {
  name: string;
  /** It looks at how something was sent, which stays as it was when the text is changed. */
  aboutSending?: true;
  run(submission: Submission): Findings;
}
