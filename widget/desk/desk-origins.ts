import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import text from './desk-origins.css';
import { LanguageController } from './language';

/**
 * @summary A list of origins, each in a field of its own.
 * @fires change - The list was changed; `value` has the new one.
 */
export class DeskOrigins extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) value: readonly string[] = [];
  /** What is wrong, by the place in the list. */
  @property({ attribute: false }) errors: ReadonlyMap<number, string> = new Map();

  readonly #language = new LanguageController(this);

  /** Focuses the first field that is wrong, else the last. */
  override focus(): void {
    const inputs = [...this.renderRoot.querySelectorAll('input')];
    (inputs.find((input) => input.getAttribute('aria-invalid') === 'true') ?? inputs.at(-1))?.focus();
  }

  protected override render() {
    const { setting } = this.#language.words;
    return html`${this.value.map((origin, index) => this.#renderOrigin(origin, index))}
      <div><button type="button" class="add" @click=${this.#handleAdd}>${setting.addOrigin}</button></div>`;
  }

  #renderOrigin(origin: string, index: number) {
    const { setting } = this.#language.words;
    const error = this.errors.get(index);
    return html`<div>
      <div class="row">
        <input
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          placeholder="https://"
          aria-label=${setting.origin(index + 1)}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? `error-${index}` : nothing}
          .value=${origin}
          @input=${(event: Event) => this.#handleInput(event, index)}
        />
        <button
          type="button"
          class="quiet"
          aria-label=${setting.removeOrigin(origin)}
          ?disabled=${this.value.length === 1}
          @click=${() => this.#handleRemove(index)}
        >
          ${setting.remove}
        </button>
      </div>
      ${error ? html`<p class="error" id="error-${index}">${error}</p>` : nothing}
    </div>`;
  }

  async #change(value: readonly string[]): Promise<void> {
    this.value = value;
    this.dispatchEvent(new Event('change'));
    await this.updateComplete;
  }

  #handleInput(event: Event, index: number): void {
    void this.#change(this.value.with(index, (event.target as HTMLInputElement).value));
  }

  readonly #handleAdd = async () => {
    await this.#change([...this.value, '']);
    this.renderRoot.querySelector<HTMLInputElement>('div:nth-last-child(2) input')?.focus();
  };

  async #handleRemove(index: number): Promise<void> {
    await this.#change(this.value.toSpliced(index, 1));
    this.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-origins': DeskOrigins;
  }
}
