import type { Comment } from '../contract/comment';
import { type CommentRow, editableUntil, toDeskComment, toPublicComment } from './comment-row';
import type { Room } from './room';
import { reversalOf, statementOf, statusPath } from './statements';
import { isoTimeOrNull } from './time';

/** A row as its author has it, unless it was erased. */
export function toOwnComment(room: Room, row: CommentRow): Comment {
  if (row.status === 'erased') return toPublicComment(row);
  return {
    ...toDeskComment(row),
    // Doubtful spam waits for a person like anything else that waits, and that is all its author is told.
    status: row.waiting === 'spam' ? 'held' : row.status,
    own: {
      body: row.body,
      editableUntil: isoTimeOrNull(editableUntil(room, row)),
      statement: statementOf(room, row),
      reversal: reversalOf(room, row),
      link: statusPath(room, row.id),
    },
  };
}
