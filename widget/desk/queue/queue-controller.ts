import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Decision, Filter, NewDecision, Queue, QueueItem } from '../../../worker/contract/desk';
import type { LiveEvent } from '../../../worker/contract/live';
import type { NewConsult } from '../../../worker/contract/people';
import type { NewBan } from '../../../worker/contract/rules';
import type { Action, DeskClient } from '../ground/desk-client';
import { type DecidedBefore, DeskProblem } from '../ground/desk-problem';
import { begun, type Draft, type Drafts, said } from '../ground/drafts';
import type { Words } from '../ground/events';
import { LiveController } from '../ground/live-controller';
import { type Made, MadeDecisions, undoMade } from './made-decisions';
import {
  fromQueue,
  missing,
  type QueueList,
  withBack,
  withChanged,
  withFresh,
  without,
  withPage,
  withPoll,
} from './queue-list';
import type { About, Message } from './queue-message';
import { TextChanges } from './text-changes';

const pollEvery = 30_000;
/** Events that come together are answered with one poll. */
const pause = 250;
const perPage = 100;
/** The server takes so many ids in one decision. */
const mostAtOnce = 1000;
/** Where more have changed than these, the next poll tells of them. */
const mostReread = 20;

/** Where the loading of a tab stands. */
export type QueueView =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: DeskProblem }
  | { kind: 'ready'; list: QueueList };

/** Where something is done: on a site, in a tab of its queue. */
export interface Here {
  client: DeskClient;
  filter: Filter;
}

const outcome = { approve: 'published', reject: 'rejected', spam: 'spam' } as const satisfies Record<Action, string>;

/**
 * One tab of the queue: loads it, hears what is new, decides and undoes. The screen never waits for the server: a
 * comment leaves at once, and comes back when its decision did not take.
 */
export class QueueController implements ReactiveController {
  view: QueueView = { kind: 'loading' };
  message: Message | undefined;
  /** How many wait, by why, and how many are asked of me, as last heard; shown while a tab loads, too. */
  counts: Pick<Queue, 'waiting' | 'asked'> | undefined;
  /** Comments that a colleague decided first, by comment id. */
  decidedFirst: ReadonlyMap<string, DecidedBefore> = new Map();
  /** The comment that the moderator is at: it does not leave under their hands. */
  current: string | undefined;
  /** What was written about comments and not sent; nor do these leave. */
  drafts: Drafts | undefined;

  /** Comments whose authors have changed them while they were in the list. */
  readonly changes = new TextChanges();

  /** Told what did not work where nobody sees it here any more. */
  tellLater: ((message: Message, here: Here) => void) | undefined;

