import type { ImportBatch, ImportFinding } from '../../worker/contract/transfer';
import type { Keys } from '../../worker/transfer/keys';
import type { Survey } from '../../worker/transfer/survey';

/** How a file is to be read: what `prepare` asks for, and what only the desk knows. */
export interface Reading extends Keys {
  without: readonly string[];
  nobody: string;
  now: number;
  oldSpamBefore: number | null;
  /** The hosts of the site. */
  own: readonly string[];
}

/** What the desk asks of the worker; one file, one worker. */
export type Request =
  /** What is it? */
  | { kind: 'look'; file: File }
  /** What would come? */
  | { kind: 'survey'; file: File; format: string; how: Reading }
  /** Hand it over, batch by batch. */
  | { kind: 'send'; file: File; format: string; how: Reading }
  /** The batch has arrived. */
  | { kind: 'next' };

/** Why a file cannot be read, or not to its end. */
export interface Trouble {
  why: 'sqlite' | 'zip' | 'packed' | 'empty' | 'unknown' | 'format' | 'truncated' | 'too-large' | 'encoding' | 'gone';
  /** The reader's own sentence, in English. */
  sentence: string;
}

export interface KnownFormat {
  name: string;
  system: string;
}

/** What the worker answers. */
export type Answer =
  | { kind: 'seen'; format: string | null; formats: KnownFormat[] }
  /** So many comments and bytes were read. */
  | { kind: 'progress'; read: number; bytes: number }
  /** `trouble`: the file ends there. */
  | { kind: 'survey'; survey: Survey; trouble: Trouble | null }
  | { kind: 'batch'; batch: ImportBatch; read: number; bytes: number }
  | { kind: 'sent'; found: ImportFinding[]; read: number }
  | { kind: 'trouble'; trouble: Trouble };
