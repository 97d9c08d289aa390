import type { Comment, ThreadPage } from '../../worker/contract/comment';

/** A row of the list: a comment, or a button for answers that are not here. */
export interface Row {
  key: string;
  comment: Comment;
  /** It does not stand right below what it answers: too deep for that, or that is not here. */
  far?: boolean;
  /** The button: loads what stands before or after this cursor below `comment`. */
  missing?: { before: string } | { after: string };
}

/** Answers deeper than this stand under each other: a phone has no more room to the right. */
const deepest = 3;

/** What has come of a thread in reading order: each comment, then what answers it, oldest first, and so on. Never recurses. */
export function arrange({ comments, more }: ThreadPage): Row[] {
  const here = new Set(comments.map(({ id }) => id));
  // Where a link led into the middle of a branch, what its first answers answer is not here. One's own that waits is on
  // no page, and stands at the end.
  const middle = more.find(({ before }) => before)?.root;
  const isPublic = ({ html, status }: Comment) => html === null || status === 'published';
  // Not by `Map.groupBy`, which browsers of before 2024 lack.
  const below: Record<string, Comment[]> = {};
  for (const comment of comments) {
    const { parent, under = isPublic(comment) ? middle : '' }: Comment & { under?: string } = comment;
    const above = (!parent || here.has(parent) ? parent : under) || '';
    below[above] ??= [];
    below[above].push(comment);
  }
  const branches = new Map(more.map((branch) => [branch.root, branch]));
  const rows: Row[] = [];
  for (const top of below[''] ?? []) {
    const { before, after } = branches.get(top.id) ?? {};
    const stack = [top];
    for (let comment = stack.pop(); comment; comment = stack.pop()) {
      const { id, parent, level } = comment;
      rows.push({ key: id, comment, far: !!parent && (level > deepest || !here.has(parent)) });
      if (before && id === top.id) rows.push({ key: `${id} before`, comment, missing: { before } });
      for (const answer of below[id]?.reverse() ?? []) stack.push(answer);
    }
    if (after) rows.push({ key: `${top.id} after`, comment: top, missing: { after } });
  }
  return rows;
}
