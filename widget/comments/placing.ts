import type { Comment, Sort, ThreadPage } from '../../worker/contract/comment';

/** A comment that came while the page was open, and the top-level comment below which it stands. */
export type Come = Comment & { root: string };

/** A comment of a page, also one that came. */
interface Placed extends Comment {
  /** Of what came: the top-level comment below which it stands… */
  root?: string;
  /** …the same where that is here, else nothing… */
  under?: string;
  /** …and whether something is missing between it and what stands before it. */
  ahead?: boolean;
}

/**
 * A page with comments that came since, each in its place among those that are here: what they answer may be on a part of the thread that is not. Where
 * something between is missing, they stand `ahead` of it until that has come, too.
 */
export function placeIn(page: ThreadPage, come: Come[], sort: Sort): ThreadPage {
  const comments: Placed[] = [...page.comments];
  const here = new Set(comments.map(({ id }) => id));
  for (const comment of [...come].sort(byId)) {
    const { id, parent, root } = comment;
    if (here.has(id)) continue;
    const ahead = parent
      ? !here.has(root) || page.more.some((branch) => branch.root === root && branch.after)
      : !!(sort === 'newest' ? page.previous : page.next);
    const comesAfter = (other: Comment) =>
      other.parent === parent &&
      (parent || sort === 'oldest' ? other.id > id : sort === 'newest' && other.id < id) &&
      (parent || !other.pinned);
    const at = comments.findIndex(comesAfter);
    comments.splice(at < 0 ? comments.length : at, 0, { ...comment, ahead, under: here.has(root) ? root : '' });
    here.add(id);
  }
  return { ...page, comments };
}

/** A page without what stands ahead, and that. */
export function partAhead(page: ThreadPage): [ThreadPage, Come[]] {
  const comments: Placed[] = page.comments;
  return [
    { ...page, comments: comments.filter(({ ahead }) => !ahead) },
    comments.filter((comment): comment is Placed & Come => !!comment.ahead),
  ];
}

/**
 * A page with its comments as they are by now. `now`: the same part of the thread, just read. What should stand there and does not is gone; what was
 * loaded besides stays.
 */
export function refresh(page: ThreadPage, now: ThreadPage, sort: Sort): ThreadPage {
  const known = new Map(now.comments.map((comment) => [comment.id, comment]));
  const roots = rootsIn(page.comments);
  const reach = new Map<string, string>();
  for (const [id, root] of rootsIn(now.comments)) if (id > (reach.get(root) ?? '')) reach.set(root, id);
  const isGone = ({ id, parent }: Comment): boolean => {
    if (known.has(id)) return false;
    const root = roots.get(id) ?? id;
    if (!parent || !known.has(root)) return isTopGone(root);
    const branch = now.more.find((branch) => branch.root === root);
    return !branch?.before && (!branch?.after || id < (reach.get(root) ?? ''));
  };
  const tops = now.comments.filter(({ parent, pinned }) => !parent && !pinned).map(({ id }) => id);
  const isTopGone = (id: string) => {
    if (known.has(id)) return false;
    const [first = '', last = ''] = [tops[0], tops.at(-1)];
    const [isAfterFirst, isBeforeLast] = sort === 'newest' ? [id < first, id > last] : [id > first, id < last];
    const isWithin = (!now.previous || isAfterFirst) && (!now.next || isBeforeLast);
    // Where a part of the best ends, nobody can tell.
    return isWithin && (sort !== 'best' || (!now.previous && !now.next));
  };
  const comments = page.comments
    .filter((comment) => !isGone(comment))
    // The same object stays where nothing has changed: it is not drawn anew.
    .map((comment) => {
      const { ahead: _, root: __, under: ___, ...before }: Placed = comment;
      const after = known.get(comment.id);
      return after && JSON.stringify(after) !== JSON.stringify(before) ? { ...comment, ...after } : comment;
    });
  return pinAnew({ ...page, thread: now.thread, pinned: now.pinned, comments }, page, sort);
}

/** The page with what is pinned by now before all others, and what is not any more in its own place. `before`: the page until now. */
function pinAnew(page: ThreadPage, before: ThreadPage, sort: Sort): ThreadPage {
  const were = new Set(before.comments.filter(({ pinned }) => pinned).map(({ id }) => id));
  const loose = page.comments.filter(({ id, pinned }) => !pinned && were.has(id));
  const pinned = page.pinned.flatMap((pin) => page.comments.filter(({ id, pinned }) => id === pin && pinned));
  const rest = page.comments.filter((comment) => !loose.includes(comment) && !pinned.includes(comment));
  const come = loose.map((comment) => ({ ...comment, root: comment.id }));
  return placeIn({ ...page, comments: [...pinned, ...rest] }, come, sort);
}

/** The top-level comment above each, as far as it is here. */
function rootsIn(comments: Comment[]): Map<string, string> {
  const roots = new Map<string, string>();
  // What answers a comment came after it.
  for (const { id, parent, root } of [...(comments as Placed[])].sort(byId))
    roots.set(id, root ?? (parent ? (roots.get(parent) ?? parent) : id));
  return roots;
}

const byId = (a: Comment, b: Comment) => (a.id < b.id ? -1 : 1);
