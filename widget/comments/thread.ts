import type { ReactiveElement } from 'lit';
import type { Comment, Sort, ThreadPage } from '../../worker/contract/comment';
import type { Texts } from '../locales/en/reading';
import type { Row } from './arrangement';
import type { ThreadClient } from './thread-client';

/** A comment as it stands on the page. */
export interface Shown extends Comment {
  /** What became of it, as its author alone is told; on its lines. */
  state?: string;
  /** What the button says that tells more about that. */
  why?: string;
}

/** A reader's own comments in a thread. */
export interface OwnComments {
  /** A page with one's own comments in the place of what others see of them. */
  join(page: ThreadPage, sort: Sort): ThreadPage;
  /** With what the server has. */
  withOwn(own: Shown[]): OwnComments;
  /** With one that was just sent. */
  withSent(comment: Shown): OwnComments;
}

/** A thread on the page, as what is loaded later knows it: `<plausch-comments>`. */
export interface Thread extends ReactiveElement {
  readonly sort: Sort;
  readonly key: string;
  readonly client: ThreadClient;
  page: ThreadPage | undefined;
  mine: OwnComments | undefined;
  readonly texts: Texts | undefined;
  hint: string | undefined;
  readonly rows: readonly Row[];
  said: string;
  readonly drawing: { find(key: string): HTMLElement | undefined };
  readonly sought: string | undefined;
  readonly loaded: Promise<void> | undefined;
  readonly ownLoaded: Promise<void> | undefined;
  settle(): Promise<void>;
  show(id: string): boolean;
}
