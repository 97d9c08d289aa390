import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Queue, QueueItem, QueueState } from '../../../worker/contract/desk';
import { controls } from '../ground/controls';
import type { Action, DeskClient } from '../ground/desk-client';
import { Drafts } from '../ground/drafts';
import {
  type AnswerEvent,
  type BanEvent,
  type ConsultEvent,
  type DecideEvent,
  type UndoEvent,
  WaitingEvent,
} from '../ground/events';
import { FocusController, focusIsLost } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { queueOf, type Route, type Search, toFilter, writeRoute } from '../ground/router';
import { ShortcutsController } from '../ground/shortcuts';
import type { DeskBulk } from './desk-bulk';
import text from './desk-queue.css';
import type { DeskQueueItem } from './desk-queue-item';
import type { DeskSearch } from './desk-search';
import type { DeskShortcuts } from './desk-shortcuts';
import { NearParts } from './near-parts';
import { QueueController } from './queue-controller';
import type { QueueList } from './queue-list';
import { type Message, offerOf, sentenceOf } from './queue-message';
import { type Part, QueueParts } from './queue-parts';
import { QueueSelection } from './queue-selection';
import { alone, lookAround, type Surroundings } from './surroundings';

/** What did not work, for somebody who was not in the queue any more, and where it was done. */
export interface Untold {
  message: Message;
  place: Route;
}

/** How a comment's card or row is to look, besides the comment itself. */
interface Look {
  far: boolean;
  now: number;
  selected: ReadonlySet<string>;
  unsent: string;
}

/** Ages are told anew this often. */
const tick = 20_000;

