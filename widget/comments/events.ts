import type { Submitted, Thread } from '../../worker/contract/comment';

/** Heard outside the shadow trees, as the platform's own events are. */
const crossing = { bubbles: true, composed: true };

/** The comments of a thread have been loaded and shown. */
export class PlauschLoadEvent extends CustomEvent<{ thread: Thread }> {
  constructor(thread: Thread) {
    super('plausch-load', { ...crossing, detail: { thread } });
  }
}

/** A comment was sent and taken in; `status` says whether it is published or waits. */
export class PlauschSubmitEvent extends CustomEvent<Submitted & { thread: string }> {
  constructor(submitted: Submitted, thread: string) {
    super('plausch-submit', { ...crossing, detail: { ...submitted, thread } });
  }
}

/** Loading or sending failed; `code` is `network` or the name of the server's problem. */
export class PlauschErrorEvent extends CustomEvent<{ code: string }> {
  constructor(code: string) {
    super('plausch-error', { ...crossing, detail: { code } });
  }
}

declare global {
  interface HTMLElementEventMap {
    'plausch-load': PlauschLoadEvent;
    'plausch-submit': PlauschSubmitEvent;
    'plausch-error': PlauschErrorEvent;
  }
}
