import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { QueueItem } from '../../worker/contract/desk';
import { controls } from './controls';
import type { Action } from './desk-client';
import type { DeskConsults } from './desk-consults';
import type { DecidedBefore } from './desk-problem';
import text from './desk-queue-item.css';
import { DecideEvent, DismissEvent, UndoEvent } from './events';
import { excerpt } from './excerpt';
import { LanguageController } from './language';
import { nameOf } from './queue-controller';
import { queueOf, writeRoute } from './router';
import { type Surroundings, worksAt } from './surroundings';
import { age, moment } from './time';

const quoted = 160;
const actions = ['approve', 'reject', 'spam'] as const satisfies readonly Action[];

/** The form that is open under a comment. */
type Form = { kind: 'none' } | { kind: 'deciding'; action: Action } | { kind: 'replying' };

/**
 * @summary One comment: what it says as readers would see it, why it waits, and what can be done.
 * @fires plausch-decide - A moderator decides about it.
 * @fires plausch-dismiss - A colleague was first, and that may stand.
 * @fires plausch-undo-theirs - A colleague was first, and that shall not stand.
 * @fires plausch-select - It was selected, or is no longer.
 */
export class DeskQueueItem extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) item: QueueItem | undefined;
  /** What is the same for every comment of the site. */
  @property({ attribute: false }) around: Surroundings | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();
  /** The one that keys act upon. */
  @property({ type: Boolean, reflect: true }) current = false;
  @property({ type: Boolean }) selected = false;
  /** Whether to say why it waits, where the list is of all kinds. */
  @property({ type: Boolean }) tagged = false;
  /** Whether to name the keys on the buttons. */
  @property({ type: Boolean }) keys = false;
  /** A colleague's decision that came first. */
  @property({ attribute: false }) decidedFirst: DecidedBefore | undefined;

  @state() private form: Form = { kind: 'none' };
  @query('article') private article!: HTMLElement;
  @query('desk-consults') private consults!: DeskConsults | null;

  readonly #language = new LanguageController(this);

  override focus(options?: FocusOptions): void {
    this.article.focus(options);
  }

  /** Does what a key or button says; a rejection asks for its reason first. */
  choose(action: Action): void {
    if (this.decidedFirst?.action === action) this.dispatchEvent(new DismissEvent());
    else if (action === 'reject') this.edit('reject');
    else this.#decide(new DecideEvent(action));
  }

  /** Asks for what shall be said with a decision. */
  edit(action: Action = 'approve'): void {
    this.form = { kind: 'deciding', action };
  }

  /** Asks a colleague. */
  ask(): void {
    void this.consults?.ask();
  }

  protected override render() {
    const { item, around } = this;
    if (!item || !around) return nothing;
    return html`<article tabindex="-1" aria-labelledby="name">
      <div>
        ${this.#renderHead(item)} ${this.#renderAnswers(item)}
        <div class="body" dir="auto">${unsafeHTML(item.comment.html ?? '')}</div>
      </div>
      <desk-why .item=${item} .around=${around} .now=${this.now}></desk-why>
      <footer>
        ${this.#renderStanding(item)}
        <desk-consults
          .consults=${item.consults}
          .colleagues=${this.#colleagues}
          .account=${around.account}
          .now=${this.now}
        ></desk-consults>
        ${this.decidedFirst ? this.#renderDecidedFirst(this.decidedFirst) : nothing}
        ${this.form.kind === 'none' ? this.#renderActions(item) : this.#renderForm(this.form)}
      </footer>
    </article>`;
  }

  #renderHead(item: QueueItem) {
    const { comment, thread, waiting } = item;
    const { words, language } = this.#language;
    const title = thread.title || thread.key || words.unnamedThread;
    const place = comment.status === 'published' ? placeOf(item, comment.id) : undefined;
    const when = age(comment.created, this.now, language);
    return html`<header>
      <input
        type="checkbox"
        aria-label=${words.bulk.select(nameOf(item))}
        .checked=${this.selected}
        @change=${this.#handleSelect}
      />
      <h2 id="name"><span class="visually-hidden">${words.byAuthor('')}</span><bdi>${nameOf(item)}</bdi></h2>
      ${comment.team ? html`<span class="tag">${words.team}</span>` : nothing}
      <time datetime=${comment.created} title=${moment(comment.created, language)}>
        ${place ? html`<a href=${place} target="_blank" rel="noopener">${when}</a>` : when}
      </time>
      ${comment.edited ? html`<span>${words.edited}</span>` : nothing}
      <span class="thread" dir="auto">
        ${
          thread.url
            ? html`<a href=${placeOf(item)} target="_blank" rel="noopener">${title}</a>`
            : html`<span>${title}</span>`
        }
      </span>
      <a class="only" aria-label="${words.onlyThread}: ${title}" href=${writeRoute(queueOf(this.around?.site ?? '', 'all', { thread: thread.key }))}>${words.onlyThread}</a>
      ${this.tagged && waiting ? html`<span class="tag">${words.waiting[waiting]}</span>` : nothing}
    </header>`;
  }

  #renderAnswers(item: QueueItem) {
    const { words } = this.#language;
    const { comment, answers } = item;
    if (comment.parent === null) return nothing;
    if (!answers?.author) return html`<p class="answers">${words.answeringGone}</p>`;
    const place = placeOf(item, answers.id);
    const whom = words.answering(answers.author.name);
    return html`<blockquote class="answers" dir="auto">
      ${place ? html`<a href=${place} target="_blank" rel="noopener">${whom}</a>` : whom}
      ${excerpt(answers.html ?? '', quoted)}
    </blockquote>`;
  }

  /** The decision that stands on it: an appeal is against one, and a report can come after one. */
  #renderStanding({ decision }: QueueItem) {
    const { words, language } = this.#language;
    if (!decision) return nothing;
    const { action, by, at, reason, explanation, note } = decision;
    return html`<div class="standing">
      <p>${words.decidedFirst[action]?.(by, age(at, this.now, language))}</p>
      ${reason ? html`<p dir="auto">${words.deciding.because(reason)}</p>` : nothing}
      ${explanation ? html`<p dir="auto">${explanation}</p>` : nothing}
      ${note ? html`<p dir="auto">${words.deciding.noted(note)}</p>` : nothing}
    </div>`;
  }

  #renderDecidedFirst({ action, by, at, decision }: DecidedBefore) {
    const { words, language } = this.#language;
    const ago = age(at, Math.max(this.now, Date.parse(at)), language);
    return html`<p class="notice" role="alert">
      ${words.decidedFirst[action]?.(by, ago)} <span>${words.decideOtherwise}</span>
      <button @click=${() => this.dispatchEvent(new UndoEvent(decision))}>${words.undo}</button>
    </p>`;
  }

  #renderForm(form: Exclude<Form, { kind: 'none' }>) {
    return html`<desk-decide-form
      .action=${form.kind === 'deciding' ? form.action : 'approve'}
      .replying=${form.kind === 'replying'}
      .reasons=${this.around?.reasons ?? []}
      .siteLanguage=${this.around?.siteLanguage ?? ''}
      @plausch-decide=${this.#handleFormDecide}
      @plausch-cancel=${this.#handleCancel}
    ></desk-decide-form>`;
  }

  #renderActions(item: QueueItem) {
    const { words } = this.#language;
    const label = {
      approve: words.approval[item.comment.status] ?? words.approve,
      reject: words.reject,
      spam: words.spam,
    };
    const first = this.decidedFirst?.action;
    const key = (letter: string) => (this.keys ? html`<kbd aria-hidden="true">${letter}</kbd>` : nothing);
    return html`<div class="actions" role="group" aria-label=${words.actions(nameOf(item))}>
      ${first ? html`<button class="dismiss" @click=${this.#handleDismiss}>${words.dismiss}</button>` : nothing}
      ${actions
        .filter((action) => action !== first)
        .map(
          (action) => html`<button class=${action} @click=${() => this.choose(action)}>
            ${label[action]}${key(action.charAt(0))}
          </button>`,
        )}
      <button class="quiet" @click=${this.#handleReply}>${words.deciding.answer}</button>
      ${
        this.#colleagues.length > 0
          ? html`<button class="quiet" title=${words.consulting.ask} @click=${this.#handleAsk}>${words.consulting.send} …${key('c')}</button>`
          : nothing
      }
      <button class="quiet" title=${words.deciding.withReason} @click=${() => this.edit()}>
        ${words.deciding.more}${key('e')}
      </button>
    </div>`;
  }

  /** Who can be asked about it: whoever decides here, too. */
  get #colleagues() {
    const key = this.item?.thread.key ?? '';
    return (this.around?.colleagues ?? []).filter((person) => worksAt(person, key));
  }

  /** The form has said what it was for; the comment may stay in the list, in the tab of every comment. */
  #decide(event: DecideEvent): void {
    this.form = { kind: 'none' };
    this.dispatchEvent(event);
  }

  readonly #handleFormDecide = (event: DecideEvent) => {
    event.stopPropagation();
    this.#decide(new DecideEvent(event.action, event.words));
  };

  readonly #handleReply = () => {
    this.form = { kind: 'replying' };
  };

  readonly #handleAsk = () => this.ask();

  readonly #handleSelect = () => this.dispatchEvent(new Event('plausch-select'));

  readonly #handleCancel = async (event: Event) => {
    event.stopPropagation();
    this.form = { kind: 'none' };
    await this.updateComplete;
    this.focus();
  };

  readonly #handleDismiss = () => this.dispatchEvent(new DismissEvent());
}

/** Where a comment stands on its page, or where all of the post's do. */
function placeOf({ thread }: QueueItem, id?: string): string | undefined {
  if (!thread.url) return undefined;
  const address = new URL(thread.url);
  address.hash = id ? `plausch-${id}` : 'comments';
  return address.href;
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue-item': DeskQueueItem;
  }
}
