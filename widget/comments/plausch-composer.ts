import { html, LitElement, nothing, unsafeCSS } from 'lit';
import type { Comment } from '../../worker/contract/comment';
import styles from '../design/form.css';
import shared from '../design/shared.css';
import { type Discussion, draftOf } from './discussion';
import { tell } from './events';
import { trusted } from './trusted';
import type { Writing } from './writing';

/**
 * @tag plausch-composer
 * @summary A place to write: a new comment, or an answer to one. Made by `<plausch-comments>`. Every reader loads the
 * field for the text and the keeping of drafts; the rest comes when somebody writes.
 *
 * @fires plausch-submit - The comment was sent and taken in.
 * @fires plausch-cancel - The answer is not to be written after all.
 * @fires plausch-error - Sending failed; the text is kept.
 *
 * @csspart form - All of it.
 * @csspart label - What a field is for.
 * @csspart choice - Something to be ticked or chosen, with what it says.
 * @csspart field - A field.
 * @csspart hint - What Markdown can do, or how many characters are left.
 * @csspart error - What is wrong with a field.
 * @csspart failure - Why sending failed.
 * @csspart preview - The text as it would be shown.
 * @csspart buttons - The row of buttons.
 * @csspart button - Every button.
 * @csspart send - The button to send.
 * @csspart privacy - The link to what is stored of whoever writes.
 */
export class PlauschComposer extends LitElement {
  static override properties = {
    discussion: { attribute: false },
    answers: { attribute: false },
    body: { state: true },
    writing: { state: true },
    unreachable: { state: true },
  };
  static override styles = [unsafeCSS(shared), unsafeCSS(styles)];

  discussion!: Discussion;
  /** The comment this is an answer to. */
  answers: Comment | undefined;
  body = '';
  /** When the first key was pressed (milliseconds since 1970). */
  began: number | undefined;

  /** What there is beside the text once somebody writes. @internal */
  writing: Writing | undefined;
  private unreachable = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('discussion')) return;
    const { discussion } = this;
    if ((changed.get('discussion') as Discussion | undefined)?.thread !== discussion.thread) {
      const draft = discussion.client.storage.get(this.place);
      this.body = `${draft?.body ?? ''}`;
      this.writing?.end();
      this.writing = undefined;
      if (draft || this.answers) this.#unfold();
    } else if (this.writing) this.#unfold();
  }

  override render() {
    const { answers, body, writing } = this;
    const { texts } = this.discussion;
    const label = answers ? texts.replyTo(answers.author?.name ?? '') : texts.write;
    return html`
      <form part="form" novalidate aria-label=${label}>
        <label part="label" for="body">${label}</label>
        ${writing?.renderPreview()}
        <textarea id="body" name="body" part="field" rows="3" dir="auto" ?hidden=${writing?.previewed} placeholder=${texts.writePlaceholder} .value=${body} aria-required="true" aria-invalid=${writing?.invalid('body') ?? 'false'} aria-describedby="body-error hint" @focus=${this.#unfold} @input=${this.#handleInput}></textarea>
        ${writing ? writing.render() : this.unreachable ? html`<p part="failure" role="alert">${texts.writeFailed}</p>` : nothing}
      </form>`;
  }

  /** Under what the draft is kept. */
  get place() {
    return draftOf(this.discussion, this.answers?.id);
  }

  get form(): HTMLFormElement {
    return this.renderRoot.querySelector('form') as HTMLFormElement;
  }

  /** Puts the cursor where the text goes. */
  async write(): Promise<void> {
    await this.updateComplete;
    this.#textarea.focus();
  }

  get #textarea(): HTMLTextAreaElement {
    return this.form.querySelector('textarea') as HTMLTextAreaElement;
  }

  async #unfold(): Promise<void> {
    try {
      await (await import('./writing')).unfold(this, { html, nothing, trusted });
      this.unreachable = false;
    } catch {
      this.unreachable = true;
      tell(this, 'plausch-error', { code: 'network' });
    }
  }

  #handleInput(): void {
    this.began ??= Date.now();
    this.body = this.#textarea.value;
    const { storage } = this.discussion.client;
    storage.set(this.place, this.body.trim() ? { ...storage.get(this.place), body: this.body } : undefined);
    if (!this.writing) this.#unfold();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-composer': PlauschComposer;
  }
}
