import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Comment } from '../../../worker/contract/comment';
import { controls } from '../ground/controls';
import type { Action } from '../ground/desk-client';
import { type Draft, type Field, said } from '../ground/drafts';
import { CancelEvent, DecideEvent } from '../ground/events';
import { LanguageController } from '../ground/language';
import { actions } from './actions';
import text from './desk-decide-form.css';

/**
 * @summary Asks for what a moderator wants to say with a decision: the reason, a sentence to the author, a note for
 * colleagues, an answer. All of it may be left out. What is written is kept as a draft until it is sent.
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
  /** The status of the comment that is answered. */
  @property() status: Comment['status'] | undefined;
  /** Where it is kept. */
  @property({ attribute: false }) draft: Draft | undefined;

  /** Whether it goes on with something written before. */
  @state() private restored = false;
  @query('#reason') private reasonField!: HTMLInputElement | null;
  @query('#reply') private reply!: HTMLTextAreaElement | null;

  readonly #language = new LanguageController(this);

  override focus(): void {
    (this.reply ?? this.reasonField)?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draft') || changed.has('replying')) this.restored = this.#written !== undefined;
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    return html`<form @submit=${this.#handleSubmit} @keydown=${this.#handleKey} @input=${this.#handleInput}>
      ${this.restored ? this.#renderRestored() : nothing} ${this.replying ? this.#renderReply() : this.#renderReason()}
      <details ?open=${this.#text('note') !== ''}>
        <summary>${words.deciding.addNote}</summary>
        <label for="note">${words.deciding.note}</label>
        <textarea id="note" rows="2" maxlength="2000" .value=${this.#text('note')}></textarea>
      </details>
      <div class="buttons">
        ${this.replying ? this.#renderSend() : this.#renderActions()}
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  #renderRestored() {
    const { drafts } = this.#language.words;
    return html`<p class="restored">
      <span>${drafts.restored}</span>
      <button type="button" class="quiet" @click=${this.#handleDiscard}>${drafts.discard}</button>
    </p>`;
  }

  #renderReply() {
    const { deciding } = this.#language.words;
    return html`<label for="reply">${deciding.reply}</label>
      <textarea id="reply" rows="4" required aria-describedby="public" .value=${this.#text('reply')}></textarea>
      <p id="public" class="hint muted">${deciding.replyHint}</p>`;
  }

  #renderReason() {
    const { deciding } = this.#language.words;
    return html`<label for="reason">${deciding.reason}</label>
      <div class="reasons" role="group" aria-label=${deciding.standard} lang=${this.siteLanguage || nothing}>
        ${this.reasons.map(
          (
            reason,
          ) => html`<button type="button" aria-pressed=${reason === this.#text('reason')} @click=${() => this.#choose(reason)}>
            ${reason}
          </button>`,
        )}
      </div>
      <input id="reason" autocomplete="off" maxlength="200" aria-describedby="told" .value=${this.#text('reason')} />
      <label for="explanation">${deciding.explanation}</label>
      <textarea id="explanation" rows="2" maxlength="1000" aria-describedby="told" .value=${this.#text('explanation')}></textarea>
      <p id="told" class="hint muted">${deciding.told}</p>`;
  }

  #renderSend() {
    const { deciding } = this.#language.words;
    return html`<button class="primary" value="approve">${deciding.replyAnd[this.status ?? ''] ?? deciding.replyAndApprove}</button>`;
  }

  #renderActions() {
    const { words } = this.#language;
    const others = actions.filter((action) => action !== this.action);
    return [this.action, ...others].map(
      (action) =>
        html`<button class=${action === this.action ? 'primary' : ''} value=${action}>${words[action]}</button>`,
    );
  }

  /** The fields that are in this form. */
  get #fields(): readonly Field[] {
    return this.replying ? ['reply', 'note'] : ['reason', 'explanation', 'note'];
  }

  /** Something that stands in it already. */
  get #written(): string | undefined {
    return this.draft?.first(...this.#fields);
  }

  #text(field: Field): string {
    return this.draft?.get(field) ?? '';
  }

  /** Takes a common reason into the field, where it can be added to; choosing it again takes it out. */
  #choose(reason: string): void {
    this.draft?.set('reason', this.#text('reason') === reason ? '' : reason);
    this.draft?.set('action', this.action);
    this.requestUpdate();
    this.focus();
  }

  readonly #handleInput = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement | HTMLTextAreaElement;
    this.draft?.set(id as Field, value);
    this.draft?.set('action', this.action);
    this.requestUpdate();
  };

  readonly #handleDiscard = async () => {
    this.draft?.drop(...this.#fields);
    this.restored = false;
    await this.updateComplete;
    this.focus();
  };

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (this.reply && !this.#text('reply')) {
      // Spaces alone are no answer, and the comment is not to be approved without one.
      this.reply.value = '';
      this.reply.reportValidity();
      return;
    }
    const chosen = (event.submitter as HTMLButtonElement | null)?.value;
    const action = actions.find((one) => one === chosen) ?? this.action;
    const texts = said
      .filter((field) => this.#fields.includes(field))
      .map((field) => [field, this.#text(field).trim()]);
    const words = Object.fromEntries(texts.filter(([, value]) => value));
    this.dispatchEvent(new DecideEvent(action, words, this.draft));
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
