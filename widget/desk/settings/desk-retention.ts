import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { Retention } from '../../../worker/contract/retention';
import { controls } from '../ground/controls';
import { LanguageController } from '../ground/language';
import text from './desk-retention.css';

type Kind = keyof Retention;

const kinds = ['networks', 'spam', 'rejected', 'withdrawn', 'messages', 'names'] as const satisfies readonly Kind[];

/**
 * @summary For how many days what is not needed any more is kept.
 * @fires change - `value` has changed. A field that holds no number is NaN until the server has seen it.
 */
export class DeskRetention extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) value: Retention | undefined;
  /** What the server has refused. */
  @property({ attribute: false }) errors: ReadonlySet<string> = new Set();

  readonly #language = new LanguageController(this);

  /** Puts the cursor into the first field that was refused, or else the first. */
  override focus(): void {
    const fields = this.renderRoot.querySelectorAll<HTMLElement>('input');
    ([...fields].find((field) => field.ariaInvalid === 'true') ?? fields[0])?.focus();
  }

  protected override render() {
    return kinds.map((kind) => this.#renderKind(kind));
  }

  #renderKind(kind: Kind) {
    const { setting } = this.#language.words;
    const days = this.value?.[kind] ?? null;
    const wrong = this.errors.has(kind);
    return html`<div class="row">
        <label for=${kind}>${setting.kept[kind]}</label>
        <span class="amount">
          <input
            type="number"
            inputmode="numeric"
            id=${kind}
            aria-invalid=${wrong}
            aria-describedby=${wrong ? `${kind}-error` : nothing}
            .value=${days === null || Number.isNaN(days) ? '' : String(days)}
            @change=${this.#handleChange}
          />
          ${setting.keptDays}
        </span>
      </div>
      ${wrong ? html`<p class="error" id="${kind}-error">${kind === 'networks' ? setting.keptNetworksError : setting.keptError}</p>` : nothing}`;
  }

  readonly #handleChange = (event: Event) => {
    const { id, value, validity } = event.target as HTMLInputElement;
    if (!this.value) return;
    const empty = value === '' && !validity.badInput;
    const days = empty && id !== 'networks' ? null : value === '' ? Number.NaN : Number(value);
    this.value = { ...this.value, [id]: days };
    this.dispatchEvent(new Event('change'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-retention': DeskRetention;
  }
}
