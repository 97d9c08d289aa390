import type { Comment } from '../../contract/comment';
import type { SiteContext } from '../base/context';
import { isoTimeOrNull } from '../base/time';
import { type CommentRow, editableUntil, isHeld, toDeskComment, toPublicComment } from '../comments/comment-row';
import { statusPath } from './private-link';
import { reversalOf, statementOf } from './statements';
import { usualWait } from './usual-wait';

/** A row as its author has it, unless it was erased. */
export function toOwnComment(site: SiteContext, row: CommentRow): Comment {
  if (row.status === 'erased') return toPublicComment(site, row);
  return {
    ...toDeskComment(site, row),
    status: isHeld(row) ? 'held' : row.status,
    own: {
      body: row.body,
      version: row.wording,
      editableUntil: isoTimeOrNull(editableUntil(site, row)),
      usualWait: isHeld(row) ? usualWait(site) : null,
      statement: statementOf(site, row),
      reversal: reversalOf(site, row),
      link: statusPath(site, row.id),
    },
  };
}
