import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { QueueItem } from '../../../worker/contract/desk';
import { beginningOf, shorten } from '../ground/beginning';
import { controls } from '../ground/controls';
import type { Action } from '../ground/desk-client';
import type { DecidedBefore } from '../ground/desk-problem';
import { type Draft, said } from '../ground/drafts';
import { DecideEvent, DismissEvent, PinEvent, UndoEvent } from '../ground/events';
import { FocusController } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { queueOf, writeRoute } from '../ground/router';
import { age, moment } from '../ground/time';
import { actions } from './actions';
import type { DeskConsults } from './desk-consults';
import type { DeskDecideForm } from './desk-decide-form';
import text from './desk-queue-item.css';
import row from './desk-queue-row.css';
import type { DeskWhy } from './desk-why';
import { markChanges } from './marked-text';
import { nameOf } from './queue-controller';
import { mainReason } from './queue-reason';
import { type Surroundings, worksAt } from './surroundings';
import type { Change } from './text-changes';

const quoted = 160;
/** So much of a text stands in a row; more than fits on a wide screen. */
const begun = 240;

/** The form that is open under a comment. */
type Form = { kind: 'none' } | { kind: 'deciding'; action: Action } | { kind: 'replying' };

/**
 * @summary One comment: what it says as readers would see it, why it waits, and what can be done.
 * @fires plausch-decide - A moderator decides about it.
 * @fires plausch-dismiss - A colleague was first, and that may stand.
 * @fires plausch-undo-theirs - A colleague was first, and that shall not stand.
 * @fires plausch-pin - It is to be pinned at the top of its thread, or not any more.
 * @fires plausch-select - It was selected, or is no longer.
 */
export class DeskQueueItem extends LitElement {
  static override styles = [controls, unsafeCSS(text), unsafeCSS(row)];

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
  /** What its author did with it since it was shown. */
  @property({ attribute: false }) change: Change | undefined;
  /** Where what is written about it is kept. */
  @property({ attribute: false }) draft: Draft | undefined;
  /** The beginning of what was written and not sent; empty: nothing was. */
  @property() unsent = '';
  /** Whether it is a row of one or two lines until it is unfolded. */
  @property({ type: Boolean, reflect: true }) dense = false;

  /** Whether it is far from the screen: then it is only what is read and searched for. */
  @property({ type: Boolean }) far = false;

  @state() private form: Form = { kind: 'none' };
  @state() private unfolded = false;
  @query('article') private article!: HTMLElement;
  @query('desk-consults') private consults!: DeskConsults | null;
  @query('desk-why') private why!: DeskWhy | null;
  @query('desk-decide-form') private decideForm!: DeskDecideForm | null;

  readonly #language = new LanguageController(this);

  constructor() {
    super();
    new FocusController(this, () => this.focus());
  }

  override focus(options?: FocusOptions): void {
    this.article.focus(options);
  }

