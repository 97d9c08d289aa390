import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Queue, QueueState } from '../../worker/contract/desk';
import text from './desk-tabs.css';
import { controls } from './ground/controls';
import { LanguageController } from './ground/language';
import { queueOf, queueStates, type Search, writeRoute } from './ground/router';

/** @summary The tabs of the queue with how many wait in each; on a phone a menu of them. */
export class DeskTabs extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property() site = '';
  /** The open tab. */
  @property() state: QueueState = 'held';
  /** What is looked for; it is taken along to another tab. */
  @property({ attribute: false }) search: Search = {};
  /** undefined: not known yet. */
  @property({ attribute: false }) counts: Pick<Queue, 'waiting' | 'asked'> | undefined;

  /** Whether the menu is open; where there is room for the tabs nobody sees it. */
  @state() private open = false;
  @query('button') private button!: HTMLButtonElement;

  readonly #language = new LanguageController(this);

  protected override render() {
    const { words } = this.#language;
    return html`<nav aria-label=${words.queue} @keydown=${this.#handleKey}>
      <button aria-expanded=${this.open} aria-controls="tabs" @click=${this.#handleToggle}>
        <span>${words.states[this.state]}</span>${this.#renderCount(this.state)}
        ${this.counts ? html`<span class="all muted">${words.waits(sum(this.counts.waiting))}</span>` : nothing}
      </button>
      <ul id="tabs" class=${this.open ? 'open' : ''}>
        ${queueStates.map(
          (state) => html`<li>
            <a
              href=${writeRoute(queueOf(this.site, state, this.search))}
              aria-current=${state === this.state ? 'page' : nothing}
              @click=${this.#handleChoose}
              >${words.states[state]}${this.#renderCount(state)}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`;
  }

  #renderCount(state: QueueState) {
    const count = this.#countOf(state);
    return count ? html`<span class="count">${count.toLocaleString(this.#language.language)}</span>` : nothing;
  }

  #countOf(state: QueueState): number | undefined {
    if (!this.counts || state === 'any' || state === 'filed') return undefined;
    const { waiting, asked } = this.counts;
    if (state === 'asked') return asked;
    return state === 'all' ? sum(waiting) : waiting[state];
  }

  #close(): void {
    const { open } = this;
    this.open = false;
    // What had the focus in the menu is hidden with it.
    if (open) this.button.focus();
  }

  readonly #handleToggle = () => {
    this.open = !this.open;
  };

  readonly #handleChoose = () => this.#close();

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#close();
  };
}

const sum = (waiting: Queue['waiting']) => Object.values(waiting).reduce((all, count) => all + count, 0);

declare global {
  interface HTMLElementTagNameMap {
    'desk-tabs': DeskTabs;
  }
}
