import type { Statement } from '../contract/statement';
import { type CommentRow, isoTime } from './comment-row';
import { mustFindEntry } from './log';
import type { Room } from './room';

/** What was decided against a comment, as its author is told; null when nothing was. */
export function statementOf(room: Room, row: CommentRow): Statement | null {
  if (row.decision === null || (row.status !== 'rejected' && row.status !== 'spam')) return null;
  const entry = mustFindEntry(room, row.decision);
  const appeal = row.appeal === null ? 'possible' : row.appeal_open ? 'open' : 'kept';
  return {
    decision: entry.id,
    action: row.status === 'spam' ? 'spam' : 'reject',
    reason: entry.reason,
    explanation: entry.explanation,
    by: entry.rule === null ? 'person' : 'rule',
    at: isoTime(entry.at),
    text: '',
    appeal,
  };
}

/** Puts the statement about a decision, or the outcome of an appeal or a notice, into the outbox. */
export function tellAbout(room: Room, row: CommentRow, decision: string): void {}

/** The path of the private page that tells an author, or whoever gave notice, what became of a comment. */
export function statusPath(room: Room, comment: string): string {
  return '';
}

/** What the private page shows. */
export interface StatusView {
  row: CommentRow;
  thread: { key: string; title: string | null; url: string | null };
  statement: Statement | null;
}

/** The comment behind a private page. @throws Refusal `not-found` for a key that does not fit. */
export function readStatus(room: Room, comment: string, key: string): StatusView {
  throw new Error('to be written');
}
