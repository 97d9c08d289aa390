import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { QueueItem, QueueState } from '../../worker/contract/desk';
import type { Language } from '../../worker/contract/fields';
import { controls } from './controls';
import type { DeskClient } from './desk-client';
import text from './desk-queue.css';
import type { DeskQueueItem } from './desk-queue-item';
import type { DeskShortcuts } from './desk-shortcuts';
import type { DecideEvent } from './events';
import { LanguageController } from './language';
import { type Message, QueueController } from './queue-controller';
import type { QueueList } from './queue-list';
import { queueStates, writeRoute } from './router';
import { ShortcutsController } from './shortcuts';

/** @summary Everything that waits for a person, oldest first, to be decided by hand or by key. */
export class DeskQueue extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  /** The open tab. */
  @property() state: QueueState = 'held';

  /** The comment that keys act upon, by its id. */
  @state() private current: string | undefined;
  @state() private siteLanguage: Language = 'de';
  @query('desk-queue-item[current]') private currentItem!: DeskQueueItem | null;
  @query('desk-shortcuts') private help!: DeskShortcuts;
  @query('nav [aria-current]') private tab!: HTMLElement | null;
  @query('.empty') private empty!: HTMLElement | null;

  readonly #language = new LanguageController(this);
  readonly #queue = new QueueController(this);
  readonly #shortcuts = new ShortcutsController(this, {
    j: () => this.#step(1),
    k: () => this.#step(-1),
    a: () => this.currentItem?.choose('approve'),
    r: () => this.currentItem?.choose('reject'),
    s: () => this.currentItem?.choose('spam'),
    u: () => this.#handleUndo(),
    '?': () => this.help.show(),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.client || !(changed.has('client') || changed.has('state'))) return;
    this.current = undefined;
    void this.#queue.open(this.client, this.state);
    if (changed.has('client')) void this.#readLanguage(this.client);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // On a phone the tabs scroll sideways.
    if (changed.has('state')) this.tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  protected override render() {
    const { words } = this.#language;
    return html`<h1 class="visually-hidden">${words.queue}</h1>
      <div class="head">
        ${this.#renderTabs()}
        <button class="quiet help" aria-label=${words.shortcuts.open} title=${words.shortcuts.open} @click=${this.#handleHelp}>
          <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
      ${this.#renderView()}
      <desk-status
        .text=${this.#tell(this.#queue.message)}
        .undoable=${this.#queue.message?.kind === 'decided'}
        @plausch-undo=${this.#handleUndo}
        @plausch-cancel=${this.#handleClear}
      ></desk-status>
      <desk-shortcuts .on=${this.#shortcuts.on} @plausch-keys-change=${this.#handleKeysChange}></desk-shortcuts>`;
  }

  #renderTabs() {
    const { words } = this.#language;
    const { waiting } = this.#queue;
    const site = this.client?.site ?? '';
    return html`<nav aria-label=${words.queue}>
      <ul>
        ${queueStates.map((state) => {
          const count = waiting && (state === 'all' ? sum(waiting) : waiting[state]);
          return html`<li>
            <a href=${writeRoute({ site, view: 'queue', state })} aria-current=${state === this.state ? 'page' : nothing}
              >${words.states[state]}${count === undefined ? nothing : html`<span class="count">${count}</span>`}</a
            >
          </li>`;
        })}
      </ul>
    </nav>`;
  }

  #renderView() {
    const { words } = this.#language;
    const { view } = this.#queue;
    if (view.kind === 'loading') return html`<p class="loading">${words.loading}</p>`;
    if (view.kind === 'failed')
      return html`<div class="empty" role="alert">
        <p>${words.problems[view.problem.code] ?? words.problems.internal}</p>
        <button @click=${this.#handleRetry}>${words.retry}</button>
      </div>`;
    return view.list.items.length === 0 && view.list.next === null
      ? this.#renderEmpty(view.list)
      : this.#renderList(view.list);
  }

  #renderList({ items, next, fresh }: QueueList) {
    const { words } = this.#language;
    const now = Date.now();
    const current = this.current ?? items[0]?.comment.id;
    return html`<ol class="list" aria-label=${words.states[this.state]}>
        ${repeat(
          items,
          (item) => item.comment.id,
          (item) => html`<li @focusin=${() => this.#handleFocus(item)}>
            <desk-queue-item
              .item=${item}
              .now=${now}
              .current=${item.comment.id === current}
              .tagged=${this.state === 'all'}
              .keys=${this.#shortcuts.on}
              .siteLanguage=${this.siteLanguage}
              .decidedFirst=${this.#queue.decidedFirst.get(item.comment.id)?.decided}
              @plausch-decide=${(event: DecideEvent) => this.#handleDecide(item, event)}
              @plausch-dismiss=${() => this.#handleDismiss(item)}
            ></desk-queue-item>
          </li>`,
        )}
      </ol>
      <div class="foot">
        <div role="status">
          ${fresh.length > 0 ? html`<button class="fresh" @click=${this.#handleFresh}>${words.fresh(fresh.length)}</button>` : nothing}
        </div>
        ${next === null ? nothing : html`<button class="more" @click=${this.#handleMore}>${words.more}</button>`}
      </div>`;
  }

  #renderEmpty({ waiting }: QueueList) {
    const { words } = this.#language;
    const others = sum(waiting);
    return html`<div class="empty" tabindex="-1">
      <p>${words.empty[this.state]}</p>
      ${
        others > 0
          ? html`<p><a href=${writeRoute({ site: this.client?.site ?? '', view: 'queue', state: 'all' })}>${words.elsewhere(others)}</a></p>`
          : nothing
      }
    </div>`;
  }

  #tell(message: Message | undefined): string {
    const { words } = this.#language;
    if (!message) return '';
    if (message.kind === 'decided') return words.decided[message.action](message.name);
    if (message.kind === 'undone') return words.undone(message.name);
    if (message.kind === 'nothing-to-undo') return words.nothingToUndo;
    const problem = words.problems[message.problem.code] ?? words.problems.internal ?? '';
    return message.kind === 'back' ? words.back(message.name, problem) : problem;
  }

  get #items(): readonly QueueItem[] {
    return this.#queue.view.kind === 'ready' ? this.#queue.view.list.items : [];
  }

  get #currentIndex(): number {
    return Math.max(
      0,
      this.#items.findIndex((item) => item.comment.id === this.current),
    );
  }

  #step(by: 1 | -1): void {
    // The first press shows where one stands.
    const index = this.current === undefined ? 0 : this.#currentIndex + by;
    void this.#moveTo(Math.min(Math.max(index, 0), this.#items.length - 1));
  }

  /** Makes the comment at a place the current one, and brings it and the focus there. */
  async #moveTo(index: number): Promise<void> {
    this.current = this.#items[Math.min(index, this.#items.length - 1)]?.comment.id;
    this.requestUpdate();
    await this.updateComplete;
    await this.currentItem?.updateComplete;
    (this.currentItem ?? this.empty)?.focus({ preventScroll: true });
    this.currentItem?.scrollIntoView({ block: 'nearest' });
  }

  /** The next comment takes the place of one that leaves. */
  #leave(item: QueueItem, act: () => void): void {
    const index = this.#items.indexOf(item);
    act();
    void this.#moveTo(index);
  }

  async #readLanguage(client: DeskClient): Promise<void> {
    try {
      this.siteLanguage = (await client.settings()).language;
    } catch {
      // The common reasons stay in the language they were in; any other can be written.
    }
  }

  #handleDecide(item: QueueItem, { action, reason }: DecideEvent): void {
    this.#leave(item, () => void this.#queue.decide(item, action, reason));
  }

  #handleDismiss(item: QueueItem): void {
    this.#leave(item, () => this.#queue.dismiss(item));
  }

  #handleFocus(item: QueueItem): void {
    this.current = item.comment.id;
  }

  readonly #handleUndo = async () => {
    const item = await this.#queue.undo();
    const index = item ? this.#items.indexOf(item) : -1;
    if (index >= 0) await this.#moveTo(index);
  };

  readonly #handleKeysChange = (event: Event) => {
    this.#shortcuts.on = (event.target as DeskShortcuts).on;
  };

  readonly #handleRetry = () => this.client && this.#queue.open(this.client, this.state);
  readonly #handleMore = () => this.#queue.more();
  readonly #handleFresh = () => this.#queue.showFresh();
  readonly #handleClear = () => this.#queue.clearMessage();
  readonly #handleHelp = () => this.help.show();
}

const sum = (waiting: Record<string, number>) => Object.values(waiting).reduce((all, count) => all + count, 0);

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue': DeskQueue;
  }
}