/** @summary Everything that waits for a person, to be decided by hand or by key, one by one or together. */
export class DeskQueue extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  /** The account of whoever is at the desk. */
  @property() account = '';
  /** The open tab. */
  @property() state: QueueState = 'held';
  /** What is looked for in it. */
  @property({ attribute: false }) search: Search = {};

  /** Told what did not work where this is gone by then. */
  @property({ attribute: false }) tellLater: ((untold: Untold) => void) | undefined;

  @state() private around: Surroundings | undefined;
  @state() private now = Date.now();
  @query('desk-bulk') private bulk!: DeskBulk | null;
  @query('desk-search') private searchForm!: DeskSearch;
  @query('desk-shortcuts') private help!: DeskShortcuts;
  @query('.empty[tabindex], .empty button') private inPlace!: HTMLElement | null;

  readonly #language = new LanguageController(this);
  readonly #queue = new QueueController(this);
  readonly #selection = new QueueSelection(this, this.#queue.changes);
  readonly #shortcuts = new ShortcutsController(this, {
    j: () => this.#step(1),
    k: () => this.#step(-1),
    a: () => this.#choose('approve'),
    r: () => this.#choose('reject'),
    s: () => this.#choose('spam'),
    e: () => (this.bulk ?? this.#currentItem)?.edit(),
    w: () => this.#currentItem?.reply(),
    c: () => this.#currentItem?.ask(),
    p: () => this.#currentItem?.pin(),
    x: () => this.#select(this.#items[this.#currentIndex]),
    'shift x': () => this.#handleSelectAll(),
    u: () => this.#handleUndo(),
    '/': () => this.searchForm.focus(),
    '?': () => this.help.show(),
  });
  /** Loads the next page as soon as the foot of the list comes near. */
  readonly #foot = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && void this.#queue.more(), {
    rootMargin: '800px',
  });
  #ticking: ReturnType<typeof setInterval> | undefined;
  #observed: Element | null = null;
  /** How many were in the list when it was. */
  #loaded = 0;
  /** Whether the focus was lost where there was nothing to put it on: it goes on what is loaded next. */
  #focusNext = false;
  /** The counts that were told to whatever this stands in. */
  #told: Queue['waiting'] | undefined;
  readonly #parts = new QueueParts();
  readonly #near = new NearParts();

  constructor() {
    super();
    this.#queue.tellLater = (message, { client, filter }) =>
      this.tellLater?.({ message, place: queueOf(client.site, filter.state) });
    new FocusController(this, () => void this.#findFocus());
    this.addEventListener('plausch-focus-lost', this.#handleFocusLost);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(() => (this.now = Date.now()), tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#foot.disconnect();
    this.#observed = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#selection.dropUnread();
    if (!this.client || !(changed.has('client') || changed.has('state') || changed.has('search'))) return;
    this.#queue.current = undefined;
    this.#selection.clear();
    this.now = Date.now();
    if (changed.has('client')) this.#queue.drafts = new Drafts(this.account, this.client.site);
    void this.#queue.open(this.client, toFilter(this.state, this.search));
    if (changed.has('client')) void this.#lookAround(this.client);
  }

  protected override updated(): void {
    const { waiting } = this.#queue.counts ?? {};
    if (waiting && waiting !== this.#told) this.dispatchEvent(new WaitingEvent(waiting));
    this.#told = waiting;
    if (this.#focusNext && this.#queue.view.kind !== 'loading') {
      if (focusIsLost()) void this.#findFocus();
      this.#focusNext = false;
    }
    this.#observeFoot();
  }

  /** Asks again after each page: whoever holds the key down is at the foot of it by then, and nothing has changed there. */
  #observeFoot(): void {
    const foot = this.renderRoot.querySelector('.more');
    const loaded = this.#items.length;
    if (foot === this.#observed && loaded === this.#loaded) return;
    this.#foot.disconnect();
    if (foot) this.#foot.observe(foot);
    this.#observed = foot;
    this.#loaded = loaded;
  }

  protected override render() {
    const { words } = this.#language;
    const { message } = this.#queue;
    return html`<h1 class="visually-hidden">${words.queue}</h1>
      <desk-tabs
        .site=${this.client?.site ?? ''}
        .state=${this.state}
        .search=${this.search}
        .counts=${this.#queue.counts}
      ></desk-tabs>
      <div class="head">
        <desk-search .value=${this.search} .found=${this.#items[0]} @change=${this.#handleSearch}></desk-search>
        <button class="quiet help" aria-label=${words.shortcuts.open} title=${words.shortcuts.open} @click=${this.#handleHelp}>
          <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
      ${this.#renderThread()} ${this.#renderBulk()} ${this.#renderView()}
      <desk-status
        .text=${message ? sentenceOf(message, this.#language) : ''}
        .offer=${message ? offerOf(message, this.#language) : ''}
        @plausch-undo=${this.#handleStatusUndo}
        @plausch-cancel=${this.#handleClear}
      ></desk-status>
      <desk-shortcuts .on=${this.#shortcuts.on} @plausch-keys-change=${this.#handleKeysChange}></desk-shortcuts>`;
  }

  /** Where one thread alone is shown, how it is called can be changed. */
  #renderThread() {
    const [first] = this.#items;
    if (!first || this.search.thread !== first.thread.key) return nothing;
    return html`<desk-thread .client=${this.client} .thread=${first.thread}></desk-thread>`;
  }

  #renderBulk() {
    const chosen = this.#chosen;
    const [first] = chosen;
    const { view } = this.#queue;
    if (!first || view.kind !== 'ready') return nothing;
    const same = chosen.every(({ author }) => author.id === first.author.id);
    return html`<desk-bulk
      .selected=${chosen.length}
      .author=${same ? (first.comment.author?.name ?? '') : ''}
      .total=${view.list.unsearched > 0 ? 0 : view.list.total}
      .reasons=${this.around?.reasons ?? []}
      .siteLanguage=${this.around?.siteLanguage ?? ''}
      .loaded=${this.#items.length}
      .draft=${this.#queue.drafts?.of('many')}
      @plausch-decide=${this.#handleBulk}
      @plausch-select-all=${this.#handleSelectAll}
      @plausch-cancel=${this.#handleSelectNone}
    ></desk-bulk>`;
  }

  #renderView() {
    const { words } = this.#language;
    const { view } = this.#queue;
    if (view.kind === 'loading') return html`<p class="loading">${words.loading}</p>`;
    if (view.kind === 'failed')
      return html`<div class="empty" role="alert">
        <p>${this.#language.tell(view.problem)}</p>
        <button @click=${this.#handleRetry}>${words.retry}</button>
      </div>`;
    const { items, next, appealsForOthers } = view.list;
    return html`${
      this.state === 'appealed' && appealsForOthers > 0
        ? html`<p class="others" role="status">${words.appealsForOthers(appealsForOthers)}</p>`
        : nothing
    }
    ${items.length === 0 && next === null ? this.#renderEmpty(view.list) : this.#renderList(view.list)}`;
  }

  /** What a search has found, and how far it has come. */
  #renderFound({ total, unsearched, among }: QueueList) {
    const { searching } = this.#language.words;
    const left = unsearched > 0 ? ` · ${searching.unsearched(unsearched)}` : '';
    return html`<p class="found muted" role="status">${searching.found(total)}${left}${among === null ? '' : ` · ${searching.among(among)}`}</p>`;
  }

  #renderList(list: QueueList) {
    const { items, next, fresh } = list;
    const { words } = this.#language;
    const parts = this.#parts.of(items);
    const unsent = this.#queue.drafts?.begun() ?? new Map<string, string>();
    const special = this.#findSpecial(unsent);
    return html`${this.#searching ? this.#renderFound(list) : nothing}
      <div class="list ${this.#dense ? 'dense' : ''}" role="list" aria-label=${words.states[this.state]}>
        ${repeat(
          parts,
          ({ key }) => key,
          (part, index) => this.#renderPart(part, this.#near.isFar(part, index), special.get(part.key) ?? [], unsent),
        )}
      </div>
      <div class="foot">
        <div role="status">
          ${fresh.length > 0 ? html`<button class="fresh" @click=${this.#handleFresh}>${words.fresh(fresh.length)}</button>` : nothing}
        </div>
        ${next === null ? nothing : html`<button class="more" @click=${this.#handleMore}>${words.more}</button>`}
      </div>`;
  }

  /** Where something in the list is otherwise than its comments tell, by part: all that a part is rendered again for. */
  #findSpecial(unsent: ReadonlyMap<string, string>): ReadonlyMap<number, readonly unknown[]> {
    const { decidedFirst, changes } = this.#queue;
    const special = new Map<number, unknown[]>();
    const note = (id: string, ...what: unknown[]) => {
      const home = this.#parts.home(id);
      if (home === undefined) return;
      const noted = special.get(home) ?? [];
      noted.push(id, ...what);
      special.set(home, noted);
    };
    if (this.#current !== undefined) note(this.#current);
    for (const marks of [decidedFirst, changes.all, unsent]) for (const [id, mark] of marks) note(id, mark);
    return special;
  }

  /**
   * A part of the list is rendered again only if something in it has changed. Far from the screen that is its comments
   * alone: how old things are, what is selected and what can be done is told where it can be seen.
   */
  #renderPart(part: Part, far: boolean, special: readonly unknown[], unsent: ReadonlyMap<string, string>) {
    const { key, items } = part;
    const shown = { now: this.now, selected: this.#selection.ids };
    const { now, selected } = this.#near.show(key, shown, far && special.length === 0);
    const { language } = this.#language;
    const chosen = selected.size === 0 ? [] : items.map(({ comment }) => selected.has(comment.id));
    const depends = [
      part,
      far,
      now,
      language,
      this.around,
      this.#shortcuts.on,
      this.state,
      this.#dense,
      this.#queue.drafts,
    ];
    return html`<div class="part" @contentvisibilityautostatechange=${(event: Event) => this.#handleNear(key, event)}>
      ${guard([...depends, ...special, ...chosen], () =>
        repeat(
          items,
          ({ comment }) => comment.id,
          (item) => this.#renderItem(item, { far, now, selected, unsent: unsent.get(item.comment.id) ?? '' }),
        ),
      )}
    </div>`;
  }

  #renderItem(item: QueueItem, { far, now, selected, unsent }: Look) {
    const { words } = this.#language;
    const { decidedFirst, drafts, changes } = this.#queue;
    const { id } = item.comment;
    return html`<div role="listitem">
      <desk-queue-item
        id="comment-${id}"
        .item=${item}
        .around=${this.around}
        .now=${now}
        .current=${id === this.#current}
        .selected=${selected.has(id)}
        .tagged=${this.state !== 'filed' && !(this.state in words.waiting)}
        .keys=${this.#shortcuts.on}
        .decidedFirst=${decidedFirst.get(id)}
        .change=${changes.of(id)}
        .draft=${drafts?.of(id)}
        .unsent=${unsent}
        .dense=${this.#dense}
        .far=${far}
        @focusin=${this.#handleFocus}
        @plausch-decide=${this.#handleDecide}
        @plausch-dismiss=${this.#handleDismiss}
        @plausch-undo-theirs=${this.#handleUndoTheirs}
        @plausch-select=${this.#handleSelect}
        @plausch-consult=${this.#handleConsult}
        @plausch-answer=${this.#handleAnswer}
        @plausch-ban=${this.#handleBan}
        @plausch-pin=${this.#handlePin}
      ></desk-queue-item>
    </div>`;
  }

  #renderEmpty(list: QueueList) {
    const { waiting, unsearched, among } = list;
    const { words } = this.#language;
    const site = this.client?.site ?? '';
    const others = sum(waiting);
    const link = this.#searching
      ? html`<a href=${writeRoute(queueOf(site, 'any', this.search))}>${words.searching.everywhere}</a>`
      : html`<a href=${writeRoute(queueOf(site, 'all'))}>${words.elsewhere(others)}</a>`;
    return html`<div class="empty" tabindex="-1">
      ${unsearched > 0 || among !== null ? this.#renderFound(list) : html`<p>${this.#searching ? words.empty.any : words.empty[this.state]}</p>`}
      ${(this.#searching ? this.state !== 'any' : others > 0) ? html`<p>${link}</p>` : nothing}
      ${others === 0 && !this.#searching && firstStates.has(this.state) ? html`<desk-embed .site=${site}></desk-embed>` : nothing}
    </div>`;
  }

  get #items(): readonly QueueItem[] {
    return this.#queue.view.kind === 'ready' ? this.#queue.view.list.items : [];
  }

  /** The selected comments that are still in the list. */
  get #chosen(): readonly QueueItem[] {
    return this.#selection.among(this.#items);
  }

  get #searching(): boolean {
    return Object.keys(this.search).length > 0;
  }

  /** Whether comments are rows of two lines. */
  get #dense(): boolean {
    return this.#searching || denseStates.has(this.state);
  }

  /** The comment that keys act upon, by id. */
  get #current(): string | undefined {
    return this.#queue.current ?? this.#items[0]?.comment.id;
  }

  get #currentIndex(): number {
    return Math.max(
      0,
      this.#items.findIndex((item) => item.comment.id === this.#queue.current),
    );
  }

  #step(by: 1 | -1): void {
    // The first press shows where one stands.
    const index = this.#queue.current === undefined ? 0 : this.#currentIndex + by;
    void this.#moveTo(Math.min(Math.max(index, 0), this.#items.length - 1));
  }

  /** The element of the comment that keys act upon. */
  get #currentItem(): DeskQueueItem | null {
    const id = this.#items[this.#currentIndex]?.comment.id;
    return id ? this.renderRoot.querySelector<DeskQueueItem>(`#comment-${id}`) : null;
  }

  /** Makes the comment at a place the current one, and brings it and the focus there. */
  async #moveTo(index: number): Promise<void> {
    const id = this.#items[Math.min(index, this.#items.length - 1)]?.comment.id;
    this.#queue.current = id;
    this.requestUpdate();
    await this.updateComplete;
    // What left has been in focus once more on its way.
    this.#queue.current = id;
    await this.#findFocus();
    this.#currentItem?.scrollIntoView({ block: 'nearest' });
  }

  /** Puts the focus on the current comment, or on what stands in place of the list. */
  async #findFocus(): Promise<void> {
    await this.updateComplete;
    const item = this.#currentItem;
    await item?.updateComplete;
    const place = item ?? this.inPlace;
    this.#focusNext = place === null;
    place?.focus({ preventScroll: true });
  }

  /** The next comment takes the place of those that leave. */
  #leave(item: QueueItem, act: () => void): void {
    const index = this.#items.indexOf(item);
    act();
    void this.#moveTo(index);
  }

  /** What keys decide about: what is selected, else the current comment. */
  #choose(action: Action): void {
    (this.bulk ?? this.#currentItem)?.choose(action);
  }

  #select(item: QueueItem | undefined): void {
    if (!item || item.forOthers) return;
    const { id } = item.comment;
    this.#selection.toggle(id);
    this.#queue.current = id;
  }

  async #lookAround(client: DeskClient): Promise<void> {
    const { account } = this;
    this.around = alone(client.site, account);
    try {
      const around = await lookAround(client, account);
      if (client === this.client) this.around = around;
    } catch {
      // What is on the screen is good to work with.
    }
  }

  /** The comment of the element that an event comes from. */
  #itemOf(event: Event): QueueItem | undefined {
    return (event.currentTarget as DeskQueueItem).item;
  }

  readonly #handleDecide = (event: DecideEvent) => {
    const { action, words, draft } = event;
    const item = this.#itemOf(event);
    // What its author has just changed nobody can have read, nor is what lies below it where it was.
    if (!item || this.#queue.holdsBack(this.#items.slice(0, this.#items.indexOf(item) + 1))) event.preventDefault();
    else this.#leave(item, () => void this.#queue.decide([item], action, words, draft));
  };

  readonly #handleBulk = (event: DecideEvent) => {
    const { action, words, draft } = event;
    const chosen = this.#chosen;
    const [first] = chosen;
    const { view } = this.#queue;
    if (!first || !this.bulk || view.kind !== 'ready' || this.#queue.holdsBack(chosen)) return;
    const { target } = this.bulk;
    this.#selection.clear();
    this.#leave(first, () => {
      if (target === 'selected') void this.#decideSelected(chosen, event);
      else if (target === 'author') {
        const state = this.state === 'any' ? 'any' : 'all';
        const count = this.#items.filter(({ author }) => author.id === first.author.id).length;
        void this.#queue.decideMatching({ state, author: first.author.id }, action, count, words, draft);
      } else void this.#queue.decideMatching(toFilter(this.state, this.search), action, view.list.total, words, draft);
    });
  };

  /** What was refused stays selected, but for what its author has changed: that is to be read first. */
  async #decideSelected(chosen: readonly QueueItem[], { action, words, draft }: DecideEvent): Promise<void> {
    const back = await this.#queue.decide(chosen, action, words, draft);
    if (back.length < 2 || this.#selection.ids.size > 0) return;
    this.#selection.set(back.map(({ comment }) => comment.id));
  }

  readonly #handleDismiss = (event: Event) => {
    const item = this.#itemOf(event);
    if (item) this.#leave(item, () => this.#queue.dismiss(item));
  };

  readonly #handleSelect = (event: Event) => this.#select(this.#itemOf(event));

  readonly #handleSelectNone = () => this.#selection.clear();

  /** Selects all that is loaded; once it is, nothing. */
  readonly #handleSelectAll = () => {
    const ids = this.#items.filter(({ forOthers }) => !forOthers).map(({ comment }) => comment.id);
    this.#selection.set(ids.every((id) => this.#selection.ids.has(id)) ? [] : ids);
  };

  readonly #handleConsult = (event: ConsultEvent) => {
    const item = this.#itemOf(event);
    if (item) event.sent = this.#queue.consult(item, event.consult);
  };

  readonly #handleAnswer = (event: AnswerEvent) => {
    const item = this.#itemOf(event);
    if (item) event.sent = this.#queue.answer(item, event.consult, event.note);
  };

  readonly #handleBan = (event: BanEvent) => {
    const item = this.#itemOf(event);
    if (item) event.sent = this.#queue.ban(item, event.ban);
  };

  readonly #handlePin = (event: Event) => {
    const item = this.#itemOf(event);
    if (item) void this.#queue.pin(item);
  };

  #handleNear(key: number, event: Event): void {
    this.#near.note(key, event);
    this.requestUpdate();
  }

  readonly #handleFocus = (event: Event) => {
    this.#queue.current = this.#itemOf(event)?.comment.id;
    this.requestUpdate();
  };

  readonly #handleUndo = async () => {
    const item = await this.#queue.undo();
    const index = item ? this.#items.findIndex(({ comment }) => comment.id === item.comment.id) : -1;
    if (index >= 0) await this.#moveTo(index);
  };

  /** Takes back what the status line tells: one's own decision, or a colleague's. */
  readonly #handleStatusUndo = () => {
    const { message } = this.#queue;
    if (message?.kind === 'elsewhere') void this.#queue.undoTheirs(message.decision);
    else if (message?.kind === 'not-undone' && message.theirs) void this.#queue.undoTheirs(message.theirs);
    else void this.#handleUndo();
  };

  readonly #handleFocusLost = (event: Event) => {
    event.stopPropagation();
    const item = event.composedPath().find(isItem);
    if (item) item.focus();
    else void this.#findFocus();
  };

  readonly #handleUndoTheirs = (event: UndoEvent) => void this.#queue.undoTheirs(event.decision);

  readonly #handleSearch = () => {
    location.hash = writeRoute(queueOf(this.client?.site ?? '', this.state, this.searchForm.value));
  };

  readonly #handleKeysChange = (event: Event) => {
    this.#shortcuts.on = (event.target as DeskShortcuts).on;
  };

  readonly #handleRetry = () => this.client && this.#queue.open(this.client, toFilter(this.state, this.search));

  /** What was asked for is where one goes on reading. */
  readonly #handleMore = async () => {
    const known = this.#items.length;
    await this.#queue.more();
    if (this.#items.length > known) await this.#moveTo(known);
  };

  readonly #handleFresh = () => {
    const known = new Set(this.#items.map(({ comment }) => comment.id));
    this.#queue.showFresh();
    void this.#moveTo(this.#items.findIndex(({ comment }) => !known.has(comment.id)));
  };

  readonly #handleClear = () => this.#queue.clearMessage();
  readonly #handleHelp = () => this.help.show();
}

/** Where one looks first. With nothing there, the comments may not be embedded yet. */
const firstStates: ReadonlySet<QueueState> = new Set(['held', 'all']);

/** Where many are gone through, often at a glance. */
const denseStates: ReadonlySet<QueueState> = new Set(['spam', 'filed', 'any']);

const isItem = (target: EventTarget): target is DeskQueueItem =>
  target instanceof HTMLElement && target.localName === 'desk-queue-item';

const sum = (waiting: Record<string, number>) => Object.values(waiting).reduce((all, count) => all + count, 0);

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue': DeskQueue;
  }
}