  /** Does what a key or button says; a rejection asks for its reason first. */
  choose(action: Action): void {
    // What was begun is sent or left first: a key beside the form decides nothing without the words in it.
    if (this.item?.forOthers) this.unfolded = true;
    else if (this.change?.kind === 'gone') this.dispatchEvent(new DismissEvent());
    else if (this.decideForm && this.draft?.first(...said) !== undefined) this.decideForm.focus();
    else if (this.#banning && this.draft?.first('ban-reason') !== undefined) this.why?.ban();
    else if (this.decidedFirst?.action === action) this.dispatchEvent(new DismissEvent());
    else if (action === 'reject') this.edit('reject');
    else this.#decide(new DecideEvent(action));
  }

  /** Asks for what shall be said with a decision. */
  edit(action: Action = 'approve'): void {
    if (!this.#mayDecide) return;
    this.form = { kind: 'deciding', action };
  }

  /** Asks for the team's answer, to be published with an approval. */
  reply(): void {
    if (!this.#mayDecide) return;
    this.form = { kind: 'replying' };
  }

  /** Pins it at the top of its thread, or takes the pin away, where it can stand there. */
  pin(): void {
    if (this.#mayPin) this.dispatchEvent(new PinEvent());
  }

  /** Whether it is published and answers nobody: such a comment can stand at the top. */
  get #mayPin(): boolean {
    const { status, parent } = this.item?.comment ?? {};
    return status === 'published' && parent === null && this.#mayDecide;
  }

  /** Whether it is there to be decided, and by whoever is at the desk. */
  get #mayDecide(): boolean {
    return !this.item?.forOthers && this.change?.kind !== 'gone';
  }

  /** Asks a colleague. */
  async ask(): Promise<void> {
    this.unfolded = true;
    await this.updateComplete;
    await this.consults?.ask();
  }

  /** Goes on with a ban that was begun. */
  async #ban(): Promise<void> {
    this.why?.ban();
    this.requestUpdate();
    await this.why?.updateComplete;
  }

  /** Unfolds a row, or folds it again. */
  toggle(): void {
    if (!this.dense) return;
    this.unfolded = !this.#open;
    if (!this.unfolded) this.form = { kind: 'none' };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What is written in a form is to be seen as long as it is open.
    if (this.form.kind !== 'none' || (changed.has('decidedFirst') && this.decidedFirst)) this.unfolded = true;
    if (changed.has('change') && this.change && this.current) this.unfolded = true;
  }

  protected override render() {
    const { item, around } = this;
    if (!item || !around) return nothing;
    return html`<article tabindex="-1" aria-labelledby="name" @keydown=${this.#handleKey}>
      ${this.#open ? this.#renderCard(item, around) : this.#renderRow(item)}
    </article>`;
  }

  /** Whether all of it is to be seen. */
  get #open(): boolean {
    return !this.dense || this.unfolded;
  }

