import type { Action } from '../contract/statement';
import { excerpt } from '../text/excerpt';
import { closeAppeal } from './appeals';
import type { CommentRow } from './comment-row';
import { messageTexts } from './message-texts';
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
 * Writes to everyone whom a decision about a comment concerns: its author, at the address given with it, when something was
 * decided against it or their appeal is answered, and whoever gave notice of it. `row` is the comment as it was before.
 */
export function tellConcerned(room: Room, row: CommentRow, decision: Told): void {
  const texts = messageTexts[room.settings.language];
  const against = decision.action !== 'approve';
  if (row.appeal_open) closeAppeal(room, row.id, decision.id);
  if ((row.appeal_open || against) && row.email !== null) {
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
  const notices = room.sql.all<{ name: string; email: string }>(
    'SELECT name, email FROM notice WHERE comment = ? AND decision IS NULL',
    row.id,
  );
  for (const { name, email } of notices)
    putMessage(room, {
      kind: 'notice-decided',
      recipient: name,
      address: email,
      ...texts.noticeDecided(room.name, excerpt(row.html, 120), against, decision.reason),
      comment: row.id,
      cause: decision.id,
    });
}
