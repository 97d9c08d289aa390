import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { QueueItem } from '../../worker/contract/desk';
import type { Language } from '../../worker/contract/fields';
import { controls } from './controls';
import type { Action } from './desk-client';
import type { DecidedBefore } from './desk-problem';
import text from './desk-queue-item.css';
import { DecideEvent, DismissEvent } from './events';
import { excerpt } from './excerpt';
import { LanguageController } from './language';
import { nameOf } from './queue-controller';
import { age, moment } from './time';

const quoted = 160;
const actions = ['approve', 'reject', 'spam'] as const satisfies readonly Action[];

/**
 * @summary One comment that waits: what it says as readers would see it, why it waits, and what can be done.
 * @fires plausch-decide - A moderator decides about it.
 * @fires plausch-dismiss - A colleague was first, and that may stand.
 */
export class DeskQueueItem extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) item: QueueItem | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();
  /** The one that keys act upon. */
  @property({ type: Boolean, reflect: true }) current = false;
  /** Whether to say why it waits, where the list is of all kinds. */
  @property({ type: Boolean }) tagged = false;
  /** Whether to name the keys on the buttons. */
  @property({ type: Boolean }) keys = false;
  /** A colleague's decision that came first. */
  @property({ attribute: false }) decidedFirst: DecidedBefore | undefined;
  @property({ attribute: false }) siteLanguage: Language = 'de';

  @state() private rejecting = false;
  @query('article') private article!: HTMLElement;

  readonly #language = new LanguageController(this);

  override focus(options?: FocusOptions): void {
    this.article.focus(options);
  }

  /** Does what a key or button says; a rejection asks for its reason first. */
  choose(action: Action): void {
    if (this.decidedFirst?.action === action) this.dispatchEvent(new DismissEvent());
    else if (action === 'reject') this.rejecting = true;
    else this.dispatchEvent(new DecideEvent(action));
  }

  protected override render() {
    const { item } = this;
    if (!item) return nothing;
    return html`<article tabindex="-1" aria-labelledby="name">
      <div>
        ${this.#renderHead(item)} ${this.#renderAnswers(item)}
        <div class="body" dir="auto">${unsafeHTML(item.comment.html ?? '')}</div>
      </div>
      <desk-why .item=${item} .now=${this.now}></desk-why>
      <footer>
        ${this.decidedFirst ? this.#renderDecidedFirst(this.decidedFirst) : nothing}
        ${
          this.rejecting
            ? html`<desk-reject-form .siteLanguage=${this.siteLanguage} @plausch-cancel=${this.#handleCancel}></desk-reject-form>`
            : this.#renderActions(item)
        }
      </footer>
    </article>`;
  }

  #renderHead(item: QueueItem) {
    const { comment, thread, waiting } = item;
    const { words, language } = this.#language;
    const title = thread.title || thread.key || words.unnamedThread;
    return html`<header>
      <h2 id="name"><span class="visually-hidden">${words.byAuthor('')}</span><bdi>${nameOf(item)}</bdi></h2>
      <time datetime=${comment.created} title=${moment(comment.created, language)}>
        ${age(comment.created, this.now, language)}
      </time>
      ${comment.edited ? html`<span>${words.edited}</span>` : nothing}
      <span class="thread" dir="auto">
        ${
          thread.url
            ? html`<a href=${atComments(thread.url)} target="_blank" rel="noopener">${title}</a>`
            : html`<span>${title}</span>`
        }
      </span>
      ${this.tagged && waiting ? html`<span class="tag">${words.waiting[waiting]}</span>` : nothing}
    </header>`;
  }

  #renderAnswers({ comment, answers }: QueueItem) {
    const { words } = this.#language;
    if (comment.parent === null) return nothing;
    if (!answers?.author) return html`<p class="answers">${words.answeringGone}</p>`;
    return html`<blockquote class="answers" dir="auto">
      ${words.answering(answers.author.name)} ${excerpt(answers.html ?? '', quoted)}
    </blockquote>`;
  }

  #renderDecidedFirst({ action, by, at }: DecidedBefore) {
    const { words, language } = this.#language;
    const ago = age(at, Math.max(this.now, Date.parse(at)), language);
    return html`<p class="notice" role="alert">
      ${words.decidedFirst[action]?.(by, ago)} <span>${words.decideOtherwise}</span>
    </p>`;
  }

  #renderActions(item: QueueItem) {
    const { words } = this.#language;
    const label = {
      approve: item.waiting === 'reported' ? words.keep : words.approve,
      reject: words.reject,
      spam: words.spam,
    };
    const first = this.decidedFirst?.action;
    return html`<div class="actions" role="group" aria-label=${words.actions(nameOf(item))}>
      ${first ? html`<button class="dismiss" @click=${this.#handleDismiss}>${words.dismiss}</button>` : nothing}
      ${actions
        .filter((action) => action !== first)
        .map(
          (action) => html`<button
            class=${action}
            @click=${() => this.choose(action)}
          >
            ${label[action]}${this.keys ? html`<kbd aria-hidden="true">${action.charAt(0)}</kbd>` : nothing}
          </button>`,
        )}
    </div>`;
  }

  readonly #handleCancel = async () => {
    this.rejecting = false;
    await this.updateComplete;
    this.focus();
  };

  readonly #handleDismiss = () => this.dispatchEvent(new DismissEvent());
}

/** The comments of a post. */
function atComments(url: string): string {
  const address = new URL(url);
  address.hash = 'comments';
  return address.href;
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue-item': DeskQueueItem;
  }
}
