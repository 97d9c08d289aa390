import { html, LitElement, nothing, render } from 'lit';
import { age } from './age';
import { composerParts, type Discussion, draftOf } from './discussion';
import { linkTo } from './page';
import type { Shown } from './thread';
import { trusted } from './trusted';

/**
 * @tag plausch-comment
 * @summary One comment, and a place to answer it. Made by `<plausch-comments>`, in whose list all of them stand side by
 * side, each with its level: it has no shadow tree of its own, and what answers it stands after it.
 *
 * @csspart comment - A comment.
 * @csspart avatar - What stands for the author, where the attribute `avatars` asks for it.
 * @csspart author - The author's name, as a heading.
 * @csspart time - When it was written; a link to this very comment.
 * @csspart edited - That it was changed.
 * @csspart new - The mark of what has come while the page was open.
 * @csspart fold - The button that folds the answers below it away, and unfolds them.
 * @csspart back - The button back to the answer that led here.
 * @csspart copy - The button that copies the link to it.
 * @csspart quote - The button that quotes what is selected in it.
 * @csspart answered - Whom it answers, where that does not stand right above; a link there.
 * @csspart body - What was written.
 * @csspart gone - What stands in the place of a comment that was taken back or removed.
 * @csspart team - The mark of whoever works on the site.
 * @csspart post-author - The mark of whoever wrote the post, in place of the team's.
 * @csspart pinned - The mark of what the team pinned above all others.
 * @csspart state - That it waits, was not published or is after all; only its author sees it.
 * @csspart reply - The button to answer.
 * @csspart report - The button to report it, or to read why it was turned down.
 * @csspart change - The button to change it or take it back; its author alone has it.
 * @csspart left - How long that is possible.
 * @csspart private - The link by which its author finds it again.
 * @csspart votes - The buttons to vote and the sum.
 * @csspart vote - A button to vote for it, or against it.
 * @csspart score - The sum of votes.
 * @csspart objection - The form for that.
 * @csspart question - Asks whether it is to be taken back.
 * @csspart statement - Why it was turned down, or is not any more.
 * @csspart outcome - What has come of an appeal or a report.
 */
export class PlauschComment extends LitElement {
  static override properties = {
    comment: { attribute: false },
    far: { attribute: false },
    discussion: { attribute: false },
    answering: { state: true },
    objecting: { state: true },
  };

  /** What can be done with every comment, once it has come. @internal */
  static tools: Shown['tools'];

  comment!: Shown;
  /** It does not stand right below what it answers, so that it says what that is. */
  far = false;
  discussion!: Discussion;

  /** What is unfolded to report it, or to object. @internal */
  objecting: { render(): unknown } | undefined;
  private answering = false;
  #still = document.createDocumentFragment();

  override createRenderRoot() {
    return this;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!['comment', 'far', 'discussion'].some((name) => changed.has(name))) return;
    // What does not change by itself is drawn once. Lit keeps much of what it draws, and here it would be thousands of times.
    this.#still = document.createDocumentFragment();
    render(this.#renderStill(), this.#still, { host: this });
    // A reply that was being written when the page was left is shown again.
    this.answering ||= !!this.discussion.client.storage.get(draftOf(this.discussion, this.comment.id));
  }

  override render() {
    const { comment, discussion, answering, objecting } = this;
    const { texts } = discussion;
    const { author, answers } = comment;
    const name = author?.name ?? this.#gone;
    return html`
      <article part="comment" class="${answering ? 'answering' : ''} ${objecting ? 'objecting' : ''}" tabindex="-1" aria-label=${answers ? `${name}, ${texts.replyTo(answers)}` : name}>
        ${this.#still}
        ${(comment.tools ?? PlauschComment.tools)?.(this, html, nothing)}
        ${objecting?.render()}
      </article>
      ${
        answering && this.#isOpen
          ? html`<plausch-composer exportparts=${composerParts} .discussion=${discussion} .answers=${comment} @plausch-cancel=${this.#handleDone} @plausch-submit=${this.#handleDone}></plausch-composer>`
          : nothing
      }`;
  }

  /** Whether it can be answered. */
  get #isOpen(): boolean {
    return this.discussion.open && this.comment.status === 'published';
  }

  #renderStill() {
    const { comment } = this;
    const { id, parent, answers, author, created, edited, state, status, own, why, html: body } = comment;
    const team = comment.postAuthor ? 'post-author' : comment.team && 'team';
    const mark = (part: 'team' | 'post-author' | 'pinned' | false) =>
      part ? html`<span part=${part}>${texts[part]}</span>` : nothing;
    const { texts } = this.discussion;
    if (body === null) return html`<p part="gone" class="muted">${this.#gone}</p>`;
    const object = own ? why : status === 'published' && texts.report;
    return html`
      <header>
        ${this.discussion.avatar?.(comment)}
        <h3 part="author"><bdi>${
          author?.website
            ? html`<a href=${author.website} rel="nofollow ugc noopener" target="_blank">${author.name}</a>`
            : author?.name
        }</bdi></h3>
        ${mark(team)}${mark(comment.pinned && 'pinned')}
        <a part="time" class="muted" href=${linkTo(id)}><time datetime=${created}>${age(created, texts)}</time></a>
        ${edited ? html`<small part="edited" class="muted">${texts.edited}</small>` : nothing}
        ${this.far && parent ? html`<a part="answered" class="muted" href=${linkTo(parent)}>${texts.replyTo(answers ?? '…')}</a>` : nothing}
      </header>
      ${state ? html`<p part="state">${state}</p>` : nothing}
      <div part="body" dir="auto">${trusted(body)}</div>
      ${this.#isOpen ? html`<button part="button reply" type="button" class="link" @click=${this.#handleAnswer}>${texts.reply}</button>` : nothing}
      ${object ? html`<button part="button report" type="button" class="link" @click=${this.#handleObject}>${object}</button>` : nothing}`;
  }

  /** What stands in the place of a comment that is gone. */
  get #gone(): string {
    const { texts } = this.discussion;
    return this.comment.status === 'withdrawn' ? texts.withdrawn : texts.removed;
  }

  async #handleObject(): Promise<void> {
    try {
      await (await import('./objecting')).open(this, { html, nothing });
    } catch {
      const { writeFailed } = this.discussion.texts;
      this.objecting = { render: () => html`<p part="failure" role="alert">${writeFailed}</p>` };
    }
  }

  async #handleAnswer(): Promise<void> {
    this.answering = true;
    await this.updateComplete;
    this.querySelector('plausch-composer')?.write();
  }

  async #handleDone(event: Event): Promise<void> {
    this.answering = false;
    if (event.type === 'plausch-submit') return;
    await this.updateComplete;
    this.querySelector<HTMLElement>('button')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-comment': PlauschComment;
  }
}