  readonly #host: ReactiveControllerHost;
  readonly #live: LiveController;
  #client: DeskClient | undefined;
  #filter: Filter = { state: 'held' };
  readonly #made = new MadeDecisions();
  #undoing: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setInterval> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every change made here, so that an answer from before it is not taken for news. */
  #changes = 0;
  #pending = 0;
  /** The lists about all of which a decision is on its way: what is not loaded of them leaves, too. */
  readonly #sweeps = new Set<Here>();
  #loading = false;
  /** Whether somebody looks at it. */
  #there = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.#live = new LiveController(
      host,
      (event) => this.#hear(event),
      () => this.#pollSoon(),
    );
    host.addController(this);
  }

  hostConnected(): void {
    this.#there = true;
    this.#timer = setInterval(this.#poll, pollEvery);
    document.addEventListener('visibilitychange', this.#poll);
  }

  hostDisconnected(): void {
    this.#there = false;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    document.removeEventListener('visibilitychange', this.#poll);
  }

  /** Opens a tab or a search, or loads the open one anew. What was decided before stays undoable on the same site. */
  async open(client: DeskClient, filter: Filter): Promise<void> {
    if (client !== this.#client) {
      this.#made.clear();
      this.message = undefined;
      this.counts = undefined;
      this.#client = client;
      this.#live.listen(client);
    }
    this.#filter = filter;
    this.decidedFirst = new Map();
    this.changes.clear();
    const change = this.#show({ kind: 'loading' });
    try {
      const queue = await client.call('GET /queue', { query: filter });
      if (change === this.#changes) this.#show({ kind: 'ready', list: fromQueue(queue, !this.#keeps) });
    } catch (error) {
      if (change === this.#changes) this.#show({ kind: 'failed', problem: DeskProblem.from(error) });
    }
  }

  /** Loads the next page. */
  async more(): Promise<void> {
    const client = this.#client;
    const filter = this.#filter;
    const after = this.#list?.next;
    if (!client || !after || this.#loading || [...this.#sweeps].some((here) => here.filter === filter)) return;
    this.#loading = true;
    try {
      const queue = await client.call('GET /queue', { query: { ...filter, after, limit: perPage } });
      if (client === this.#client && filter === this.#filter) this.#change((list) => withPage(list, queue));
    } catch (error) {
      this.#say({ kind: 'problem', problem: DeskProblem.from(error) });
    } finally {
      this.#loading = false;
    }
  }

  /** Shows what the polls have found. */
  showFresh(): void {
    this.#change(withFresh);
  }

  /** Decides about comments of the list, each as it stands there. What was refused, and is back in the list. */
  async decide(
    items: readonly QueueItem[],
    action: Action,
    words: Words = {},
    draft?: Draft,
  ): Promise<readonly QueueItem[]> {
    const client = this.#client;
    const [first] = items;
    const refused: QueueItem[] = [];
    if (!client || !first) return refused;
    const here = { client, filter: this.#filter };
    const overruled = items.length === 1 && this.decidedFirst.has(first.comment.id);
    const expected = Map.groupBy(items, (item) => this.#expect(item));
    const standing = new Map(items.map((item) => [item, this.#standing(item)]));
    this.#leave(items);
    const made: Omit<Made, 'decisions'> = { items, about: aboutOf(items), overruled, words, draft };
    const parts = [...expected].flatMap(([expect, same]) => chunked(same).map((part) => ({ expect, part })));
    const answers = parts.map(async ({ expect, part }) => {
      try {
        const texts = Object.fromEntries(part.map(({ comment, version }) => [comment.id, version]));
        const seen = Object.fromEntries(part.map((item) => [item.comment.id, standing.get(item) ?? null]));
        const comments = Object.keys(texts);
        const decision = { comments, texts, seen, action, ...words, ...(expect ? { expect } : {}) };
        return (await client.call('POST /decisions', { body: decision })).decision;
      } catch (error) {
        refused.push(...part);
        if (refused.length === items.length) throw error;
        // The others are decided, and stay so.
        made.items = items.filter((item) => !refused.includes(item));
        made.about = aboutOf(made.items);
        this.#handleRefused(part, DeskProblem.from(error), here);
        return [];
      }
    });
    const answer = Promise.all(answers).then((decisions) => decisions.flat());
    await this.#make(made, action, answer, (problem) => this.#handleRefused(items, problem, here));
    return refused;
  }

  /** Decides about all that a filter means, loaded or not. */
  async decideMatching(
    matching: Filter,
    action: Action,
    count: number,
    words: Words = {},
    draft?: Draft,
  ): Promise<void> {
    const client = this.#client;
    const asOf = this.#list?.asOf;
    if (!client || asOf === undefined) return;
    const here = { client, filter: this.#filter };
    const items = this.#matching(matching);
    this.#sweeps.add(here);
    this.#leave(items);
    const about = { count };
    const answer = client
      .call('POST /decisions', { body: { matching, asOf, action, ...words } })
      .then(({ decision, left }) => {
        // Only the server knows how many there were, and what it left because nobody had seen it.
        about.count = decision.count;
        if (left > 0) this.#say({ kind: 'decided', action, about, left });
        return [decision];
      })
      .finally(() => this.#sweeps.delete(here));
    const made = { items, about, overruled: false, words, draft };
    await this.#make(made, action, answer, (problem) => this.#handleRefused(items, problem, here));
    await this.#reload();
  }

  /**
   * Undoes this moderator's last decision here, and the one before when asked again: one at a time. What failed for
   * want of an answer stays the next.
   */
  undo(): Promise<QueueItem | undefined> {
    const undone = this.#undoing.then(() => this.#undoLast());
    this.#undoing = undone;
    return undone;
  }

  async #undoLast(): Promise<QueueItem | undefined> {
    const client = this.#client;
    const made = this.#made.last;
    if (!client || !made) {
      this.#say({ kind: 'nothing-to-undo' });
      return undefined;
    }
    const here = { client, filter: this.#filter };
    const decisions = await made.decisions;
    if (!decisions) return undefined;
    const undone = await this.#settle(undoMade(client, made, decisions), (problem) => {
      made.asked = true;
      if (!problem.passes) this.#made.forget(made);
      const { about } = made;
      this.#tell(problem.passes ? { kind: 'not-undone', problem, about } : { kind: 'problem', problem }, here);
    });
    // Another site is open by now.
    if (undone === undefined || client !== this.#client) return undefined;
    this.#made.forget(made);
    const { items, overruled, about } = made;
    for (const field of said) if (made.words[field] && items.length === 1) made.draft?.set(field, made.words[field]);
    if (!overruled) this.#putBack(items);
    this.#say({ kind: 'undone', about, left: undone });
    if (items.length !== 1 || this.#keeps) await this.#reload();
    return overruled ? undefined : items[0];
  }

  /** Undoes a colleague's decision. What it was about waits again. */
  async undoTheirs(decision: string): Promise<void> {
    const client = this.#client;
    if (!client) return;
    const undone = await this.#settle(client.call('POST /decisions/{id}/undo', { id: decision }), (problem) => {
      const about = { count: 1 };
      this.#say(
        problem.passes ? { kind: 'not-undone', problem, about, theirs: decision } : { kind: 'problem', problem },
      );
    });
    if (!undone) return;
    const left = [...this.decidedFirst].filter(([, decided]) => decided.decision !== decision);
    this.decidedFirst = new Map(left);
    this.#say({ kind: 'undone', about: { count: undone.decision.count }, left: undone.left });
    this.#pollSoon();
  }

  /** Lets a comment go that a colleague has decided. */
  dismiss(item: QueueItem): void {
    this.#leave([item]);
  }

  /** Asks a colleague, and shows the question. Whether it got there. */
  async consult(item: QueueItem, consult: NewConsult): Promise<boolean> {
    const asked = await this.#ask((client) =>
      client.call('POST /comments/{id}/consults', { id: item.comment.id, body: consult }),
    );
    if (asked) this.#replace(item.comment.id, (now) => ({ consults: [...now.consults, asked] }));
    return asked !== undefined;
  }

  /** Answers a colleague, and shows the answer. Whether it got there. */
  async answer(item: QueueItem, id: string, note: string): Promise<boolean> {
    const answered = await this.#ask((client) => client.call('POST /consults/{id}/answer', { id, body: { note } }));
    if (answered)
      this.#replace(item.comment.id, (now) => ({
        consults: now.consults.map((consult) => (consult.id === id ? answered : consult)),
      }));
    return answered !== undefined;
  }

  /** Bans or mutes an author, and shows it wherever they have written. Whether it got there. */
  async ban(item: QueueItem, ban: NewBan): Promise<boolean> {
    const banned = await this.#ask((client) => client.call('PUT /authors/{id}/ban', { id: item.author.id, body: ban }));
    if (!banned) return false;
    for (const other of this.#list?.items ?? [])
      if (other.author.id === item.author.id)
        this.#replace(other.comment.id, ({ author }) => ({ author: { ...author, ban: banned } }));
    this.#say({ kind: 'banned', ban: ban.kind, name: nameOf(item) });
    return true;
  }

  /** Pins a comment at the top of its thread, or takes the pin away. It is undone as decisions are. */
  async pin(item: QueueItem): Promise<void> {
    const client = this.#client;
    const { id } = item.comment;
    const pinned = !item.comment.pinned;
    const answer = await this.#ask((asked) => asked.call('PUT /comments/{id}/pin', { id, body: { pinned } }));
    if (!answer || client !== this.#client) return;
    this.#replace(id, ({ comment }) => ({ comment: { ...comment, pinned } }));
    this.#say({ kind: pinned ? 'pinned' : 'unpinned', name: nameOf(item) });
    if (!answer.decision) return;
    // It has not left the list, so that undoing it brings nothing back there.
    const decisions = Promise.resolve([answer.decision]);
    this.#made.keep({ items: [item], about: aboutOf([item]), overruled: true, decisions, words: {}, draft: undefined });
  }

  /** Takes the status line away. */
  clearMessage(): void {
    this.message = undefined;
    this.#host.requestUpdate();
  }

  /** Whether a decision about these has to wait until they can have been read; then it is said. */
  holdsBack(items: readonly QueueItem[]): boolean {
    const unread = this.changes.isUnread(items);
    if (unread) this.#say({ kind: 'unread' });
    return unread;
  }

  get #list(): QueueList | undefined {
    return this.view.kind === 'ready' ? this.view.list : undefined;
  }

  /** Whether the open tab shows comments that are decided, too: there nothing leaves. */
  get #keeps(): boolean {
    return ['any', 'asked', 'filed'].includes(this.#filter.state ?? 'held');
  }

  /** The status the moderator saw, where a decision stands already; undefined: the comment waits for one. */
  #expect({ comment, waiting }: QueueItem): NewDecision['expect'] {
    const before = this.decidedFirst.get(comment.id);
    if (before) return outcome[before.action as Action];
    return waiting === null ? comment.status : undefined;
  }

  /** The decision that the moderator knows to stand on a comment. */
  #standing({ comment, decision }: QueueItem): string | null {
    return this.decidedFirst.get(comment.id)?.decision ?? decision?.id ?? null;
  }

  /** The loaded comments that a filter of this tab means. */
  #matching({ author }: Filter): readonly QueueItem[] {
    const items = this.#list?.items ?? [];
    return author === undefined ? items : items.filter((item) => item.author.id === author);
  }

  #leave(items: readonly QueueItem[]): void {
    const rest = new Map(this.decidedFirst);
    for (const { comment } of items) rest.delete(comment.id);
    this.decidedFirst = rest;
    if (this.#keeps) this.#host.requestUpdate();
    else this.#change((list) => without(list, items));
  }

  /** Tells a decision, waits for its answer, and keeps it to be undone. */
  async #make(
    made: Omit<Made, 'decisions'>,
    action: Action,
    answer: Promise<Decision[]>,
    refused: (problem: DeskProblem) => void,
  ): Promise<void> {
    const decisions = this.#settle(answer, refused);
    const kept = Object.assign(made, { decisions });
    this.#made.keep(kept);
    if (made.draft) made.draft.sending = true;
    this.#say({ kind: 'decided', action, about: made.about });
    if (this.#list?.items.length === 0) await this.more();
    const done = await decisions;
    if (made.draft) made.draft.sending = false;
    if (done) made.draft?.drop(...said);
    this.#host.requestUpdate();
    if (!done) this.#made.forget(kept);
    else if (this.#keeps) await this.#reload();
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

  #ask<Answer>(work: (client: DeskClient) => Promise<Answer>): Promise<Answer | undefined> {
    const client = this.#client;
    if (!client) return Promise.resolve(undefined);
    return this.#settle(work(client), (problem) => this.#say({ kind: 'problem', problem }));
  }

  /** Tells what did not work, wherever the moderator is by now. */
  #tell(message: Message & { problem: DeskProblem }, here: Here): void {
    if (this.#hasLeft(here, message.problem)) this.tellLater?.(message, here);
    else this.#say(message);
  }

  /** Whether something that did not work is seen here no more. */
  #hasLeft({ client }: Here, { code }: DeskProblem): boolean {
    return !this.#there || client !== this.#client || code === 'not-signed-in';
  }

  #handleRefused(items: readonly QueueItem[], problem: DeskProblem, here: Here): void {
    if (this.#hasLeft(here, problem)) {
      this.tellLater?.({ kind: 'back', problem, about: aboutOf(items) }, here);
      return;
    }
    // Taken back by its author, or published by an edit since: nothing waits for a decision any more.
    const gone = problem.code === 'unknown-comment' || problem.code === 'decided-since';
    const [only] = items;
    if (problem.decided && only && items.length === 1) {
      this.#putBack(items);
      this.decidedFirst = new Map(this.decidedFirst).set(only.comment.id, problem.decided);
      this.clearMessage();
      return;
    }
    if (!gone || items.length > 1) this.#putBack(items);
    this.#say(
      gone && items.length === 1 ? { kind: 'problem', problem } : { kind: 'back', problem, about: aboutOf(items) },
    );
    if (items.length > 1 || this.#keeps) this.#pollSoon();
    if (problem.code === 'text-changed') void this.#reread(problem.changed);
  }

  #putBack(items: readonly QueueItem[]): void {
    const { state } = this.#filter;
    const shown = items.filter(({ waiting }) => state === 'all' || state === waiting);
    const other = items.filter((item) => !shown.includes(item));
    if (this.#keeps) return;
    this.#change((list) => withBack(withBack(list, shown, true), other, false));
  }

  /** Hears what somebody has done, and shows it. */
  #hear(event: LiveEvent): void {
    if (event.kind === 'decided') this.#hearDecided(event.comments, event);
    if (event.kind === 'changed') void this.#reread(event.comments);
    this.#pollSoon();
  }

  /** What a colleague has decided leaves the list; but not what this moderator is just looking at. */
  #hearDecided(ids: readonly string[], { by, action, at, decision }: DecidedBefore): void {
    const named = new Set(ids);
    const theirs = (this.#list?.items ?? []).filter(({ comment }) => named.has(comment.id));
    if (theirs.length === 0 || this.#keeps) return;
    const staying = theirs.filter(({ comment }) => this.#isWorkedOn(comment.id));
    const leaving = theirs.filter((item) => !staying.includes(item));
    const entries = staying.map(({ comment }) => [comment.id, { by, action, at, decision }] as const);
    this.decidedFirst = new Map([...this.decidedFirst, ...entries]);
    for (const { comment } of staying) this.changes.noteBack(comment.id);
    this.#leave(leaving);
    if (leaving.length === 0) return;
    // Of many the desk hears step by step.
    const before = this.message?.kind === 'elsewhere' && this.message.decision === decision ? this.message.count : 0;
    this.#say({ kind: 'elsewhere', action: action as Action, by, count: before + leaving.length, decision });
  }

  /** Reads comments anew whose authors have changed them, as far as they are in the list. */
  async #reread(ids: readonly string[]): Promise<void> {
    const there = ids.filter((id) => this.#list?.items.some(({ comment }) => comment.id === id));
    const client = this.#client;
    if (!client || there.length > mostReread) return this.#pollSoon();
    for (const id of there) {
      const found = await client
        .call('GET /queue', { query: { state: 'any', comment: id, limit: 1 } })
        .catch(() => undefined);
      // Where no answer came, the server still holds decisions to the text that was read.
      if (!found || client !== this.#client) continue;
      const [now] = found.items;
      const stays = now && (this.#keeps || now.waiting !== null);
      if (stays) this.#replace(id, ({ version }) => (now.version < version ? {} : now));
      else this.#handleGone(id);
    }
  }

  /** What was taken back, or waits no more, leaves the list; but not what the moderator is just at. */
  #handleGone(id: string): void {
    const item = this.#list?.items.find(({ comment }) => comment.id === id);
    if (!item) return;
    if (this.#isWorkedOn(id)) this.changes.noteGone(id);
    else this.#change((list) => without(list, [item]));
    this.#host.requestUpdate();
  }

  /** Whether the moderator is just at it, or has begun to write about it. */
  #isWorkedOn(id: string): boolean {
    return id === this.current || this.drafts?.of(id).first(...begun) !== undefined;
  }

  #pollSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(this.#poll, pause);
  }

  readonly #poll = async (): Promise<void> => {
    const client = this.#client;
    const filter = this.#filter;
    const list = this.#list;
    if (!client || document.visibilityState !== 'visible') return;
    // What is being decided is not asked about: as soon as it is, it is asked again.
    if (this.#pending > 0) return this.#pollSoon();
    const change = this.#changes;
    try {
      const queue = await client.call('GET /queue', {
        query: { ...filter, limit: Math.min(perPage, (list?.items.length ?? 0) + 50) },
      });
      if (change !== this.#changes) return;
      // Decided or taken back before the connection stood, or while an earlier answer was on its way.
      if (list && !this.#keeps)
        for (const id of missing(list, queue)) if (!this.decidedFirst.has(id)) this.#handleGone(id);
      for (const { comment } of queue.items) this.changes.noteBack(comment.id);
      if (list) this.#change((now) => withPoll(now, queue));
      else this.#show({ kind: 'ready', list: fromQueue(queue, !this.#keeps) });
    } catch {
      // The next poll asks again; what is on the screen is still good to work with.
    }
  };

  /** Loads the first page again, without a flicker. */
  async #reload(): Promise<void> {
    const change = this.#changes;
    const queue = await this.#ask((client) =>
      client.call('GET /queue', { query: { ...this.#filter, limit: perPage } }),
    );
    if (queue && change + 1 === this.#changes) this.#show({ kind: 'ready', list: fromQueue(queue, !this.#keeps) });
  }

  #replace(id: string, change: (item: QueueItem) => Partial<QueueItem>): void {
    const item = this.#list?.items.find(({ comment }) => comment.id === id);
    if (item) this.#change((list) => withChanged(list, id, change(item)));
  }

  #change(change: (list: QueueList) => QueueList): void {
    const list = this.#list;
    if (list) this.#show({ kind: 'ready', list: change(list) });
  }

  #show(view: QueueView): number {
    if (view.kind === 'ready') this.changes.note(this.#list?.items ?? [], view.list.items);
    this.view = view;
    if (view.kind === 'ready') {
      this.counts = view.list;
      // Each search looks a little further.
      if (view.list.unsearched > 0) this.#pollSoon();
    }
    this.#changes += 1;
    this.#host.requestUpdate();
    return this.#changes;
  }

  #say(message: Message): void {
    this.message = message;
    this.#host.requestUpdate();
  }
}

/** In parts that the server takes at once. */
function chunked(items: readonly QueueItem[]): QueueItem[][] {
  const parts: QueueItem[][] = [];
  for (let start = 0; start < items.length; start += mostAtOnce) parts.push(items.slice(start, start + mostAtOnce));
  return parts;
}

/** The name a comment was signed with. */
export const nameOf = ({ comment }: QueueItem) => comment.author?.name ?? '';

const aboutOf = (items: readonly QueueItem[]): About => {
  const [only] = items;
  return only && items.length === 1 ? { name: nameOf(only) } : { count: items.length };
};
