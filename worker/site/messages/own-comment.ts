import type { Comment } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { isoTimeOrNull } from '../base/time';
import { type CommentRow, editableUntil, toDeskComment, toPublicComment } from '../comments/comment-row';
import { reversalOf, statementOf, statusPath } from './statements';

/** A row as its author has it, unless it was erased. */
export function toOwnComment(site: SiteContext, row: CommentRow): Comment {
  if (row.status === 'erased') return toPublicComment(row);
  return {
    ...toDeskComment(row),
    // Doubtful spam waits for a person like anything else that waits, and that is all its author is told.
    status: row.waiting === 'spam' ? 'held' : row.status,
    own: {
      body: row.body,
      editableUntil: isoTimeOrNull(editableUntil(site, row)),
      statement: statementOf(site, row),
      reversal: reversalOf(site, row),
      link: statusPath(site, row.id),
    },
  };
}
