import type { Submitted, Thread } from '../../worker/contract/comment';

/** The comments of a thread have been loaded and shown. */
export class PlauschLoadEvent extends CustomEvent<{ thread: Thread }> {
  constructor(thread: Thread) {
    super('plausch-load', { bubbles: true, composed: true, detail: { thread } });
  }
}

/** A comment was sent and taken in; `status` says whether it is published or waits. */
export class PlauschSubmitEvent extends CustomEvent<Submitted & { thread: string }> {
  constructor(submitted: Submitted, thread: string) {
    super('plausch-submit', { bubbles: true, composed: true, detail: { ...submitted, thread } });
  }
}

/** Loading or sending failed; `code` is `network` or the name of the server's problem. */
export class PlauschErrorEvent extends CustomEvent<{ code: string }> {
  constructor(code: string) {
    super('plausch-error', { bubbles: true, composed: true, detail: { code } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'plausch-load': PlauschLoadEvent;
    'plausch-submit': PlauschSubmitEvent;
    'plausch-error': PlauschErrorEvent;
  }
}
