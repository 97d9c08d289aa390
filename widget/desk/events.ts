import type { Action } from './desk-client';

/** A moderator decides about the comment of the element that fires it. */
export class DecideEvent extends Event {
  readonly action: Action;
  readonly reason: string | undefined;

  constructor(action: Action, reason?: string) {
    super('plausch-decide', { bubbles: true, composed: true });
    this.action = action;
    this.reason = reason;
  }
}

/** A moderator has read why a decision did not take and lets the comment go. */
export class DismissEvent extends Event {
  constructor() {
    super('plausch-dismiss', { bubbles: true, composed: true });
  }
}

/** A moderator wants nothing of a form or message any more. */
export class CancelEvent extends Event {
  constructor() {
    super('plausch-cancel', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'plausch-decide': DecideEvent;
    'plausch-dismiss': DismissEvent;
    'plausch-cancel': CancelEvent;
  }
}
