import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Comment, NewComment } from '../../worker/contract/comment';
import shared from '../design/shared.css';
import type { Discussion } from './discussion';
import { PlauschErrorEvent, PlauschSubmitEvent } from './events';
import styles from './plausch-composer.css';
import type { Draft } from './storage';
import { RequestFailed } from './thread-client';

type Field = 'body' | 'name' | 'email' | 'website';

type Sending =
  | { kind: 'writing' }
  | { kind: 'sending' }
  | { kind: 'refused'; errors: Partial<Record<Field, string>> }
  | { kind: 'failed'; code: string };

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
  static override styles = [unsafeCSS(shared), unsafeCSS(styles)];

  @property({ attribute: false }) discussion!: Discussion;
  /** The comment this is an answer to. */
  @property({ attribute: false }) answers: Comment | undefined;

  @state() private sending: Sending = { kind: 'writing' };
  @state() private body = '';
  @state() private shown = '';
  @state() private unfolded = false;
  @query('form') private form!: HTMLFormElement;
  @query('textarea') private textarea!: HTMLTextAreaElement;
  #draft: Draft = { body: '' };
  #began: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.body || !this.discussion) return;
    this.#draft = this.discussion.client.storage.draft(this.#place) ?? { body: '' };
    this.body = this.#draft.body;
    this.unfolded = this.body !== '' || !!this.answers;
    // A key means that this was on its way when the page was left.
    if (this.#draft.key) this.sending = { kind: 'failed', code: 'network' };
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
            ${this.#renderField('name', texts.name, '', author.name)}
            ${this.#renderField('email', texts.email, `${texts.optional}, ${texts.emailHint}`, author.email)}
            ${this.#renderField('website', texts.website, texts.optional, author.website)}
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

  #renderField(name: Field, label: string, hint: string, value = '') {
    const kinds = { name: 'text', email: 'email', website: 'url', body: '' };
    const remembered = { name: 'name', email: 'email', website: 'url', body: 'off' } as const;
    return html`<div>
      <label for=${name}>${label} ${hint ? html`<span class="muted">(${hint})</span>` : nothing}</label>
      <input id=${name} name=${name} part="field" type=${kinds[name]} autocomplete=${remembered[name]} .value=${value} aria-required=${name === 'name'} aria-invalid=${this.#invalid(name)} aria-describedby="${name}-error" />
      ${this.#renderError(name)}
    </div>`;
  }

  #renderError(name: Field) {
    const error = this.sending.kind === 'refused' ? this.sending.errors[name] : undefined;
    return html`<p part="error" id="${name}-error" ?hidden=${!error}>${error}</p>`;
  }

  /** Puts the cursor where the text goes. */
  async write(): Promise<void> {
    await this.updateComplete;
    this.textarea.focus();
  }

  #invalid(name: Field): 'true' | 'false' {
    return this.sending.kind === 'refused' && this.sending.errors[name] ? 'true' : 'false';
  }

  get #place(): string {
    return `${this.discussion.thread} ${this.answers?.id ?? ''}`;
  }

  #keepDraft(draft: Draft): void {
    this.#draft = draft;
    this.discussion.client.storage.keepDraft(this.#place, draft);
  }

  #read(): NewComment {
    const fields = Object.fromEntries(new FormData(this.form)) as Record<Field | 'trap', string>;
    const [name, email, address] = [fields.name.trim(), fields.email.trim(), fields.website.trim()];
    const website = address && !/^[a-z]+:/i.test(address) ? `https://${address}` : address;
    const author = { name, ...(email && { email }), ...(website && { website }) };
    this.discussion.client.storage.author = author;
    return {
      thread: { key: this.discussion.thread, url: location.href.split('#')[0], title: document.title.slice(0, 300) },
      ...(this.answers && { parent: this.answers.id }),
      author,
      body: this.body,
      form: { trap: fields.trap, ...(this.#began && { writing: Date.now() - this.#began }) },
    };
  }

  async #send(): Promise<void> {
    const { discussion } = this;
    const comment = this.#read();
    const content = JSON.stringify([comment.author, comment.body]);
    const key = this.#draft.content === content && this.#draft.key ? this.#draft.key : newKey();
    this.#keepDraft({ body: this.body, key, content });
    this.sending = { kind: 'sending' };
    try {
      const submitted = await discussion.client.submit(comment, key);
      this.body = this.shown = '';
      this.#began = undefined;
      this.#keepDraft({ body: '' });
      this.sending = { kind: 'writing' };
      this.unfolded = !!this.answers;
      this.dispatchEvent(new PlauschSubmitEvent(submitted, discussion.thread));
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      // Only an attempt without an answer may have arrived; after an answer the next one is another attempt.
      if (error.code !== 'network') this.#keepDraft({ body: this.body });
      await this.#handleFailure(error);
    }
  }

  async #handleFailure({ code, errors }: RequestFailed): Promise<void> {
    const { texts } = this.discussion;
    const fields: Partial<Record<Field, string>> = {};
    for (const { pointer, code } of errors) {
      const name = pointer.split('/').at(-1) as Field;
      fields[name] = texts.errors[`${code}-${name}`] ?? texts.errors[code];
    }
    const first = (['body', 'name', 'email', 'website'] as const).find((name) => fields[name]);
    this.sending = first ? { kind: 'refused', errors: fields } : { kind: 'failed', code };
    if (first) this.shown = '';
    this.dispatchEvent(new PlauschErrorEvent(code));
    await this.updateComplete;
    if (first) this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
  }

  #handleFocus(): void {
    this.unfolded = true;
  }

  #handleInput(): void {
    this.#began ??= Date.now();
    this.body = this.textarea.value;
    this.#keepDraft({ ...this.#draft, body: this.body });
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
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
      this.shown = await this.discussion.client.preview(this.body);
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      await this.#handleFailure(error);
    }
  }

  #handleCancel(): void {
    this.#keepDraft({ body: '' });
    this.dispatchEvent(new CustomEvent('plausch-cancel'));
  }
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-composer': PlauschComposer;
  }
}
