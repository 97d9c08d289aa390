import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Comment } from '../../worker/contract/comment';
import shared from '../design/shared.css';
import type { Discussion } from './discussion';
import { PlauschErrorEvent, PlauschSubmitEvent } from './events';
import styles from './plausch-composer.css';
import type { Attempt, Field, Outcome } from './sending';
import { RequestFailed } from './thread-client';

type Sending = { kind: 'writing' | 'sending' } | Exclude<Outcome, { kind: 'sent' }>;

/** Characters, as the server counts them. */
const longest = 10_000;
/** From here on it is told how many are left. */
const tellFrom = 9500;

/**
 * @summary A place to write: a new comment, or an answer to one. Made by `<plausch-comments>`.
 *
 * @fires plausch-submit - The comment was sent and taken in.
 * @fires plausch-cancel - The answer is not to be written after all.
 * @fires plausch-error - Sending failed; the text is kept.
 *
 * @csspart form - All of it.
 * @csspart field - A field.
 * @csspart error - What is wrong with a field.
 * @csspart failure - Why sending failed.
 * @csspart preview - The text as it would be shown.
 * @csspart send - The button to send.
 */
export class PlauschComposer extends LitElement {
  static override properties = {
    discussion: { attribute: false },
    answers: { attribute: false },
    sending: { state: true },
    body: { state: true },
    shown: { state: true },
    unfolded: { state: true },
  };
  static override styles = [unsafeCSS(shared), unsafeCSS(styles)];

  discussion!: Discussion;
  /** The comment this is an answer to. */
  answers: Comment | undefined;

  private sending: Sending = { kind: 'writing' };
  private body = '';
  private shown = '';
  private unfolded = false;
  #began: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.body || !this.discussion) return;
    const draft = this.discussion.client.storage.draft(this.#place);
    this.body = draft?.body ?? '';
    this.unfolded = !!(draft || this.answers);
    // A key means that this was on its way when the page was left.
    if (draft?.key) this.sending = { kind: 'failed', code: 'network' };
  }

  override render() {
    const { texts, client } = this.discussion;
    const { sending, answers, shown, body } = this;
    const { author } = client.storage;
    const label = answers ? texts.replyTo(answers.author?.name ?? '') : texts.write;
    const left = longest - [...body].length;
    return html`
      <form part="form" novalidate aria-label=${label} @submit=${this.#handleSubmit} @keydown=${this.#handleKey}>
        <label for="body">${label}</label>
        ${shown ? html`<div part="preview">${unsafeHTML(shown)}</div>` : nothing}
        <textarea id="body" name="body" part="field" rows="3" ?hidden=${shown !== ''} placeholder=${texts.writePlaceholder} .value=${body} aria-required="true" aria-invalid=${this.#invalid('body')} aria-describedby="body-error hint" @focus=${this.#handleFocus} @input=${this.#handleInput}></textarea>
        ${this.#renderError('body')}
        <div class="more" ?hidden=${!this.unfolded}>
          <p class="muted" id="hint">${left > longest - tellFrom ? texts.markdown : texts.charactersLeft(left)}</p>
          <div class="fields">
            ${this.#renderField('name', 'text', texts.name, '', author.name)}
            ${this.#renderField('email', 'email', texts.email, `${texts.optional}, ${texts.emailHint}`, author.email)}
            ${this.#renderField('website', 'url', texts.website, texts.optional, author.website)}
            <div class="trap" aria-hidden="true"><label>${texts.leaveEmpty}<input name="trap" tabindex="-1" autocomplete="off" /></label></div>
          </div>
          ${sending.kind === 'failed' ? html`<p part="failure" role="alert">${texts.failures[sending.code] ?? texts.failures.other}</p>` : nothing}
          <div class="buttons">
            <button part="send" class="main" ?disabled=${sending.kind === 'sending'}>
              ${sending.kind === 'sending' ? texts.sending : sending.kind === 'failed' ? texts.sendAgain : texts.send}
            </button>
            <button type="button" ?disabled=${body.trim() === ''} @click=${this.#handlePreview}>${shown ? texts.edit : texts.preview}</button>
            ${answers ? html`<button type="button" class="link" @click=${this.#handleCancel}>${texts.cancel}</button>` : nothing}
          </div>
        </div>
      </form>`;
  }

  #renderField(name: Field, type: 'text' | 'email' | 'url', label: string, hint: string, value = '') {
    return html`<div><label for=${name}>${label} ${hint ? html`<span class="muted">(${hint})</span>` : nothing}</label><input id=${name} name=${name} part="field" type=${type} autocomplete=${type === 'text' ? 'name' : type} .value=${value} aria-required=${name === 'name'} aria-invalid=${this.#invalid(name)} aria-describedby="${name}-error" />${this.#renderError(name)}</div>`;
  }

  #renderError(name: Field) {
    const { errors } = this.discussion.texts;
    const code = this.sending.kind === 'refused' ? this.sending.errors[name] : undefined;
    const error = code && (errors[code] ?? errors.invalid);
    return html`<p part="error" id="${name}-error" ?hidden=${!error}>${error}</p>`;
  }

  /** Puts the cursor where the text goes. */
  async write(): Promise<void> {
    await this.updateComplete;
    this.#textarea.focus();
  }

  #invalid(name: Field): 'true' | 'false' {
    return this.sending.kind === 'refused' && this.sending.errors[name] ? 'true' : 'false';
  }

