import type { Comment } from '../../worker/contract/comment';
import type { Texts } from '../locales/en/reading';
import type { ThreadClient } from './thread-client';

/** What the elements of one thread share. A new object whenever something of it changes. */
export interface Discussion {
  /** The thread's key. */
  thread: string;
  client: ThreadClient;
  texts: Texts;
  /** Whether the thread takes comments. */
  open: boolean;
  /** Draws what stands for an author, where that is wanted. */
  avatar: ((comment: Comment) => unknown) | undefined;
}

/** Under what the draft of an answer to a comment is kept; without `id`, that of a new comment. */
export const draftOf = ({ thread }: Discussion, id = '') => `draft ${thread} ${id}` as const;

/** The parts of a composer that a page's own styles reach. */
export const composerParts = 'form,label,choice,field,hint,error,failure,preview,buttons,button,send,privacy';
