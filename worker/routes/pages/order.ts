import type { Comment, ThreadPage } from '../../contract/comment';

/** A line of the page: a comment, or where the answers go on that are not on it. */
export type Line =
  | { comment: Comment }
  /** Answers below `top` that stand before or after this cursor. */
  | { top: Comment; before: string }
  | { top: Comment; after: string };

/**
 * A page in the order in which it is read: each comment, then what answers it, oldest first, and so on. A flat list, made in
 * a loop: nothing here is as deep as a thread can be.
 */
export function inOrder({ comments, more }: Pick<ThreadPage, 'comments' | 'more'>): Line[] {
  const here = new Set(comments.map(({ id }) => id));
  // Where a link led into the middle of a branch, what its first answers answer is not here: they stand below its top.
  const middle = more.find(({ before }) => before !== null)?.root ?? null;
  const below = Map.groupBy(comments, ({ parent }) => (parent === null || here.has(parent) ? parent : middle));
  const missing = new Map(more.map((branch) => [branch.root, branch]));
  return (below.get(null) ?? []).flatMap((top) => {
    const { before = null, after = null } = missing.get(top.id) ?? {};
    const lines: Line[] = [];
    const still = [top];
    for (let comment = still.pop(); comment; comment = still.pop()) {
      lines.push({ comment });
      if (comment === top && before !== null) lines.push({ top, before });
      for (const answer of below.get(comment.id)?.toReversed() ?? []) still.push(answer);
    }
    if (after !== null) lines.push({ top, after });
    return lines;
  });
}