  get #form(): HTMLFormElement {
    return this.renderRoot.querySelector('form') as HTMLFormElement;
  }

  get #textarea(): HTMLTextAreaElement {
    return this.#form.querySelector('textarea') as HTMLTextAreaElement;
  }

  get #place(): string {
    return `${this.discussion.thread} ${this.answers?.id ?? ''}`;
  }

  async #send(): Promise<void> {
    const { discussion, body } = this;
    this.sending = { kind: 'sending' };
    const outcome = await this.#attempt(Object.fromEntries(new FormData(this.#form)) as Attempt['fields']);
    if (outcome.kind === 'sent') {
      this.sending = { kind: 'writing' };
      this.body = this.shown = '';
      this.unfolded = !!this.answers;
      this.#began = undefined;
      this.dispatchEvent(new PlauschSubmitEvent(outcome.submitted, discussion.thread));
      return;
    }
    this.body = body;
    this.#fail(outcome);
  }

  async #attempt(fields: Attempt['fields']): Promise<Outcome> {
    const { discussion, body, answers } = this;
    const { client, thread } = discussion;
    try {
      const { send } = await loadSending();
      return await send({ client, thread, place: this.#place, parent: answers?.id, body, fields, began: this.#began });
    } catch {
      return { kind: 'failed', code: 'network' };
    }
  }

  /** Tells what is wrong, and puts the cursor into the first field that is. */
  async #fail(sending: Exclude<Sending, { kind: 'writing' | 'sending' }>): Promise<void> {
    this.sending = sending;
    this.dispatchEvent(new PlauschErrorEvent(sending.kind === 'failed' ? sending.code : 'invalid-fields'));
    if (sending.kind === 'failed') return;
    this.shown = '';
    await this.updateComplete;
    this.#form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  #handleFocus(): void {
    this.unfolded = true;
    loadSending().catch(() => {});
  }

  #handleInput(): void {
    this.#began ??= Date.now();
    this.body = this.#textarea.value;
    const { storage } = this.discussion.client;
    storage.keepDraft(this.#place, { ...storage.draft(this.#place), body: this.body });
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
  }

  #handleSubmit(event: Event): void {
    event.preventDefault();
    if (this.sending.kind !== 'sending') this.#send();
  }

  async #handlePreview(): Promise<void> {
    if (this.shown) {
      this.shown = '';
      await this.write();
      return;
    }
    try {
      this.shown = (await this.discussion.client.preview(this.body)).html;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      this.#fail({ kind: 'failed', code: error.code });
    }
  }

  #handleCancel(): void {
    this.discussion.client.storage.keepDraft(this.#place, { body: '' });
    this.dispatchEvent(new CustomEvent('plausch-cancel'));
  }
}

const loadSending = () => import('./sending');

declare global {
  interface HTMLElementTagNameMap {
    'plausch-composer': PlauschComposer;
  }
}
