import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Comment } from '../../worker/contract/comment';
import form from '../design/form.css';
import shared from '../design/shared.css';
import { age, moment } from '../locales/time';
import { commentParts, composerParts, type Discussion, type Replies } from './discussion';
import type { Objecting } from './objecting';
import styles from './plausch-comment.css';

/** Replies deeper than this stand under each other: a phone has no more room to the right. */
const deepest = 3;

/**
 * @tag plausch-comment
 * @summary One comment, the replies to it, and a place to answer. Made by `<plausch-comments>`.
 *
 * @csspart comment - The comment without its replies.
 * @csspart author - The author's name.
 * @csspart time - When it was written; a link to this very comment.
 * @csspart body - What was written.
 * @csspart team - The mark of whoever works on the site.
 * @csspart state - That it waits or was not published; only its author sees it.
 * @csspart button - Every button.
 * @csspart reply - The button to answer.
 * @csspart report - The button to report it, or to read why it was turned down.
 * @csspart objection - The form for that.
 * @csspart statement - Why it was turned down.
 * @csspart replies - The replies to it.
 */
export class PlauschComment extends LitElement {
  static override properties = {
    comment: { attribute: false },
    replies: { attribute: false },
    discussion: { attribute: false },
    depth: { type: Number },
    answering: { state: true },
    objecting: { state: true },
  };
  static override styles = [unsafeCSS(shared), unsafeCSS(form), unsafeCSS(styles)];

  comment!: Comment;
  replies: Replies = new Map();
  discussion!: Discussion;
  depth = 0;

  private answering = false;
  private objecting: Pick<Objecting, 'render'> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A reply that was being written when the page was left is shown again.
    this.answering ||= !!this.discussion?.client.storage.draft(this.#place);
  }

  override render() {
    const { comment, discussion, answering, objecting } = this;
    const { texts } = discussion;
    const answers = this.replies.get(comment.id) ?? [];
    const { own, status } = comment;
    const canObject = own ? own.statement : status === 'published';
    const canAnswer = discussion.open && status === 'published';
    return html`
      <article part="comment" tabindex="-1" aria-label=${comment.author?.name ?? texts.removed}>
        ${comment.html === null ? html`<p class="muted">${status === 'withdrawn' ? texts.withdrawn : texts.removed}</p>` : this.#renderComment()}
        ${canAnswer && !answering ? html`<button part="button reply" type="button" class="link" @click=${this.#handleAnswer}>${texts.reply}</button>` : nothing}
        ${canObject && !objecting ? html`<button part="button report" type="button" class="link" @click=${this.#handleObject}>${own ? texts.why : texts.report}</button>` : nothing}
        ${objecting?.render()}
      </article>
      ${
        canAnswer && answering
          ? html`<plausch-composer exportparts=${composerParts} .discussion=${discussion} .answers=${comment} @plausch-cancel=${this.#handleDone} @plausch-submit=${this.#handleDone}></plausch-composer>`
          : nothing
      }
      ${
        answers.length > 0
          ? html`<div part="replies" role="list" class=${this.depth < deepest ? 'indented' : ''}>
            ${repeat(
              answers,
              ({ id }) => id,
              (answer) =>
                html`<plausch-comment role="listitem" exportparts=${commentParts} .comment=${answer} .replies=${this.replies} .discussion=${discussion} .depth=${this.depth + 1}></plausch-comment>`,
            )}
          </div>`
          : nothing
      }`;
  }

  #renderComment() {
    const { id, author, created, edited, status, html: body, own, team } = this.comment;
    const { texts } = this.discussion;
    const { language } = texts;
    const state = own && (status === 'held' ? texts.waiting : status === 'published' ? '' : texts.rejected);
    return html`
      <header>
        <span part="author">${
          author?.website
            ? html`<a href=${author.website} rel="nofollow ugc noopener" target="_blank">${author.name}</a>`
            : author?.name
        }</span>
        ${team ? html`<span part="team">${texts.team}</span>` : nothing}
        <a part="time" class="muted" href="#plausch-${id}"><time datetime=${created} title=${moment(created, language)}>${age(created, Date.now(), language)}</time></a>
        ${edited ? html`<span class="muted">${texts.edited}</span>` : nothing}
      </header>
      ${state ? html`<p part="state">${state}${own?.statement?.reason ? html`<br />${texts.reason(own.statement.reason)}` : nothing}</p>` : nothing}
      <div part="body">${unsafeHTML(body)}</div>`;
  }

  /** Puts the focus on the comment with this id, if it is this one or among its replies. */
  async focusComment(id: string | undefined): Promise<void> {
    await this.updateComplete;
    if (this.comment.id === id) {
      this.renderRoot.querySelector('article')?.focus();
    } else for (const element of this.renderRoot.querySelectorAll('plausch-comment')) await element.focusComment(id);
  }

  /** Closes what was unfolded to object. */
  async closeObjection(): Promise<void> {
    this.objecting = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part~=report]')?.focus();
  }

  get #place(): string {
    return `${this.discussion.thread} ${this.comment.id}`;
  }

  async #handleObject(): Promise<void> {
    try {
      const { openObjecting } = await import('./objecting');
      this.objecting = await openObjecting(this, { html, nothing });
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[part~=objection] :is(input, textarea, a)')?.focus();
    } catch {
      const { writeFailed } = this.discussion.texts;
      this.objecting = { render: () => html`<p part="failure" role="alert">${writeFailed}</p>` };
    }
  }

  async #handleAnswer(): Promise<void> {
    this.answering = true;
    await this.updateComplete;
    this.renderRoot.querySelector('plausch-composer')?.write();
  }

  async #handleDone(event: Event): Promise<void> {
    this.answering = false;
    if (event.type === 'plausch-submit') return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-comment': PlauschComment;
  }
}
