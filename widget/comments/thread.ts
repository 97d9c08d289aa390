import type { html, nothing, ReactiveElement } from 'lit';
import type { Comment, Own, Sort, ThreadPage } from '../../worker/contract/comment';
import type { Texts } from '../locales/en/reading';
import type { Row } from './arrangement';
import type { Discussion } from './discussion';
import type { ThreadClient } from './thread-client';

/** A comment as it stands on the page. */
export interface Shown extends Comment {
  /** What became of it, as its author alone is told; on its lines. */
  state?: string;
  /** What the button says that tells more about that. */
  why?: string;
  /** What its author can do with it. */
  tools?: ((element: OwnElement, lit: typeof html, none: typeof nothing) => unknown) | undefined;
}

/** The element of one's own comment, as what is loaded later knows it: `<plausch-comment>`. */
export interface OwnElement extends ReactiveElement {
  readonly comment: Shown;
  readonly discussion: Discussion;
  /** What is unfolded below it. */
  objecting: { render(): unknown } | undefined;
}

/** A reader's own comments in a thread. */
export interface OwnComments {
  /** A page with one's own comments in the place of what others see of them. */
  join(page: ThreadPage, sort: Sort): ThreadPage;
  /** With what the server has; `before`: what was there when it was asked. */
  withOwn(own: Shown[], before?: Shown[]): OwnComments;
  find(id: string): Shown | undefined;
  /** With one that was just sent, or changed. */
  withSent(comment: Shown): OwnComments;
  /** Those of them that wait. */
  readonly waiting: Shown[];
}

/** An element that is fitted to its page, as what gives it its looks knows it. */
export type Fitted = HTMLElement &
  Pick<ReactiveElement, 'renderRoot' | 'addController'> & { texts?: object | undefined; avatar?: Discussion['avatar'] };

/** A thread on the page, as what is loaded later knows it: `<plausch-comments>`. */
export interface Thread extends ReactiveElement {
  /** The page's order, for whoever chose none. */
  readonly sort: Sort;
  /** The order of what is shown. */
  order: Sort;
  readonly key: string;
  readonly client: ThreadClient;
  page: ThreadPage | undefined;
  mine: OwnComments | undefined;
  /** The reader's own votes, by comment. */
  votes?: Own['votes'];
  readonly texts: Texts | undefined;
  hint: string | undefined;
  readonly rows: readonly Row[];
  said: string | Node;
  readonly drawing: { find(key: string): HTMLElement | undefined };
  readonly sought: string | undefined;
  readonly loaded: Promise<void> | undefined;
  readonly ownLoaded: Promise<void> | undefined;
  settle(): Promise<void>;
  show(id: string): boolean;
  goTo(id: string | undefined): Promise<void>;
}

/** What is to be done when one's own comment was changed, or taken back. Handed in by whoever shows one's own comments. */
export interface Noting {
  changed(thread: Thread, before: Comment, now: Comment): Promise<void>;
  takenBack(thread: Thread, before: Comment): Promise<void>;
}
