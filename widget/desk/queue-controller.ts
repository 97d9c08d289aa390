import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Decision, Queue, QueueItem, QueueState } from '../../worker/contract/desk';
import type { Action, DeskClient } from './desk-client';
import { DeskProblem } from './desk-problem';
import { fromQueue, type QueueList, withBack, withFresh, without, withPage, withPoll } from './queue-list';

const pollEvery = 30_000;

/** Where the loading of a tab stands. */
export type QueueView =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: DeskProblem }
  | { kind: 'ready'; list: QueueList };

/** What happened last, for the status line. */
export type Message =
  | { kind: 'decided'; action: Action; name: string }
  | { kind: 'undone'; name: string }
  | { kind: 'back'; problem: DeskProblem; name: string }
  | { kind: 'problem'; problem: DeskProblem }
  | { kind: 'nothing-to-undo' };

/** A decision of this moderator, kept to be undone. The answer may still be on its way. */
interface Made {
  item: QueueItem;
  /** It replaced a colleague's decision: undoing it does not bring the comment back into the queue. */
  overruled: boolean;
  decision: Promise<Decision | undefined>;
}

const outcome: Record<string, 'published' | 'rejected' | 'spam'> = {
  approve: 'published',
  reject: 'rejected',
  spam: 'spam',
};

/**
 * One tab of the queue: loads it, asks every half minute for what is new, decides and undoes. The screen never waits
 * for the server: a comment leaves at once, and comes back when its decision did not take.
 */
export class QueueController implements ReactiveController {
  view: QueueView = { kind: 'loading' };
  message: Message | undefined;
  /** How many wait, by why, as last heard for this site; shown while a tab loads, too. */
  waiting: Queue['waiting'] | undefined;
  /** Comments that a colleague decided first, by comment id. */
  decidedFirst: ReadonlyMap<string, DeskProblem> = new Map();

  readonly #host: ReactiveControllerHost;
  #client: DeskClient | undefined;
  #state: QueueState = 'held';
  #made: Made[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Grows with every change made here, so that an answer from before it is not taken for news. */
  #changes = 0;
  #pending = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#poll, pollEvery);
    document.addEventListener('visibilitychange', this.#poll);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#poll);
  }

