import type { Comment, ThreadPage } from '../../worker/contract/comment';
import { partAhead, placeIn } from './placing';
import type { Thread } from './thread';
import type { Place, RequestFailed } from './thread-client';

/** Loads what a button says is missing, and puts the focus on the first of it, or the last where it stands before. */
export async function readOn(thread: Thread, button: HTMLElement, place: Place): Promise<void> {
  if (button.ariaDisabled) return;
  button.ariaDisabled = 'true';
  const { client, key, order } = thread;
  try {
    const came = await client.page({ thread: key, sort: order, ...place });
    const anew = await firstPage(thread, came);
    const { page } = thread;
    // Another thread may stand here by now, or this one in another order, or read from elsewhere on.
    if (client !== thread.client || !page || order !== thread.order || !isMissing(page, place)) return;
    const here = new Set(page.comments.map(({ id }) => id));
    // What has come by itself meanwhile finds its place anew.
    const [without, ahead] = partAhead(page);
    const read = (place.root ? withAnswers : withComments)(without, came, place);
    thread.page = placeIn(anew ? withPinned(read, anew) : read, ahead, order);
    await thread.settle();
    const shown = thread.rows.filter(({ missing }) => !missing).map(({ key }) => key);
    const added = new Set(came.comments.map(({ id }) => id).filter((id) => !here.has(id)));
    const news = shown.filter((id) => added.has(id));
    // Where nothing came after all: what stands beside the button that is gone.
    const [first, last] = news.length > 0 ? [news[0], news.at(-1)] : [shown.at(-1), shown[0]];
    thread.show((place.before ? last : first) ?? '');
  } finally {
    button.ariaDisabled = null;
  }
}

/** Whether a page still says that this is missing. */
function isMissing({ previous, next, more }: ThreadPage, { root, before, after }: Place): boolean {
  const sides = root ? more.find((branch) => branch.root === root) : { before: previous, after: next };
  return before ? sides?.before === before : sides?.after === after;
}

/**
 * What is pinned stands on the first page alone: where that is here, and something was pinned since that is not, that page as it
 * is now.
 */
async function firstPage(
  { client, key, order, page }: Thread,
  { pinned }: ThreadPage,
): Promise<ThreadPage | undefined> {
  if (!page || page.previous !== null) return undefined;
  const here = new Set(page.comments.map(({ id }) => id));
  return pinned.every((id) => here.has(id)) ? undefined : client.page({ thread: key, sort: order });
}

/** The page with what is pinned on the first one, and its answers there, before all others. */
export function withPinned(page: ThreadPage, first: ThreadPage): ThreadPage {
  const here = new Set(page.comments.map(({ id }) => id));
  const missing = new Set(first.pinned.filter((id) => !here.has(id)));
  // Answers come after what they answer.
  const came = first.comments.filter(({ id, parent }) => {
    if (parent !== null && missing.has(parent)) missing.add(id);
    return missing.has(id);
  });
  return {
    ...page,
    comments: join([...came, ...page.comments], came),
    more: [...page.more, ...first.more.filter(({ root }) => missing.has(root))],
  };
}

/** The page with the comments after or before it. */
function withComments(page: ThreadPage, came: ThreadPage, { before }: Place): ThreadPage {
  const here = new Set(page.comments.map(({ id }) => id));
  return {
    thread: came.thread,
    comments: join(before ? [...came.comments, ...page.comments] : page.comments, came.comments),
    pinned: came.pinned,
    previous: before ? came.previous : page.previous,
    next: before ? page.next : came.next,
    more: [...page.more, ...came.more.filter(({ root }) => !here.has(root))],
  };
}

/** The page with more answers below one of its comments. */
function withAnswers(page: ThreadPage, came: ThreadPage, { root, before }: Place): ThreadPage {
  return {
    ...page,
    thread: came.thread,
    pinned: came.pinned,
    comments: join(before ? [...came.comments, ...page.comments] : page.comments, came.comments),
    more: page.more.map((branch) =>
      branch.root === root ? { ...branch, ...(before ? { before: came.previous } : { after: came.next }) } : branch,
    ),
  };
}

/** Comments in this order, each once, in its first place and as it came last. */
const join = (order: Comment[], came: Comment[]) => [
  ...new Map([...order, ...came].map((comment) => [comment.id, comment])).values(),
];

/** What the threads of this page look for: none of them says that a comment is gone while another may have it. */
const searches = new WeakMap<Thread, { id: string; search: Promise<boolean> }>();

/** Puts the focus on a comment that is not here: loads the page of the thread on which it stands, or says that it is gone. */
export async function goTo(thread: Thread, id: string): Promise<void> {
  const search = find(thread, id);
  searches.set(thread, { id, search });
  if (await search) return;
  const others = [...document.querySelectorAll('plausch-comments')].filter((other) => other !== thread);
  await Promise.allSettled(others.map(({ loaded }) => loaded));
  await Promise.allSettled(others.map((other) => other.page && findThere(other, id)));
  if (thread.sought === id && !others.some((other) => other.drawing.find(id)))
    await (await import('./diagnosis')).sayGone(thread);
}

/** Looks for a comment in another thread, which may not have heard of it yet: what hears of it comes after the comments. */
function findThere(other: Thread, id: string): Promise<boolean> {
  const known = searches.get(other);
  if (known?.id === id) return known.search;
  if (other.sought !== id) other.goTo(id);
  return find(other, id);
}

/** Whether it is in this thread; then it has the focus. */
async function find(thread: Thread, id: string): Promise<boolean> {
  const { client, key, order } = thread;
  // One's own that waits is on no page.
  await thread.ownLoaded;
  await thread.settle();
  if (thread.show(id)) return true;
  let page: ThreadPage;
  try {
    page = await client.page({ thread: key, sort: order, around: id });
  } catch (error) {
    // Gone, or no id at all.
    if (['unknown-comment', 'invalid-fields'].includes((error as RequestFailed).code)) return false;
    throw error;
  }
  // Another thread may stand here by now, or somebody looks for another comment.
  if (client !== thread.client || thread.sought !== id) return true;
  // In another order by now it is on another page.
  if (order !== thread.order) return find(thread, id);
  thread.page = page;
  await thread.settle();
  return thread.show(id);
}
