import type { Submitted, Thread } from '../../worker/contract/comment';

/** What the elements tell the page, by the name of the event. */
interface Details {
  /** The comments of a thread have been loaded and shown. */
  'plausch-load': { thread: Thread };
  /** A comment was sent and taken in; `status` says whether it is published or waits. */
  'plausch-submit': Submitted & { thread: string };
  /** Loading or sending failed; `code` is `network`, `unreadable`, or the name of the server's problem. */
  'plausch-error': { code: string };
}

/** Tells the page, outside the shadow trees, too, as the platform's own events are heard. */
export function tell<Name extends keyof Details>(element: HTMLElement, name: Name, detail: Details[Name]): void {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
}

declare global {
  interface HTMLElementEventMap {
    'plausch-load': CustomEvent<Details['plausch-load']>;
    'plausch-submit': CustomEvent<Details['plausch-submit']>;
    'plausch-error': CustomEvent<Details['plausch-error']>;
  }
}
