import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from '../ground/controls';
import type { Action } from '../ground/desk-client';
import { type Draft, said } from '../ground/drafts';
import { CancelEvent, DecideEvent } from '../ground/events';
import { FocusController } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { actions } from './actions';
import text from './desk-bulk.css';
import type { DeskDecideForm } from './desk-decide-form';

/** Which comments a decision about many means. */
export type Target = 'selected' | 'author' | 'matching';

/**
 * @summary Decides about many comments at once: the selected ones, all that wait by one author, all that are shown.
 * @fires plausch-decide - The decision; `target` has which comments are meant.
 * @fires plausch-select-all - Everything that is loaded shall be selected.
 * @fires plausch-cancel - Nothing is selected any more.
 */
export class DeskBulk extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** How many are selected. */
  @property({ type: Number }) selected = 0;
  /** The name of the author of all that is selected; empty: they are by several. */
  @property() author = '';
  /** How many the open tab and search have in all. */
  @property({ type: Number }) total = 0;
  @property({ attribute: false }) reasons: readonly string[] = [];
  @property() siteLanguage = '';
  /** How many are loaded and can be selected. */
  @property({ type: Number }) loaded = 0;
  /** Where what is written is kept. */
  @property({ attribute: false }) draft: Draft | undefined;

  @state() target: Target = 'selected';
  /** The action whose reasons are asked for. */
  @state() private asked: Action | undefined;

  @query('#reason') private reasonButton!: HTMLButtonElement;
  @query('desk-decide-form') private form!: DeskDecideForm | null;

  readonly #language = new LanguageController(this);

  constructor() {
    super();
    new FocusController(this, () => this.reasonButton.focus());
  }

  /** Decides as a key or button says; turning down asks for the reason first. */
  choose(action: Action): void {
    if (this.form && this.draft?.first(...said) !== undefined) this.form.focus();
    else if (action === 'reject') this.asked = 'reject';
    else this.dispatchEvent(new DecideEvent(action));
  }

  /** Asks for what shall be said with the decision. */
  edit(): void {
    this.asked = 'approve';
  }

  protected override render() {
    const { words } = this.#language;
    const { bulk } = words;
    return html`<section aria-label=${bulk.title}>
      <div class="row">
        <select aria-label=${bulk.which} @change=${this.#handleTarget}>
          <option value="selected" ?selected=${this.target === 'selected'}>${bulk.selected(this.selected)}</option>
          ${this.author ? html`<option value="author" ?selected=${this.target === 'author'}>${bulk.author(this.author)}</option>` : nothing}
          ${
            this.total > this.selected
              ? html`<option value="matching" ?selected=${this.target === 'matching'}>${bulk.matching(this.total)}</option>`
              : nothing
          }
        </select>
        ${actions.map((action) => html`<button @click=${() => this.choose(action)}>${words[action]}</button>`)}
        <button id="reason" class="quiet" @click=${() => this.edit()}>${bulk.withReason}</button>
        ${
          this.loaded > this.selected
            ? html`<button class="quiet" @click=${this.#handleAll}>${bulk.all(this.loaded)}</button>`
            : nothing
        }
        <button class="quiet" @click=${this.#handleCancel}>${bulk.none}</button>
      </div>
      ${
        this.asked
          ? html`<desk-decide-form
              .action=${this.asked}
              .reasons=${this.reasons}
              .siteLanguage=${this.siteLanguage}
              .draft=${this.draft}
              @plausch-cancel=${this.#handleFormCancel}
            ></desk-decide-form>`
          : nothing
      }
    </section>`;
  }

  readonly #handleTarget = (event: Event) => {
    this.target = (event.target as HTMLSelectElement).value as Target;
  };

  readonly #handleFormCancel = (event: Event) => {
    event.stopPropagation();
    this.asked = undefined;
  };

  readonly #handleAll = () => this.dispatchEvent(new Event('plausch-select-all'));
  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-bulk': DeskBulk;
  }
}
