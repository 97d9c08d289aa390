import { html, LitElement, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Language } from '../../worker/contract/fields';
import { controls } from './controls';
import text from './desk-reject-form.css';
import { CancelEvent, DecideEvent } from './events';
import { LanguageController, wordsIn } from './language';

/** As long as the contract allows a reason to be. */
const longest = 200;

/**
 * @summary Asks for the reason of a rejection: a common one, one's own words, or none.
 * @fires plausch-decide - Reject, with the reason given.
 * @fires plausch-cancel - The comment is not rejected after all.
 */
export class DeskRejectForm extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** The site's language: its authors read the reason, so the common ones are in their language. */
  @property({ attribute: false }) siteLanguage: Language = 'de';

  @state() private reason = '';
  @query('input') private input!: HTMLInputElement;

  readonly #language = new LanguageController(this);

  override focus(): void {
    this.input.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    return html`<form @submit=${this.#handleSubmit} @keydown=${this.#handleKey}>
      <label for="reason">${words.rejecting.reason}</label>
      <div class="reasons" role="group" aria-label=${words.rejecting.standard} lang=${this.siteLanguage}>
        ${wordsIn(this.siteLanguage).rejecting.reasons.map(
          (
            reason,
          ) => html`<button type="button" aria-pressed=${reason === this.reason} @click=${() => this.#choose(reason)}>
            ${reason}
          </button>`,
        )}
      </div>
      <input
        id="reason"
        autocomplete="off"
        maxlength=${longest}
        aria-describedby="told"
        .value=${this.reason}
        @input=${this.#handleInput}
      />
      <p id="told" class="hint muted">${words.rejecting.told}</p>
      <div class="buttons">
        <button class="primary">${words.reject}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  /** Takes a common reason into the field, where it can be added to; choosing it again takes it out. */
  #choose(reason: string): void {
    this.reason = this.reason === reason ? '' : reason;
    this.focus();
  }

  readonly #handleInput = () => {
    this.reason = this.input.value;
  };

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.dispatchEvent(new DecideEvent('reject', this.reason.trim() || undefined));
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#handleCancel();
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-reject-form': DeskRejectForm;
  }
}
