import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment, Sort, Thread } from '../../worker/contract/comment';
import shared from '../design/shared.css';
import type { Texts } from '../locales/en';
import { loadTexts } from '../locales/load';
import { byParent, commentParts, composerParts, type Discussion } from './discussion';
import { PlauschErrorEvent, PlauschLoadEvent } from './events';
import { languageOf, threadOfPage } from './page';
import styles from './plausch-comments.css';
import { RequestFailed, ThreadClient } from './thread-client';

type Loading =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'ready'; thread: Thread; comments: Comment[]; next: string | null; more: 'idle' | 'loading' };

/**
 * @tag plausch-comments
 * @summary One thread: the number of its comments, a place to write, and the comments themselves.
 *
 * @attr {auto|light|dark} theme - For pages that do not say by their `color-scheme` whether they are light or dark.
 *
 * @fires plausch-load - The comments are there.
 * @fires plausch-submit - A comment was sent and taken in.
 * @fires plausch-error - Loading or sending failed.
 *
 * @csspart heading - The line with the number of comments.
 * @csspart list - All comments.
 * @csspart button - Every button.
 * @csspart more - The button that loads more of them.
 * @csspart notice - Sentences in place of comments: none yet, closed, not loaded.
 *
 * @cssproperty --plausch-accent - Links and the main button.
 * @cssproperty --plausch-on-accent - Text on the main button.
 * @cssproperty --plausch-muted - Times, hints and other quiet text.
 * @cssproperty --plausch-line - Lines and borders.
 * @cssproperty --plausch-field - The ground of fields.
 * @cssproperty --plausch-alert - Errors.
 * @cssproperty --plausch-radius - The corners of fields and buttons.
 */
export class PlauschComments extends LitElement {
  static override properties = {
    site: {},
    thread: {},
    lang: {},
    sort: {},
    loading: { state: true },
    texts: { state: true },
    said: { state: true },
  };
  static override styles = [unsafeCSS(shared), unsafeCSS(styles)];

  /** The site's host name; by default the page's. */
  site = location.hostname;
  /** The thread's key; by default the path of the page's canonical link, else the page's own. */
  thread = '';
  /** The language of the texts; by default that of the nearest element that says one, else the site's. */
  override lang = '';
  /** The order of top-level comments. */
  sort: Sort = 'oldest';

  private loading: Loading = { kind: 'loading' };
  private texts: Texts | undefined;
  private said = '';
  #discussion: Discussion | undefined;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (['site', 'thread', 'lang', 'sort'].some((name) => changed.has(name))) this.load();
    const { texts, loading } = this;
    const open = loading.kind !== 'ready' || loading.thread.open;
    if (texts && (open !== this.#discussion?.open || ['site', 'thread', 'texts'].some((name) => changed.has(name))))
      this.#discussion = { thread: this.key, client: new ThreadClient(this.site), texts, open };
  }

  override render() {
    const discussion = this.#discussion;
    if (!discussion) return html`<div class="reserved" aria-busy="true"></div>`;
    const { texts, open } = discussion;
    const { loading } = this;
    return html`
      <h2 part="heading">${texts.comments(loading.kind === 'ready' ? loading.thread.count : '…')}</h2>
      ${open ? html`<plausch-composer exportparts=${composerParts} .discussion=${discussion} @plausch-submit=${this.#handleSubmit}></plausch-composer>` : html`<p part="notice">${texts.closed}</p>`}
      <p class="said" role="status">${this.said}</p>
      ${this.#renderList(discussion)}`;
  }

  #renderList(discussion: Discussion) {
    const { loading } = this;
    const { texts } = discussion;
    if (loading.kind === 'loading') return html`<p class="reserved" part="notice" aria-busy="true"></p>`;
    if (loading.kind === 'failed')
      return html`<p class="reserved" part="notice" role="alert">
        ${texts.loadFailed} <button part="button" type="button" @click=${this.load}>${texts.loadAgain}</button>
      </p>`;
    const replies = byParent(loading.comments);
    const top = replies.get(null) ?? [];
    if (top.length === 0) return html`<p part="notice">${texts.empty}</p>`;
    return html`
      <div part="list" role="list" @plausch-submit=${this.#handleSubmit}>
        ${repeat(
          top,
          ({ id }) => id,
          (comment) =>
            html`<plausch-comment role="listitem" exportparts=${commentParts} .comment=${comment} .replies=${replies} .discussion=${discussion}></plausch-comment>`,
        )}
      </div>
      ${loading.next ? html`<button part="button more" type="button" class="more" ?disabled=${loading.more === 'loading'} @click=${this.#handleMore}>${texts.more}</button>` : nothing}`;
  }

  /** Loads the thread anew. */
  async load(): Promise<void> {
    this.loading = { kind: 'loading' };
    const asked = { thread: this.key, sort: this.sort };
    const near = this.lang || languageOf(this);
    const texts = near === undefined ? undefined : loadTexts(near);
    try {
      const page = await new ThreadClient(this.site).page(asked.thread, asked.sort, null);
      this.texts = await (texts ?? loadTexts(page.thread.language));
      // Attributes may have changed while this was on its way.
      if (asked.thread !== this.key || asked.sort !== this.sort) return;
      this.loading = { ...page, kind: 'ready', more: 'idle' };
      this.dispatchEvent(new PlauschLoadEvent(page.thread));
      await this.updateComplete;
      this.#goTo(location.hash);
    } catch (error) {
      this.texts = await (texts ?? loadTexts(navigator.language));
      this.#fail(error);
      this.loading = { kind: 'failed' };
    }
  }

  /** The key of the thread that is shown. */
  get key(): string {
    return this.thread || threadOfPage();
  }

  async #handleMore(): Promise<void> {
    const { loading } = this;
    if (loading.kind !== 'ready') return;
    this.loading = { ...loading, more: 'loading' };
    try {
      const page = await new ThreadClient(this.site).page(this.key, this.sort, loading.next);
      const known = new Set(loading.comments.map(({ id }) => id));
      const added = page.comments.filter(({ id }) => !known.has(id));
      this.loading = { ...loading, ...page, comments: [...loading.comments, ...added], more: 'idle' };
      await this.#focus(added[0]?.id);
    } catch (error) {
      this.loading = { ...loading, more: 'idle' };
      this.said = this.texts?.loadFailed ?? '';
      this.#fail(error);
    }
  }

  async #handleSubmit({ detail: { comment, status } }: HTMLElementEventMap['plausch-submit']): Promise<void> {
    const { loading, texts } = this;
    this.said = (status === 'published' ? texts?.published : texts?.waits) ?? '';
    if (loading.kind !== 'ready') return;
    const others = loading.comments.filter(({ id }) => id !== comment.id);
    const isNew = others.length === loading.comments.length;
    const count = loading.thread.count + (isNew && status === 'published' ? 1 : 0);
    this.loading = {
      ...loading,
      thread: { ...loading.thread, count },
      comments: this.sort === 'newest' ? [comment, ...others] : [...others, comment],
    };
    await this.#focus(comment.id);
  }

  #fail(error: unknown): void {
    if (!(error instanceof RequestFailed)) throw error;
    this.dispatchEvent(new PlauschErrorEvent(error.code));
  }

  async #focus(id: string | undefined): Promise<void> {
    await this.updateComplete;
    for (const element of this.renderRoot.querySelectorAll('plausch-comment')) await element.focusComment(id);
  }

  #goTo(hash: string): void {
    const id = /^#plausch-(\w+)$/.exec(hash)?.[1];
    if (id) this.#focus(id);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-comments': PlauschComments;
  }
}
