import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Action, Reversal, Statement } from '../contract/statement';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { locales } from '../locales/locales';
import type { MessageText, ReversalFacts, StatementFacts } from '../locales/texts';
import { voiceOf } from '../locales/voice';
import { excerpt } from '../text/excerpt';
import { wasOutcome, wasRight } from './appeal-outcomes';
import { type CommentRow, commentColumns } from './comment-row';
import { type DecisionRow, mustFindEntry } from './log-entry';
import { ownAddress } from './naming';
import type { Room } from './room';
import { isoTime } from './time';

/** The decision that stands against a comment; null: there is none. */
export const standsAgainst = ({ status, decision }: Pick<CommentRow, 'status' | 'decision'>): string | null =>
  status === 'rejected' || status === 'spam' ? decision : null;

/** What was decided against a comment, as its author is told; null when nothing was. */
export function statementOf(room: Room, row: CommentRow): Statement | null {
  const standing = standsAgainst(row);
  if (standing === null) return null;
  const entry = mustFindEntry(room, standing);
  const facts = factsOf(room, row, entry);
  return {
    decision: entry.id,
    action: row.status === 'spam' ? 'spam' : 'reject',
    reason: entry.reason,
    explanation: entry.explanation,
    by: entry.rule === null ? 'person' : 'rule',
    at: isoTime(entry.at),
    text: locales[voiceOf(room.settings)].messages.statement(facts).text,
    appeal: facts.appeal,
  };
}

/** The facts behind a decision against a comment, in words. */
export function factsOf(
  room: Room,
  row: CommentRow,
  { id, action, reason, explanation, rule }: Pick<DecisionRow, 'id' | 'action' | 'reason' | 'explanation' | 'rule'>,
): StatementFacts {
  const reported = first(room.sql, 'SELECT 1 FROM report WHERE comment = ? LIMIT 1', row.id) !== undefined;
  return {
    ...commonFacts(room, row),
    action: action === 'spam' ? 'spam' : 'reject',
    reason,
    explanation,
    rule,
    detected: row.signals !== '[]',
    reported,
    appeal: wasOutcome(room, row.id, id) ? 'kept' : row.appeal_open && row.decision === id ? 'open' : 'possible',
  };
}

/** That what was last decided against a comment does not hold any more, as its author is told; null: nothing was, or it does. */
export const reversalOf = (room: Room, row: CommentRow): Reversal | null => findReversal(room, row)?.reversal ?? null;

/** The same with the decision that does not hold, and in words. */
export function findReversal(
  room: Room,
  row: CommentRow,
): { reversal: Reversal; decision: string; words: MessageText } | null {
  if (standsAgainst(row) !== null || row.status === 'withdrawn') return null;
  const against = first<Pick<DecisionRow, 'id' | 'at' | 'undone_at'> & { action: Exclude<Action, 'approve'> }>(
    room.sql,
    `SELECT decision.id, decision.action, decision.at, decision.undone_at
     FROM decided CROSS JOIN decision ON decision.id = decided.decision
     WHERE decided.comment = ? AND decision.action <> 'approve' ORDER BY decided.decision DESC LIMIT 1`,
    row.id,
  );
  if (!against) return null;
  const at = against.undone_at ?? decidedAfter(room, row.id, against.id);
  if (at === undefined) return null;
  const standing = row.decision === null ? row.edited : mustFindEntry(room, row.decision).at;
  const published = row.status === 'published' ? Math.max(at, standing ?? 0) : null;
  const appealed = wasRight(room, row.id, against.id);
  const date = (time: number) => dateOf(room, time);
  const facts: ReversalFacts = {
    ...commonFacts(room, row),
    action: against.action,
    turnedDown: date(against.at),
    at: date(at),
    published: published === null ? null : date(published),
    appealed,
  };
  const words = locales[voiceOf(room.settings)].messages.statementUndone(facts);
  const reversal: Reversal = {
    action: against.action,
    turnedDown: isoTime(against.at),
    at: isoTime(at),
    published: published === null ? null : isoTime(published),
    appeal: appealed,
    text: words.text,
  };
  return { reversal, decision: against.id, words };
}

/** When somebody next decided about a comment after that decision. */
const decidedAfter = (room: Room, comment: string, decision: string): number | undefined =>
  first<{ at: number }>(
    room.sql,
    `SELECT decision.at FROM decided CROSS JOIN decision ON decision.id = decided.decision
     WHERE decided.comment = ? AND decided.decision > ? AND decision.undone_at IS NULL ORDER BY decided.decision LIMIT 1`,
    comment,
    decision,
  )?.at;

const commonFacts = (room: Room, row: CommentRow) => {
  const { key, title } = threadOf(room, row);
  return {
    site: room.name,
    excerpt: excerpt(row.html, 120),
    title: title ?? key,
    written: dateOf(room, row.created),
  };
};

const dateOf = ({ settings }: Room, time: number): string => dateFormat(settings.language).format(time);

/** To make one costs as much as to store a comment. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string): Intl.DateTimeFormat {
  const known = dateFormats.get(language);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  dateFormats.set(language, made);
  return made;
}

/** What the private page shows. */
export interface StatusView {
  row: CommentRow;
  thread: { key: string; title: string | null; url: string | null };
  statement: Statement | null;
  reversal: Reversal | null;
}

/** The comment behind a private page. @throws Refusal `not-found` for a key that does not fit. */
export function readStatus(room: Room, comment: string, key: string): StatusView {
  const expected = Buffer.from(statusKey(room, comment));
  const given = Buffer.from(key);
  const fits = given.length === expected.length && timingSafeEqual(given, expected);
  const row = fits
    ? first<CommentRow>(room.sql, `SELECT ${commentColumns} FROM comment WHERE id = ?`, comment)
    : undefined;
  if (!row) throw new Refusal('not-found');
  return { row, thread: threadOf(room, row), statement: statementOf(room, row), reversal: reversalOf(room, row) };
}

/** The path of the private page that tells an author what became of a comment. Whoever has it may read and appeal. */
export const statusPath = (room: Pick<Room, 'name' | 'secret'>, comment: string): string =>
  `/pages/${room.name}/status/${comment}.${statusKey(room, comment)}`;

const statusKey = ({ name, secret }: Pick<Room, 'name' | 'secret'>, comment: string) =>
  createHmac('sha256', secret).update(`status\n${name}\n${comment}`).digest('base64url').slice(0, 22);

function threadOf(room: Room, { thread }: CommentRow): StatusView['thread'] {
  const row = first<StatusView['thread']>(room.sql, 'SELECT key, title, url FROM thread WHERE id = ?', thread);
  return row ? { ...row, url: ownAddress(room, row.url) } : { key: '', title: null, url: null };
}
