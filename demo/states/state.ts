import type { Own, Thread, ThreadPage } from '../../worker/contract/comment';
import type { reader } from '../../worker/contract/operations/reader';
import type { problems } from '../../worker/contract/problem';
import type { Reader } from './reader';

/** What readers call: `GET /comments`. */
export type Operation = keyof typeof reader.operations;

/**
 * What the server answers: this JSON; a problem of the contract's, perhaps about fields; `never`: nothing, as long as one waits; `lost`:
 * there is no connection; `other`: something that is not Plausch's.
 */
export type Answer =
  | object
  | { problem: keyof typeof problems; errors?: { pointer: string; code: string; detail: string }[]; wait?: number }
  | 'never'
  | 'lost'
  | 'other';

/** A state that an element can be in, and how it comes to be in it. */
export interface State {
  /** Names it in addresses and files; its site is `NAME.example`. */
  name: string;
  /** What is to be seen. */
  what: string;
  /** Other than `<plausch-comments>`. */
  element?: string;
  attributes?: Record<string, string>;
  thread?: Partial<Thread>;
  comments?: ThreadPage['comments'];
  /** What else is told of the thread's page: cursors. */
  page?: Partial<ThreadPage>;
  /** The reader's own in this thread: with this they have a token. */
  own?: Partial<Own>;
  /** What is answered otherwise than where all goes well. */
  answers?: Partial<Record<Operation, Answer>>;
  /** What a reader does there until it looks like that. */
  act?: (reader: Reader) => Promise<void>;
  /** It changes the address, and every thread on the page follows: it is on a page of its own. */
  alone?: boolean;
  /** Comes to no end: nothing is waited for. */
  waits?: boolean;
}
