import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { controls } from './controls';
import type { Action } from './desk-client';
import text from './desk-decide-form.css';
import { CancelEvent, DecideEvent } from './events';
import { LanguageController } from './language';

const actions = ['approve', 'reject', 'spam'] as const satisfies readonly Action[];

/**
 * @summary Asks for what a moderator wants to say with a decision: the reason, a sentence to the author, a note for
 * colleagues, an answer. All of it may be left out.
 * @fires plausch-decide - The decision, with what was said.
 * @fires plausch-cancel - Nothing is decided after all.
 */
export class DeskDecideForm extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** What Enter decides. */
  @property() action: Action = 'reject';
  /** The site's reasons; authors read them, so they are in the site's language. */
  @property({ attribute: false }) reasons: readonly string[] = [];
  @property() siteLanguage = '';
  /** Whether it is about writing an answer: then approving is all that can be decided. */
  @property({ type: Boolean }) replying = false;

  @state() private reason = '';
  @query('#reason') private reasonField!: HTMLInputElement | null;
  @query('#explanation') private explanation!: HTMLTextAreaElement | null;
  @query('#note') private note!: HTMLTextAreaElement | null;
  @query('#reply') private reply!: HTMLTextAreaElement | null;

  readonly #language = new LanguageController(this);

  override focus(): void {
    (this.reply ?? this.reasonField)?.focus();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    return html`<form @submit=${this.#handleSubmit} @keydown=${this.#handleKey}>
      ${this.replying ? this.#renderReply() : this.#renderReason()}
      <details>
        <summary>${words.deciding.addNote}</summary>
        <label for="note">${words.deciding.note}</label>
        <textarea id="note" rows="2" maxlength="2000"></textarea>
      </details>
      <div class="buttons">
        ${this.replying ? html`<button class="primary" value="approve">${words.deciding.replyAndApprove}</button>` : this.#renderActions()}
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  #renderReply() {
    const { deciding } = this.#language.words;
    return html`<label for="reply">${deciding.reply}</label>
      <textarea id="reply" rows="4" required aria-describedby="public"></textarea>
      <p id="public" class="hint muted">${deciding.replyHint}</p>`;
  }

  #renderReason() {
    const { deciding } = this.#language.words;
    return html`<label for="reason">${deciding.reason}</label>
      <div class="reasons" role="group" aria-label=${deciding.standard} lang=${this.siteLanguage || nothing}>
        ${this.reasons.map(
          (
            reason,
          ) => html`<button type="button" aria-pressed=${reason === this.reason} @click=${() => this.#choose(reason)}>
            ${reason}
          </button>`,
        )}
      </div>
      <input id="reason" autocomplete="off" maxlength="200" aria-describedby="told" .value=${this.reason} @input=${this.#handleInput} />
      <label for="explanation">${deciding.explanation}</label>
      <textarea id="explanation" rows="2" maxlength="1000" aria-describedby="told"></textarea>
      <p id="told" class="hint muted">${deciding.told}</p>`;
  }

  #renderActions() {
    const { words } = this.#language;
    const others = actions.filter((action) => action !== this.action);
    return [this.action, ...others].map(
      (action) =>
        html`<button class=${action === this.action ? 'primary' : ''} value=${action}>${words[action]}</button>`,
    );
  }

  /** Takes a common reason into the field, where it can be added to; choosing it again takes it out. */
  #choose(reason: string): void {
    this.reason = this.reason === reason ? '' : reason;
    this.focus();
  }

  readonly #handleInput = (event: Event) => {
    this.reason = (event.target as HTMLInputElement).value;
  };

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = (event.submitter as HTMLButtonElement | null)?.value;
    const action = actions.find((one) => one === chosen) ?? this.action;
    const said = {
      reason: this.reason.trim(),
      explanation: this.explanation?.value.trim(),
      note: this.note?.value.trim(),
      reply: this.reply?.value.trim(),
    };
    this.dispatchEvent(new DecideEvent(action, Object.fromEntries(Object.entries(said).filter(([, value]) => value))));
  };

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#handleCancel();
    // In a field of several lines Enter makes a new one; with Ctrl or ⌘ it sends, as in any mail program.
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      (event.currentTarget as HTMLFormElement).requestSubmit();
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-decide-form': DeskDecideForm;
  }
}
