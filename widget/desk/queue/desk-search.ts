import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { QueueItem } from '../../../worker/contract/desk';
import { controls } from '../ground/controls';
import { FocusController, FocusLostEvent } from '../ground/focus';
import { LanguageController } from '../ground/language';
import type { Search } from '../ground/router';
import text from './desk-search.css';

/**
 * @summary Looks for comments by words, author, thread and time.
 * @fires change - Something else shall be looked for; `value` has it.
 */
export class DeskSearch extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** What is looked for. */
  @property({ attribute: false }) value: Search = {};
  /** One of the comments that were found: it knows the names of author and thread. */
  @property({ attribute: false }) found: QueueItem | undefined;

  @query('#q') private words!: HTMLInputElement;
  @query('#since') private since!: HTMLInputElement;
  @query('#until') private until!: HTMLInputElement;

  readonly #language = new LanguageController(this);

  constructor() {
    super();
    new FocusController(this, () => this.focus());
  }

  override focus(): void {
    this.words.focus();
  }

  protected override render() {
    const { searching } = this.#language.words;
    const { q = '', since = '', until = '', author, thread, decision } = this.value;
    return html`<form role="search" @submit=${this.#handleSubmit}>
      <input
        id="q"
        type="search"
        maxlength="200"
        enterkeyhint="search"
        aria-label=${searching.words}
        placeholder=${searching.words}
        .value=${q}
        @search=${this.#handleCleared}
        @keydown=${this.#handleKey}
      />
      <details ?open=${since !== '' || until !== ''}>
        <summary>${searching.time}</summary>
        <div class="days">
          <label>${searching.since} <input type="date" id="since" .value=${since} @change=${this.#handleDay} /></label>
          <label>${searching.until} <input type="date" id="until" .value=${until} @change=${this.#handleDay} /></label>
        </div>
      </details>
      <button class="go">${searching.go}</button>
      ${author ? this.#renderChip(searching.author(this.found?.comment.author?.name ?? '…'), 'author') : nothing}
      ${decision ? this.#renderChip(searching.decision, 'decision') : nothing}
      ${thread ? this.#renderChip(searching.thread(this.found?.thread.title || thread), 'thread') : nothing}
    </form>`;
  }

  #renderChip(name: string, field: 'author' | 'thread' | 'decision') {
    const { searching } = this.#language.words;
    return html`<button type="button" class="chip" aria-label=${searching.without(name)} @click=${() => this.#change({ [field]: undefined })}>
      <bdi>${name}</bdi> <span aria-hidden="true">✕</span>
    </button>`;
  }

  /** What stands in the fields, with a change. */
  #change(change: Partial<Record<keyof Search, string | undefined>>): void {
    const value = {
      ...this.value,
      q: this.words.value.trim(),
      since: this.since.value,
      until: this.until.value,
      ...change,
    };
    this.value = Object.fromEntries(Object.entries(value).filter(([, given]) => given));
    this.dispatchEvent(new Event('change'));
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.#change({});
  };

  /** The cross in the field was used. */
  readonly #handleCleared = () => {
    if (this.words.value === '' && this.value.q) this.#change({});
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Chromium would empty the field.
    event.preventDefault();
    this.dispatchEvent(new FocusLostEvent());
  };

  readonly #handleDay = () => this.#change({});
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-search': DeskSearch;
  }
}
