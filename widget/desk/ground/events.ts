import type { NewDecision, Queue } from '../../../worker/contract/desk';
import type { NewConsult } from '../../../worker/contract/people';
import type { NewBan } from '../../../worker/contract/rules';
import type { Action } from './desk-client';
import type { Draft } from './drafts';
import type { FocusLostEvent } from './focus';

/** What a moderator says with a decision. */
export type Words = Pick<NewDecision, 'reason' | 'explanation' | 'note' | 'reply'>;

/** A moderator decides about the comment, or the comments, of the element that fires it. */
export class DecideEvent extends Event {
  readonly action: Action;
  readonly words: Words;
  /** Where the words were kept while they were written. */
  readonly draft: Draft | undefined;

  constructor(action: Action, words: Words = {}, draft?: Draft) {
    super('plausch-decide', { bubbles: true, composed: true, cancelable: true });
    this.action = action;
    this.words = words;
    this.draft = draft;
  }
}

/** Something is to be sent to the server; whoever sends it says here whether it got there. */
abstract class SendEvent extends Event {
  sent: Promise<boolean> = Promise.resolve(false);
}

/** A moderator has read why a decision did not take and lets the comment go. */
export class DismissEvent extends Event {
  constructor() {
    super('plausch-dismiss', { bubbles: true, composed: true });
  }
}

/** A moderator undoes a colleague's decision. */
export class UndoEvent extends Event {
  readonly decision: string;

  constructor(decision: string) {
    super('plausch-undo-theirs', { bubbles: true, composed: true });
    this.decision = decision;
  }
}

/** A moderator wants nothing of a form or message any more. */
export class CancelEvent extends Event {
  constructor() {
    super('plausch-cancel', { bubbles: true, composed: true });
  }
}

/** A moderator asks a colleague about a comment. */
export class ConsultEvent extends SendEvent {
  readonly consult: NewConsult;

  constructor(consult: NewConsult) {
    super('plausch-consult', { bubbles: true, composed: true });
    this.consult = consult;
  }
}

/** A moderator answers a colleague's question. */
export class AnswerEvent extends SendEvent {
  readonly consult: string;
  readonly note: string;

  constructor(consult: string, note: string) {
    super('plausch-answer', { bubbles: true, composed: true });
    this.consult = consult;
    this.note = note;
  }
}

/** A moderator bans or mutes a comment's author. */
export class BanEvent extends SendEvent {
  readonly ban: NewBan;

  constructor(ban: NewBan) {
    super('plausch-ban', { bubbles: true, composed: true });
    this.ban = ban;
  }
}

/** A moderator pins a comment at the top of its thread, or takes the pin away. */
export class PinEvent extends Event {
  constructor() {
    super('plausch-pin', { bubbles: true, composed: true });
  }
}

/** What waits has been counted anew. */
export class WaitingEvent extends Event {
  readonly waiting: Queue['waiting'];

  constructor(waiting: Queue['waiting']) {
    super('plausch-waiting', { bubbles: true, composed: true });
    this.waiting = waiting;
  }
}

declare global {
  interface HTMLElementEventMap {
    'plausch-focus-lost': FocusLostEvent;
    'plausch-decide': DecideEvent;
    'plausch-dismiss': DismissEvent;
    'plausch-undo-theirs': UndoEvent;
    'plausch-cancel': CancelEvent;
    'plausch-consult': ConsultEvent;
    'plausch-answer': AnswerEvent;
    'plausch-ban': BanEvent;
    'plausch-pin': PinEvent;
    'plausch-waiting': WaitingEvent;
  }
}