  #renderCard(item: QueueItem, around: Surroundings) {
    return html`<div class="card ${this.#bare ? 'bare' : ''}">
      <div>
        ${this.#renderHead(item)} ${this.#renderAnswers(item)}
        <div role="status">${this.#renderChange(item)}</div>
        <div class="body" dir="auto">${this.#renderBody(item)}</div>
      </div>
      ${this.#bare ? nothing : this.#renderRest(item, around)}
    </div>`;
  }

  /** Whether it shows no more than what is read: nobody is at it, and nothing in it is open. */
  get #bare(): boolean {
    return this.far && !this.current && this.form.kind === 'none' && !this.consults?.asking && !this.#banning;
  }

  /** Whether the form for a ban is open, or will be with what is drawn now. */
  get #banning(): boolean {
    return (this.why?.wantsBan && this.around?.mayBan) ?? false;
  }

  /** Why it waits, and what can be done. */
  #renderRest(item: QueueItem, around: Surroundings) {
    return html`<desk-why
      .item=${item}
      .around=${around}
      .now=${this.now}
      .draft=${this.draft}
      @plausch-cancel=${this.#handleUnasked}
    ></desk-why>
    <footer>
      ${this.#renderStanding(item)}
      <desk-consults
        .consults=${item.consults}
        .older=${item.more.consults}
        .colleagues=${this.#colleagues}
        .account=${around.account}
        .draft=${this.draft}
        .now=${this.now}
        @plausch-cancel=${this.#handleUnasked}
      ></desk-consults>
      ${this.decidedFirst ? this.#renderDecidedFirst(this.decidedFirst) : nothing}
      <div role="status">${this.#renderUnsent()}</div>
      ${this.form.kind === 'none' ? this.#renderActions(item) : this.#renderForm(this.form, item)}
    </footer>`;
  }

  /** What its author has done since; the card does not change under one's eyes without a word. */
  #renderChange(item: QueueItem) {
    const { changes } = this.#language.words;
    const { change } = this;
    if (!change) return nothing;
    const changed = change.kind === 'text' && change.before.comment.html !== item.comment.html ? 'text' : 'appeal';
    return html`<p class="notice calm">${changes[change.kind === 'gone' ? 'gone' : changed]}</p>`;
  }

  #renderBody({ comment }: QueueItem) {
    const { change } = this;
    const now = comment.html ?? '';
    const before = change?.kind === 'text' ? (change.before.comment.html ?? '') : now;
    return before === now ? unsafeHTML(now) : guard([before, now], () => markChanges(before, now));
  }

  #renderRow(item: QueueItem) {
    const { words, language } = this.#language;
    const { comment } = item;
    const { text, weight } = mainReason(item, this.#language);
    return html`<div class="row">
      ${this.#renderCheckbox(item)}
      <div class="gist">
        <div class="line">
          ${this.#renderName(item)}
          <p class="text" dir="auto">${beginningOf(comment.html ?? '', begun)}</p>
        </div>
        <div class="line">
          ${this.change ? html`<span class="tag unsent">${words.changes.tag}</span>` : nothing}
          ${this.unsent ? html`<span class="tag unsent">${words.drafts.tag}</span>` : nothing} ${this.#renderTag(item)}
          <span class="reason" dir="auto">${text}</span>
          ${weight === undefined ? nothing : html`<span class="sum" title=${words.weight(weight)}>${weight.toLocaleString(language)}</span>`}
          <time datetime=${comment.created} title=${moment(comment.created, language)}>${age(comment.created, this.now, this.#language)}</time>
        </div>
      </div>
      <div class="actions" role="group" aria-label=${words.actions(nameOf(item))}>
        ${this.#bare ? nothing : this.#renderDecisions(item, false)}
      </div>
      <button class="quiet fold" aria-expanded="false" aria-label=${words.rows.unfold(nameOf(item))} @click=${this.#handleToggle}></button>
    </div>`;
  }

  #renderCheckbox(item: QueueItem) {
    if (item.forOthers) return nothing;
    return html`<input
      type="checkbox"
      aria-label=${this.#language.words.bulk.select(nameOf(item))}
      .checked=${this.selected}
      @change=${this.#handleSelect}
    />`;
  }

  #renderName(item: QueueItem) {
    const { words } = this.#language;
    return html`<h2 id="name"><span class="visually-hidden">${words.byAuthor('')}</span><bdi>${nameOf(item)}</bdi></h2>
      ${item.comment.team ? html`<span class="tag">${item.comment.postAuthor ? words.postAuthor : words.team}</span>` : nothing}
      ${item.comment.pinned ? html`<span class="tag">${words.pinning.tag}</span>` : nothing}`;
  }

  /** Why it waits or what it is, where the list is of all kinds. */
  #renderTag({ comment, waiting }: QueueItem) {
    const { words } = this.#language;
    if (!this.tagged) return nothing;
    const tag = waiting ? words.waiting[waiting] : words.rows.status[comment.status];
    return tag ? html`<span class="tag">${tag}</span>` : nothing;
  }

  #renderHead(item: QueueItem) {
    const { comment, thread } = item;
    const { words, language } = this.#language;
    const title = thread.title || thread.key || words.unnamedThread;
    const place = comment.status === 'published' ? this.#placeOf(item, comment.id) : undefined;
    const when = age(comment.created, this.now, this.#language);
    return html`<header>
      ${this.#renderCheckbox(item)} ${this.#renderName(item)}
      <time datetime=${comment.created} title=${moment(comment.created, language)}>
        ${place ? html`<a href=${place} target="_blank" rel="noopener">${when}</a>` : when}
      </time>
      ${comment.edited ? html`<span>${words.edited}</span>` : nothing}
      <span class="thread" dir="auto">
        <a href=${this.#placeOf(item)} target="_blank" rel="noopener">${title}</a>
      </span>
      ${thread.away === null ? nothing : html`<span class="tag" title=${thread.away}>${words.searching.naming.awayTag}</span>`}
      <a class="only" aria-label="${words.onlyThread}: ${title}" href=${writeRoute(queueOf(this.around?.site ?? '', 'all', { thread: thread.key }))}>${words.onlyThread}</a>
      ${this.#renderTag(item)}
      ${
        this.dense
          ? html`<button class="quiet fold" aria-expanded="true" aria-label=${words.rows.fold(nameOf(item))} @click=${this.#handleToggle}></button>`
          : nothing
      }
    </header>`;
  }

  #renderAnswers(item: QueueItem) {
    const { words } = this.#language;
    const { comment, answers } = item;
    if (comment.parent === null) return nothing;
    if (!answers?.author) return html`<p class="answers">${words.answeringGone}</p>`;
    const place = answers.status === 'published' ? this.#placeOf(item, answers.id) : undefined;
    const whom = words.answering(answers.author.name);
    return html`<blockquote class="answers" dir="auto">
      ${place ? html`<a href=${place} target="_blank" rel="noopener">${whom}</a>` : whom}
      ${beginningOf(answers.html ?? '', quoted)}
    </blockquote>`;
  }

  /** The decision that stands on it: an appeal is against one, and a report can come after one. */
  #renderStanding({ decision }: QueueItem) {
    const { words } = this.#language;
    if (!decision) return nothing;
    const { action, by, at, reason, explanation, note } = decision;
    return html`<div class="standing">
      <p>${words.decidedFirst[action]?.(by, age(at, this.now, this.#language))}</p>
      ${reason ? html`<p dir="auto">${words.deciding.because(reason)}</p>` : nothing}
      ${explanation ? html`<p dir="auto">${explanation}</p>` : nothing}
      ${note ? html`<p dir="auto">${words.deciding.noted(note)}</p>` : nothing}
    </div>`;
  }

  #renderDecidedFirst({ action, by, at, decision }: DecidedBefore) {
    const { words } = this.#language;
    const ago = age(at, Math.max(this.now, Date.parse(at)), this.#language);
    return html`<p class="notice" role="alert">
      ${words.decidedFirst[action]?.(by, ago)} <span>${words.decideOtherwise}</span>
      <button @click=${() => this.dispatchEvent(new UndoEvent(decision))}>${words.undo}</button>
    </p>`;
  }

  /** What was written and not sent is not lost, and leads back to its form. */
  #renderUnsent() {
    const { drafts } = this.#language.words;
    const { draft } = this;
    const written = [
      { text: draft?.first('reply'), open: () => this.reply() },
      { text: draft?.first('explanation', 'reason', 'note'), open: () => this.edit(actionOf(draft)) },
    ];
    const begunForms = this.form.kind === 'none' ? written : [];
    return [
      ...begunForms,
      { text: this.consults?.asking ? undefined : draft?.first('question'), open: () => this.ask() },
      { text: this.#banning ? undefined : draft?.first('ban-reason'), open: () => this.#ban() },
    ]
      .filter(({ text }) => text)
      .map(
        ({ text, open }) => html`<p class="draft">
          <span class="tag">${drafts.tag}</span> <q dir="auto">${shorten(text ?? '', quoted)}</q>
          <button @click=${open}>${drafts.goOn}</button>
        </p>`,
      );
  }

  #renderForm(form: Exclude<Form, { kind: 'none' }>, item: QueueItem) {
    return html`<desk-decide-form
      .action=${form.kind === 'deciding' ? form.action : 'approve'}
      .replying=${form.kind === 'replying'}
      .status=${item.comment.status}
      .draft=${this.draft}
      .reasons=${this.around?.reasons ?? []}
      .siteLanguage=${this.around?.siteLanguage ?? ''}
      @plausch-decide=${this.#handleFormDecide}
      @plausch-cancel=${this.#handleCancel}
    ></desk-decide-form>`;
  }

  #renderActions(item: QueueItem) {
    const { words } = this.#language;
    const { deciding } = words;
    if (item.forOthers) return this.#renderForOthers(item);
    if (this.change?.kind === 'gone')
      return html`<div class="actions"><button class="dismiss" @click=${this.#handleDismiss}>${words.dismiss}</button></div>`;
    const key = (letter: string) => this.#renderKey(letter, this.keys);
    return html`<div class="actions" role="group" aria-label=${words.actions(nameOf(item))}>
      ${this.#renderDecisions(item, this.keys)}
      <button class="quiet" title=${deciding.replyAnd[item.comment.status] ?? deciding.replyAndApprove} @click=${this.reply}>
        ${deciding.answer}${key('w')}
      </button>
      ${
        this.#colleagues.length > 0
          ? html`<button class="quiet" title=${words.consulting.ask} @click=${this.ask}>${words.consulting.send} …${key('c')}</button>`
          : nothing
      }
      ${
        this.#mayPin
          ? html`<button class="quiet" @click=${this.pin}>
              ${item.comment.pinned ? words.pinning.unpin : words.pinning.pin}${key('p')}
            </button>`
          : nothing
      }
      <button class="quiet" title=${deciding.withReason} @click=${() => this.edit()}>${deciding.more}${key('e')}</button>
    </div>`;
  }

  /** An appeal against one's own decision is for somebody else; one can give in, though. */
  #renderForOthers({ decision }: QueueItem) {
    const { words } = this.#language;
    return html`<p class="notice calm">${words.forOthers}</p>
      ${
        decision
          ? html`<div class="actions">
            <button @click=${() => this.dispatchEvent(new UndoEvent(decision.id))}>${words.takeBack}</button>
          </div>`
          : nothing
      }`;
  }

  #renderDecisions(item: QueueItem, keys: boolean) {
    const { words } = this.#language;
    if (!this.#mayDecide) return nothing;
    const label = {
      approve: words.approval[item.comment.status] ?? words.approve,
      reject: words.reject,
      spam: words.spam,
    };
    const first = this.decidedFirst?.action;
    return [
      first ? html`<button class="dismiss" @click=${this.#handleDismiss}>${words.dismiss}</button>` : nothing,
      ...actions
        .filter((action) => action !== first)
        .map(
          (action) => html`<button class=${action} @click=${() => this.choose(action)}>
            ${label[action]}${this.#renderKey(action.charAt(0), keys)}
          </button>`,
        ),
    ];
  }

  #renderKey(letter: string, keys: boolean) {
    return keys ? html`<kbd aria-hidden="true">${letter}</kbd>` : nothing;
  }

  /** Where a comment is to be read, or all of the thread: at the post, where that is known, else on its plain page. */
  #placeOf({ thread }: QueueItem, id?: string): string {
    if (thread.url) {
      const address = new URL(thread.url);
      address.hash = id ? `plausch-${id}` : 'comments';
      return address.href;
    }
    const query = new URLSearchParams({ thread: thread.key, ...(id ? { around: id } : {}) });
    return `/pages/${this.around?.site ?? ''}?${query}${id ? `#plausch-${id}` : ''}`;
  }

  /** Who can be asked about it: whoever decides here, too. */
  get #colleagues() {
    const key = this.item?.thread.key ?? '';
    return (this.around?.colleagues ?? []).filter((person) => worksAt(person, key));
  }

  /** The form has said what it was for; the comment may stay in the list, in the tab of every comment. */
  #decide(event: DecideEvent): void {
    const { form } = this;
    this.form = { kind: 'none' };
    // Held back, it goes on where it was.
    if (!this.dispatchEvent(event)) this.form = form;
  }

  readonly #handleFormDecide = (event: DecideEvent) => {
    event.stopPropagation();
    this.#decide(new DecideEvent(event.action, event.words, event.draft));
  };

  readonly #handleSelect = () => this.dispatchEvent(new Event('plausch-select'));

  readonly #handleCancel = (event: Event) => {
    event.stopPropagation();
    this.form = { kind: 'none' };
  };

  /** A question or a ban that was begun is now a draft to be seen. */
  readonly #handleUnasked = (event: Event) => {
    event.stopPropagation();
    this.requestUpdate();
  };

  readonly #handleToggle = () => this.toggle();

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === this.article) this.toggle();
  };

  readonly #handleDismiss = () => this.dispatchEvent(new DismissEvent());
}

/** What was about to be decided when the draft was written. */
const actionOf = (draft: Draft | undefined) => actions.find((action) => action === draft?.get('action')) ?? 'reject';

declare global {
  interface HTMLElementTagNameMap {
    'desk-queue-item': DeskQueueItem;
  }
}
