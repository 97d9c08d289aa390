import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Statement } from '../contract/statement';
import { Refusal } from '../errors';
import { first } from '../host/sql';
import { excerpt } from '../text/excerpt';
import { wasOutcome } from './appeals';
import { type CommentRow, commentColumns, isoTime } from './comment-row';
import { type DecisionRow, mustFindEntry } from './log';
import { messageTexts, type StatementFacts } from './message-texts';
import type { Room } from './room';

/** What was decided against a comment, as its author is told; null when nothing was. */
export function statementOf(room: Room, row: CommentRow): Statement | null {
  if (row.decision === null || (row.status !== 'rejected' && row.status !== 'spam')) return null;
  const entry = mustFindEntry(room, row.decision);
  return {
    decision: entry.id,
    action: row.status === 'spam' ? 'spam' : 'reject',
    reason: entry.reason,
    explanation: entry.explanation,
    by: entry.rule === null ? 'person' : 'rule',
    at: isoTime(entry.at),
    text: messageTexts[room.settings.language].statement(factsOf(room, row, entry)).text,
    appeal: row.appeal_open ? 'open' : wasOutcome(room, row.id, entry.id) ? 'kept' : 'possible',
  };
}

/** The facts behind a decision against a comment, in words. */
export function factsOf(
  room: Room,
  row: CommentRow,
  { action, reason, explanation, rule }: Pick<DecisionRow, 'action' | 'reason' | 'explanation' | 'rule'>,
): StatementFacts {
  const { language } = room.settings;
  const thread = threadOf(room, row);
  const reported = first(room.sql, 'SELECT 1 FROM report WHERE comment = ? LIMIT 1', row.id) !== undefined;
  return {
    site: room.name,
    excerpt: excerpt(row.html, 120),
    title: thread.title ?? thread.key,
    written: new Date(row.created).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }),
    action: action === 'spam' ? 'spam' : 'reject',
    reason,
    explanation,
    rule,
    detected: row.signals !== '[]',
    reported,
  };
}

/** What the private page shows. */
export interface StatusView {
  row: CommentRow;
  thread: { key: string; title: string | null; url: string | null };
  statement: Statement | null;
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
  return { row, thread: threadOf(room, row), statement: statementOf(room, row) };
}

/** The path of the private page that tells an author what became of a comment. Whoever has it may read and appeal. */
export const statusPath = (room: Pick<Room, 'name' | 'secret'>, comment: string): string =>
  `/pages/${room.name}/status/${comment}.${statusKey(room, comment)}`;

const statusKey = ({ name, secret }: Pick<Room, 'name' | 'secret'>, comment: string) =>
  createHmac('sha256', secret).update(`status\n${name}\n${comment}`).digest('base64url').slice(0, 22);

function threadOf(room: Room, { thread }: CommentRow): StatusView['thread'] {
  return (
    first<StatusView['thread']>(room.sql, 'SELECT key, title, url FROM thread WHERE id = ?', thread) ?? {
      key: '',
      title: null,
      url: null,
    }
  );
}
