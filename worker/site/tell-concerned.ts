import type { Action } from '../contract/statement';
import { locales } from '../locales/locales';
import { voiceOf } from '../locales/voice';
import { excerpt } from '../text/excerpt';
import { closeAppeal } from './appeal-outcomes';
import type { CommentRow } from './comment-row';
import { putMessage } from './outbox';
import type { Room } from './room';
import { factsOf } from './statements';

/** What a decision says, as far as those it concerns are told. */
export interface Told {
  id: string;
  action: Action;
  reason: string | null;
  explanation: string | null;
  rule: string | null;
}

/**
 * Writes to everyone whom a decision about comments concerns: their authors, at the address given with each, when something
 * was decided against it or their appeal is answered, and whoever gave notice of one. `rows`: the comments as they were before.
 */
export function tellConcerned(room: Room, rows: CommentRow[], decision: Told): void {
  const notices = Map.groupBy(openNotices(room, rows), ({ comment }) => comment);
  for (const row of rows) {
    tellAuthor(room, row, decision);
    for (const notice of notices.get(row.id) ?? []) tellNotifier(room, row, notice, decision);
  }
}

function tellAuthor(room: Room, row: CommentRow, decision: Told): void {
  const texts = locales[voiceOf(room.settings)].messages;
  const against = decision.action !== 'approve';
  if (row.appeal_open) closeAppeal(room, row.id, decision.id);
  if (row.email === null || !(row.appeal_open || against)) return;
  const facts = factsOf(room, row, decision);
  const words = row.appeal_open ? texts.appealDecided(facts, !against) : texts.statement(facts);
  putMessage(room, {
    kind: row.appeal_open ? 'appeal-decided' : 'statement',
    recipient: row.name,
    address: row.email,
    ...words,
    comment: row.id,
    cause: decision.id,
  });
}

/** A notice that nobody has decided yet, and who gave it. */
interface NoticeRow {
  comment: string;
  name: string;
  email: string;
}

const openNotices = (room: Room, rows: CommentRow[]) =>
  room.sql.all<NoticeRow>(
    `SELECT comment, name, email FROM notice
     WHERE comment IN (SELECT value FROM json_each(?)) AND decision IS NULL ORDER BY id`,
    JSON.stringify(rows.map(({ id }) => id)),
  );

function tellNotifier(room: Room, row: CommentRow, { name, email }: NoticeRow, { id, action, reason }: Told): void {
  const words = locales[voiceOf(room.settings)].messages.noticeDecided(
    room.name,
    excerpt(row.html, 120),
    action !== 'approve',
    reason,
  );
  putMessage(room, { kind: 'notice-decided', recipient: name, address: email, ...words, comment: row.id, cause: id });
}
