import type { Own, ThreadPage } from '../../worker/contract/comment';
import type { ThreadClient } from './thread-client';

/** A page of a thread with the author's own comments in the place of what others see of them, or at its end. */
export async function withOwn(client: ThreadClient, asked: Promise<ThreadPage>, thread: string): Promise<ThreadPage> {
  const [page, { comments }] = await Promise.all([
    asked,
    client.send<Own>(`own?${new URLSearchParams({ thread })}`, undefined, 'comments'),
  ]);
  const own = new Map(comments.map((comment) => [comment.id, comment]));
  const shown = page.comments.map((comment) => own.get(comment.id) ?? comment);
  const here = new Set(shown.map(({ id }) => id));
  const others = comments
    .filter(({ id, parent, status }) => !here.has(id) && (parent === null ? status !== 'published' : here.has(parent)))
    .reverse();
  return { ...page, comments: [...shown, ...others] };
}
