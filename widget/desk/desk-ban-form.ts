import { html, LitElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NewBan } from '../../worker/contract/rules';
import { CancelEvent } from './events';
import { LanguageController } from './language';
import { view } from './view';

const kinds = ['mute', 'ban'] as const;
/** A day, a week, a month, a year, for good. */
const terms = [1, 7, 30, 365, null] as const;

/**
 * @summary Bans or mutes an author: how long, and why.
 * @fires plausch-save - `value` has what was chosen.
 * @fires plausch-cancel - Not after all.
 */
export class DeskBanForm extends LitElement {
  static override styles = view;

  /** The author's name. */
  @property() name = '';
  @property({ attribute: false }) reasons: readonly string[] = [];

  @state() private kind: NewBan['kind'] = 'mute';
  @query('select') private term!: HTMLSelectElement;
  @query('#ban-reason') private reason!: HTMLInputElement;
  @query('input') private first!: HTMLInputElement;

  readonly #language = new LanguageController(this);

  get value(): NewBan {
    return { kind: this.kind, reason: this.reason.value.trim(), days: terms[this.term.selectedIndex] ?? null };
  }

  protected override firstUpdated(): void {
    this.first.focus();
  }

  protected override render() {
    const { words } = this.#language;
    const { bans } = words;
    return html`<form class="card" aria-labelledby="what" @submit=${this.#handleSubmit} @keydown=${this.#handleKey}>
      <h3 id="what" class="label">${bans.form(this.name)}</h3>
      <div>
        ${kinds.map(
          (kind) => html`<label class="choice">
            <input type="radio" name="kind" .checked=${kind === this.kind} @change=${() => (this.kind = kind)} />${bans[kind]}
          </label>`,
        )}
      </div>
      <div class="field">
        <label for="term">${bans.days}</label>
        <select id="term">
          ${terms.map((days) => html`<option ?selected=${days === 7}>${days === null ? bans.forGood : bans.dayCounts(days)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="ban-reason">${bans.reason}</label>
        <p class="hint" id="ban-hint">${bans.reasonHint}</p>
        <input id="ban-reason" required maxlength="200" autocomplete="off" list="common" aria-describedby="ban-hint" />
        <datalist id="common">${this.reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
      </div>
      <div class="buttons">
        <button class="primary">${bans.save[this.kind]}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.dispatchEvent(new Event('plausch-save'));
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#handleCancel();
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-ban-form': DeskBanForm;
  }
}
