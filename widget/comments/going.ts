import type { Comment, ThreadPage } from '../../worker/contract/comment';
import type { Thread } from './thread';
import type { Place, RequestFailed } from './thread-client';

/** Loads what a button says is missing, and puts the focus on the first of it, or the last where it stands before. */
export async function readOn(thread: Thread, button: HTMLElement, place: Place): Promise<void> {
  if (button.ariaDisabled) return;
  button.ariaDisabled = 'true';
  const { client, key, sort } = thread;
  try {
    const came = await client.page({ thread: key, sort, ...place });
    const { page } = thread;
    // Another thread may stand here by now.
    if (client !== thread.client || !page) return;
    const here = new Set(page.comments.map(({ id }) => id));
    thread.page = place.root ? withAnswers(page, came, place) : withComments(page, came, place);
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

/** The page with the comments after or before it. */
function withComments(page: ThreadPage, came: ThreadPage, { before }: Place): ThreadPage {
  const here = new Set(page.comments.map(({ id }) => id));
  return {
    thread: came.thread,
    comments: before ? join(came.comments, page.comments) : join(page.comments, came.comments),
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
    comments: before ? join(came.comments, page.comments) : join(page.comments, came.comments),
    more: page.more.map((branch) =>
      branch.root === root ? { ...branch, ...(before ? { before: came.previous } : { after: came.next }) } : branch,
    ),
  };
}

/** Both lists, each comment once. */
const join = (first: Comment[], second: Comment[]) => [
  ...new Map([...first, ...second].map((comment) => [comment.id, comment])).values(),
];

/** What the threads of this page look for: none of them says that a comment is gone while another may have it. */
const searches = new Set<Promise<boolean>>();

/** Puts the focus on a comment that is not here: loads the page of the thread on which it stands, or says that it is gone. */
export async function goTo(thread: Thread, id: string): Promise<void> {
  const search = find(thread, id);
  searches.add(search);
  try {
    if (await search) return;
    const others = [...document.querySelectorAll('plausch-comments')];
    await Promise.allSettled([...searches, ...others.map(({ loaded }) => loaded)]);
    if (thread.sought === id && !others.some((other) => other.drawing.find(id)))
      await (await import('./diagnosis')).sayGone(thread);
  } finally {
    searches.delete(search);
  }
}

/** Whether it is in this thread; then it has the focus. */
async function find(thread: Thread, id: string): Promise<boolean> {
  const { client, key, sort } = thread;
  // One's own that waits is on no page.
  await thread.ownLoaded;
  await thread.settle();
  if (thread.show(id)) return true;
  let page: ThreadPage;
  try {
    page = await client.page({ thread: key, sort, around: id });
  } catch (error) {
    // Gone, or no id at all.
    if (['unknown-comment', 'invalid-fields'].includes((error as RequestFailed).code)) return false;
    throw error;
  }
  // Another thread may stand here by now, or somebody looks for another comment.
  if (client !== thread.client || thread.sought !== id) return true;
  thread.page = page;
  await thread.settle();
  return thread.show(id);
}
