import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NewBan } from '../../../worker/contract/rules';
import type { Draft } from '../ground/drafts';
import { CancelEvent } from '../ground/events';
import { LanguageController } from '../ground/language';
import { view } from '../ground/view';

const kinds = ['mute', 'ban'] as const;
/** A day, a week, a month, a year, for good. */
const terms = [1, 7, 30, 365, null] as const;

/**
 * @summary Bans or mutes an author: how long, and why. What is entered stays with the comment until it is sent or
 * discarded.
 * @fires plausch-save - `value` has what was chosen.
 * @fires plausch-cancel - Not after all.
 */
export class DeskBanForm extends LitElement {
  static override styles = view;

  /** The author's name. */
  @property() name = '';
  @property({ attribute: false }) reasons: readonly string[] = [];

  /** Where what is entered is kept. */
  @property({ attribute: false }) draft: Draft | undefined;

  @state() private kind: NewBan['kind'] = 'mute';
  /** Whether something was there when it was opened. */
  @state() private restored = false;
  @query('select') private term!: HTMLSelectElement;
  @query('#ban-reason') private reason!: HTMLInputElement;
  @query('input') private first!: HTMLInputElement;

  readonly #language = new LanguageController(this);

  get value(): NewBan {
    return { kind: this.kind, reason: this.reason.value.trim(), days: terms[this.term.selectedIndex] ?? null };
  }

  override focus(): void {
    (this.draft?.first('ban-reason') === undefined ? this.first : this.reason).focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft')) return;
    this.restored = this.draft?.first('ban-reason') !== undefined;
    this.kind = kinds.find((kind) => kind === this.draft?.get('ban-kind')) ?? 'mute';
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    const { bans, drafts } = words;
    const days = this.draft?.get('ban-days') || '7';
    return html`<form
      class="card"
      aria-labelledby="what"
      @submit=${this.#handleSubmit}
      @keydown=${this.#handleKey}
      @input=${this.#handleInput}
    >
      <h3 id="what" class="label">${bans.form(this.name)}</h3>
      ${
        this.restored
          ? html`<p class="buttons">
              ${drafts.restored}
              <button type="button" class="quiet" @click=${this.#handleDiscard}>${drafts.discard}</button>
            </p>`
          : nothing
      }
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
          ${terms.map((one) => html`<option ?selected=${String(one) === days}>${one === null ? bans.forGood : bans.dayCounts(one)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="ban-reason">${bans.reason}</label>
        <p class="hint" id="ban-hint">${bans.reasonHint}</p>
        <input id="ban-reason" required maxlength="200" autocomplete="off" list="common" aria-describedby="ban-hint" .value=${this.draft?.get('ban-reason') ?? ''} />
        <datalist id="common">${this.reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
      </div>
      <div class="buttons">
        <button class="primary">${bans.save[this.kind]}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  readonly #handleInput = () => {
    const { kind, reason, days } = this.value;
    this.draft?.set('ban-reason', reason);
    this.draft?.set('ban-kind', reason && kind);
    this.draft?.set('ban-days', reason && String(days));
  };

  readonly #handleDiscard = async () => {
    this.draft?.drop('ban-reason', 'ban-kind', 'ban-days');
    this.restored = false;
    this.reason.value = '';
    await this.updateComplete;
    this.focus();
  };

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
