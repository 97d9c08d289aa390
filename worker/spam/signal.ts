import type { Signal } from '../contract/desk';

/** All that the checks may know of a submission. Values only: a check has no storage and no clock. */
export interface Submission {
  /** The Markdown as written. */
  body: string;
  name: string;
  website: string | null;
  /** Milliseconds between the first key press and sending; null when the client did not say. */
  writing: number | null;
  /** What stood in the field that people do not see. */
  trap: string;
  /** What became of the author's earlier comments on this site. */
  record: { published: number; rejected: number; spam: number };
}

/** What one check has found. */
export type Findings = Omit<Signal, 'check'>[];

/** One test of a submission: from values to findings. Positive weights speak for spam, negative ones against. */
export interface Check {
  name: string;
  run(submission: Submission): Findings;
}