  /** Opens a tab, or loads the open one anew. What was decided before stays undoable on the same site. */
  async open(client: DeskClient, state: QueueState): Promise<void> {
    if (client !== this.#client) {
      this.#made = [];
      this.message = undefined;
      this.waiting = undefined;
    }
    this.#client = client;
    this.#state = state;
    this.decidedFirst = new Map();
    const change = this.#show({ kind: 'loading' });
    try {
      const queue = await client.queue({ state });
      if (change === this.#changes) this.#show({ kind: 'ready', list: fromQueue(queue) });
    } catch (error) {
      if (change === this.#changes) this.#show({ kind: 'failed', problem: DeskProblem.from(error) });
    }
  }

  /** Loads the next page. */
  async more(): Promise<void> {
    const client = this.#client;
    const state = this.#state;
    const after = this.#list?.next;
    if (!client || !after) return;
    try {
      const queue = await client.queue({ state, after });
      if (client === this.#client && state === this.#state) this.#change((list) => withPage(list, queue));
    } catch (error) {
      this.#say({ kind: 'problem', problem: DeskProblem.from(error) });
    }
  }

  /** Shows what the polls have found. */
  showFresh(): void {
    this.#change(withFresh);
  }

  /** Decides about a comment of the list. */
  async decide(item: QueueItem, action: Action, reason?: string): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const { id } = item.comment;
    const before = this.decidedFirst.get(id)?.decided;
    if (before) this.dismiss(item);
    else this.#change((list) => without(list, item));
    const expect = before && outcome[before.action];
    const answer = client.decide({
      comments: [id],
      action,
      ...(reason ? { reason } : {}),
      ...(expect ? { expect } : {}),
    });
    const decision = this.#settle(answer, (problem) => this.#handleRefused(item, problem));
    this.#made.push({ item, overruled: before !== undefined, decision });
    this.#say({ kind: 'decided', action, name: nameOf(item) });
    if (this.#list?.items.length === 0) await this.more();
    await decision;
  }

  /** Undoes this moderator's last decision here, and the one before when asked again. */
  async undo(): Promise<QueueItem | undefined> {
    const client = this.#client;
    const made = this.#made.pop();
    if (!client || !made) {
      this.#say({ kind: 'nothing-to-undo' });
      return undefined;
    }
    const { item, overruled } = made;
    const decision = await made.decision;
    if (!decision) return undefined;
    const undone = await this.#settle(client.undo(decision.id), (problem) => this.#say({ kind: 'problem', problem }));
    if (!undone) return undefined;
    if (!overruled) this.#putBack(item);
    this.#say({ kind: 'undone', name: nameOf(item) });
    return overruled ? undefined : item;
  }

  /** Lets a comment go that a colleague has decided. */
  dismiss(item: QueueItem): void {
    const rest = new Map(this.decidedFirst);
    rest.delete(item.comment.id);
    this.decidedFirst = rest;
    this.#change((list) => without(list, item));
  }

  /** Takes the status line away. */
  clearMessage(): void {
    this.message = undefined;
    this.#host.requestUpdate();
  }

  get #list(): QueueList | undefined {
    return this.view.kind === 'ready' ? this.view.list : undefined;
  }

  /** Waits for an answer, during which polls stay away; a failure is told and becomes undefined. */
  async #settle<Answer>(answer: Promise<Answer>, refused: (problem: DeskProblem) => void): Promise<Answer | undefined> {
    this.#pending += 1;
    try {
      return await answer;
    } catch (error) {
      refused(DeskProblem.from(error));
      return undefined;
    } finally {
      this.#pending -= 1;
      this.#changes += 1;
    }
  }

  #handleRefused(item: QueueItem, problem: DeskProblem): void {
    this.#made = this.#made.filter((made) => made.item !== item);
    // Taken back by its author, or published by an edit since: nothing waits for a decision any more.
    const gone = problem.code === 'unknown-comment' || problem.code === 'decided-since';
    if (!gone) this.#putBack(item);
    if (problem.code !== 'already-decided') {
      this.#say(gone ? { kind: 'problem', problem } : { kind: 'back', problem, name: nameOf(item) });
      return;
    }
    this.decidedFirst = new Map(this.decidedFirst).set(item.comment.id, problem);
    this.clearMessage();
  }

  #putBack(item: QueueItem): void {
    const shown = this.#state === 'all' || this.#state === item.waiting;
    this.#change((list) => withBack(list, item, shown));
  }

  readonly #poll = async (): Promise<void> => {
    const client = this.#client;
    const list = this.#list;
    if (!client || document.visibilityState !== 'visible' || this.#pending > 0) return;
    const change = this.#changes;
    try {
      const queue = await client.queue({ state: this.#state, limit: Math.min(100, (list?.items.length ?? 0) + 50) });
      if (change !== this.#changes) return;
      if (list) this.#change((now) => withPoll(now, queue));
      else this.#show({ kind: 'ready', list: fromQueue(queue) });
    } catch {
      // The next poll asks again; what is on the screen is still good to work with.
    }
  };

  #change(change: (list: QueueList) => QueueList): void {
    const list = this.#list;
    if (list) this.#show({ kind: 'ready', list: change(list) });
  }

  #show(view: QueueView): number {
    this.view = view;
    if (view.kind === 'ready') this.waiting = view.list.waiting;
    this.#changes += 1;
    this.#host.requestUpdate();
    return this.#changes;
  }

  #say(message: Message): void {
    this.message = message;
    this.#host.requestUpdate();
  }
}

/** The name a comment was signed with. */
export const nameOf = ({ comment }: QueueItem) => comment.author?.name ?? '';
