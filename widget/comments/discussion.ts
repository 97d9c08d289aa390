import type { Comment } from '../../worker/contract/comment';
import type { Texts } from '../locales/en';
import type { ThreadClient } from './thread-client';

/** What the elements of one thread share. A new object whenever something of it changes. */
export interface Discussion {
  /** The thread's key. */
  thread: string;
  client: ThreadClient;
  texts: Texts;
  /** Whether the thread takes comments. */
  open: boolean;
}

/** The parts of a composer and of a comment that a page's own styles reach, however deep they stand. */
export const composerParts = 'form,label,field,hint,error,failure,preview,buttons,button,send';
export const commentParts = `comment,author,team,time,body,state,reply,report,objection,statement,replies,${composerParts}`;

/** Comments by the comment they answer; top-level ones under null. */
export type Replies = Map<string | null, Comment[]>;

/** Sorts comments under what they answer. One whose parent is not here stands at the top. */
export function byParent(comments: Comment[]): Replies {
  const here = new Set(comments.map(({ id }) => id));
  return Map.groupBy(comments, ({ parent }) => (parent && here.has(parent) ? parent : null));
}
