import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { PostsBy, QueueItem, ThreadChange } from '../../../worker/contract/desk';
import type { PersonEntry } from '../../../worker/contract/people';
import type { DeskClient } from '../ground/desk-client';
import { DeskProblem } from '../ground/desk-problem';
import { LanguageController } from '../ground/language';
import { Unsaved } from '../ground/unsaved';
import { view } from '../ground/view';

/** @summary How the thread is called that the queue shows, where its post is and who wrote it: the team says it, for good. */
export class DeskThread extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  /** As the queue knows it. */
  @property({ attribute: false }) thread: QueueItem['thread'] = {
    ...{ key: '', title: null, url: null, away: null, postsBy: null },
  };

  /** Who works here, once somebody looks. */
  @state() private people: readonly PersonEntry[] | undefined;
  @state() private problem: DeskProblem | undefined;
  @state() private saved = false;
  @state() private busy = false;
  @query('#thread-title') private titleField!: HTMLInputElement;
  @query('#thread-url') private urlField!: HTMLInputElement;
  @query('#thread-posts-by') private postsByField!: HTMLSelectElement | null;
  @query('#thread-reason') private reasonField!: HTMLInputElement;

  readonly #language = new LanguageController(this);
  readonly #unsaved = new Unsaved(this);

  /** What was entered is another than what the queue knows; emptied: the comments say it again. */
  get value(): ThreadChange {
    const { key, title, postsBy: known } = this.thread;
    const url = this.#address;
    const postsBy = this.postsByField ? ((this.postsByField.value || null) as PostsBy | null) : known;
    const said = { title: this.titleField.value.trim(), url: this.urlField.value.trim() };
    return {
      thread: key,
      ...(said.title === (title ?? '') ? {} : { title: said.title || null }),
      ...(said.url === (url ?? '') ? {} : { url: said.url || null }),
      ...(postsBy === known ? {} : { postsBy }),
      reason: this.reasonField.value.trim(),
    };
  }

  /** The address that is known, also where nobody is sent there. */
  get #address(): string | null {
    return this.thread.url ?? this.thread.away;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('thread');
    if (before && before.key !== this.thread.key) [this.problem, this.saved] = [undefined, false];
  }

  protected override render() {
    const { naming } = this.#language.words.searching;
    const { title, away } = this.thread;
    const wrong = this.problem?.errors.some(({ pointer }) => pointer === '/url') ?? false;
    return html`${away === null ? nothing : html`<p class="notice">${naming.away(away)}</p>`}
    <details @toggle=${this.#handleToggle}>
      <summary>${naming.change}</summary>
      <form class="card" novalidate @submit=${this.#handleSubmit} @input=${this.#handleInput}>
        <div class="field">
          <label for="thread-title">${naming.title}</label>
          <p class="hint" id="thread-hint">${naming.hint}</p>
          <input id="thread-title" maxlength="300" autocomplete="off" dir="auto" aria-describedby="thread-hint" .value=${title ?? ''} />
        </div>
        <div class="field">
          <label for="thread-url">${naming.url}</label>
          <input
            id="thread-url"
            type="url"
            autocomplete="off"
            aria-describedby="thread-hint ${wrong ? 'thread-error' : ''}"
            aria-invalid=${wrong ? 'true' : 'false'}
            .value=${this.#address ?? ''}
          />
          ${wrong ? html`<p class="error" id="thread-error">${naming.wrongUrl}</p>` : nothing}
        </div>
        ${this.#renderPostsBy()}
        <div class="field">
          <label for="thread-reason">${naming.reason}</label>
          <input id="thread-reason" maxlength="200" autocomplete="off" />
        </div>
        <div class="buttons"><button class="primary" aria-disabled=${this.busy}>${naming.save}</button></div>
        ${this.problem && !wrong ? html`<p class="problem" role="alert">${this.#language.tell(this.problem)}</p>` : nothing}
        <p role="status">${this.saved ? naming.saved : nothing}</p>
      </form>
    </details>`;
  }

  /** Who of the team wrote the post. Who has left stands there as long as nobody else is chosen. */
  #renderPostsBy() {
    const { people } = this;
    if (!people) return nothing;
    const { naming } = this.#language.words.searching;
    const { postsBy } = this.thread;
    const others = ['nobody', ...people.map(({ account }) => account)];
    const options = [
      ['', naming.postsByAsSite],
      ['nobody', naming.postsByNobody],
      ...people.map(({ account, name }) => [account, name]),
      ...(postsBy && !others.includes(postsBy) ? [[postsBy, naming.postsByGone]] : []),
    ];
    return html`<div class="field">
      <label for="thread-posts-by">${naming.postsBy}</label>
      <select id="thread-posts-by">
        ${options.map(([value, words]) => html`<option value=${value} .selected=${value === (postsBy ?? '')}>${words}</option>`)}
      </select>
    </div>`;
  }

  /** Without knowing who works here one changes the rest all the same. */
  readonly #handleToggle = async () => {
    this.people ??= (await this.client?.call('GET /people').catch(() => undefined))?.people;
  };

  readonly #handleInput = () => {
    this.saved = false;
  };

  readonly #handleSubmit = async (event: Event) => {
    event.preventDefault();
    const { client } = this;
    if (!client || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const { title, url, set, postsBy } = await client.call('PATCH /thread', { body: this.value });
      this.thread = { ...this.thread, title, url, away: url === null ? set.url : null, postsBy };
      this.reasonField.value = '';
      this.saved = true;
      this.#unsaved.saved();
    } catch (error) {
      this.problem = DeskProblem.from(error);
      if (this.problem.errors.some(({ pointer }) => pointer === '/url')) this.urlField.focus();
    } finally {
      this.busy = false;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-thread': DeskThread;
  }
}
