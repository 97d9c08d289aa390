import { html, LitElement, nothing, unsafeCSS } from 'lit';
import type { Sort, ThreadPage } from '../../worker/contract/comment';
import shared from '../design/shared.css';
import type { Texts } from '../locales/en/reading';
import { loadTexts } from '../locales/load';
import { age } from './age';
import { arrange, type Row } from './arrangement';
import { composerParts, type Discussion } from './discussion';
import { Drawing } from './drawing';
import { tell } from './events';
import { Ground } from './ground';
import { languageOf, linked, threadOfPage } from './page';
import { pause } from './pausing';
import commentStyles from './plausch-comment.css';
import styles from './plausch-comments.css';
import type { OwnComments } from './thread';
import { type Place, type RequestFailed, ThreadClient } from './thread-client';

/**
 * @tag plausch-comments
 * @summary One thread: the number of its comments, a place to write, and the comments themselves.
 *
 * @attr {lazy} loading - Loads the comments when the reader comes near to them, or at once where the address names one.
 * @attr {string} theme - Words with spaces in between. How it looks: `plain` (unless told), `card`, `dense`, `large`. Light or dark: `auto`
 * (unless told: as the page is), `light`, `dark`.
 * @attr {initials|pattern} avatars - What stands before authors' names, made of the names alone; unless told, nothing.
 *
 * @fires plausch-load - The comments are there.
 * @fires plausch-submit - A comment was sent and taken in.
 * @fires plausch-error - Loading or sending failed.
 *
 * @csspart heading - The line with the number of comments.
 * @csspart order - The choice of the order beside it.
 * @csspart list - All comments.
 * @csspart button - Every button.
 * @csspart more - The buttons that load more: earlier and later comments, and answers.
 * @csspart news - The button that shows what has come while the page was open.
 * @csspart notice - Sentences in place of comments: none yet, closed, not loaded.
 * @csspart status - The line on which is said what has come of something.
 *
 * @cssproperty --plausch-accent - Links and the main button.
 * @cssproperty --plausch-on-accent - Text on the main button.
 * @cssproperty --plausch-muted - Times, hints and other quiet text.
 * @cssproperty --plausch-line - Lines between comments, and frames.
 * @cssproperty --plausch-edge - The edges of fields and buttons.
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
    page: { state: true },
    mine: { state: true },
    texts: { state: true },
    hint: { state: true },
    said: { state: true },
  };
  static override styles = [unsafeCSS(shared), unsafeCSS(commentStyles), unsafeCSS(styles)];

  /** The site's host name; by default the page's. */
  site = location.hostname;
  /** The thread's key; by default the path of the page's canonical link, else the page's own. */
  thread = '';
  /** The language of the texts; by default that of the nearest element that says one, else the site's. */
  override lang = '';
  /** The order of top-level comments. */
  sort: Sort = 'oldest';

  /** The order of what is shown: `sort`, or what the reader chose. @internal */
  order!: Sort;
  /** Made anew with each load, so that who comes late can tell. @internal */
  client!: ThreadClient;
  /** What has come of the thread; undefined: nothing yet. @internal */
  page: ThreadPage | undefined;
  /** Puts the reader's own comments in; undefined: they have none. @internal */
  mine: OwnComments | undefined;
  /** @internal */
  texts: Texts | undefined;
  /** Where the thread cannot be loaded: what whoever embeds it can do about that, if anything. @internal */
  hint: string | undefined;
  /** What stands in the list. @internal */
  rows: Row[] = [];
  /** What is said to those who see, and to those who hear. @internal */
  said: string | Node = '';
  /** Draws what stands for authors, where that is wanted. @internal */
  avatar: Discussion['avatar'];
  /** @internal */
  readonly drawing = new Drawing();
  /** The comment that somebody wants to see, the last one. @internal */
  sought: string | undefined;
  /** Until the thread is there, or cannot be loaded. @internal */
  loaded: Promise<void> | undefined;
  /** Until the reader's own comments are there, or cannot be loaded. @internal */
  ownLoaded: Promise<void> | undefined;

  readonly #ground = new Ground(this, html);
  #drawn: Promise<void> | undefined;
  #discussion: Discussion | undefined;
  /** What is on the page: what all see, and what the reader alone sees. */
  #shown: ThreadPage | undefined;

  /** In a task of its own: what led to it has taken its time. */
  protected override async scheduleUpdate(): Promise<void> {
    await pause();
    super.scheduleUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (['site', 'thread', 'lang', 'sort'].some((name) => changed.has(name))) {
      this.hint = undefined;
      // What is to wait is loaded by whoever watches over it.
      if (this.loaded || this.getAttribute('loading') !== 'lazy') this.load();
      else import('./waiting').then(({ loadWhenNear }) => loadWhenNear(this, linked)).catch(() => this.load());
    }
    const { client, texts, page, mine } = this;
    const discussion = this.#discussion;
    const open = page?.thread.open ?? true;
    if (texts && (client !== discussion?.client || texts !== discussion.texts || open !== discussion.open))
      this.#discussion = { thread: this.key, client, texts, open, avatar: this.avatar };
    this.#shown = page && mine ? mine.join(page, this.order) : page;
  }

  override render() {
    const { page, hint } = this;
    const discussion = this.#discussion;
    const reserved = html`<div class="reserved" aria-busy="true"></div>`;
    if (!discussion) return reserved;
    const { texts, open } = discussion;
    const isEmpty = !this.#shown?.comments.length;
    return html`
      <div class="row">
        <h2 part="heading" tabindex="-1">${texts.comments(page?.thread.count ?? '…')}</h2>
        ${page && page.thread.count > 1 ? html`<label part="order"></label>` : nothing}
      </div>
      ${open ? html`<plausch-composer exportparts=${composerParts} .discussion=${discussion}></plausch-composer>` : html`<p part="notice">${texts.closed}</p>`}
      <p part="status" class="said" role="status" tabindex="-1">${this.said}</p>
      ${
        hint === undefined
          ? page
            ? isEmpty
              ? html`<p part="notice">${texts.empty}</p>`
              : nothing
            : reserved
          : html`<div part="notice" class="reserved" role="alert">${texts.loadFailed} <button part="button" type="button" @click=${this.#handleAgain}>${texts.loadAgain}</button><p part="hint">${hint}</p></div>`
      }
      ${this.#renderMore(texts.earlier, page?.previous && { before: page.previous })}
      <div part="list" role="list" ?hidden=${isEmpty}></div>
      ${this.#renderMore(texts.more, page?.next && { after: page.next })}`;
  }

  #renderMore(words: string, place: Place | '' | null | undefined) {
    return place
      ? html`<button part="button more" type="button" class="more" @click=${(event: Event) => this.#readOn(event, place)}>${words}</button>`
      : nothing;
  }

  override updated(): void {
    const list = this.renderRoot.querySelector('[part=list]');
    const discussion = this.#discussion;
    if (!list || !discussion) return;
    this.rows = this.#shown ? arrange(this.#shown) : [];
    this.#drawn = this.drawing.draw(list, this.rows, discussion, (event, { comment, missing }) =>
      this.#readOn(event, { root: comment.id, ...missing }),
    );
  }

  /** Loads the thread anew. */
  load(): Promise<void> {
    this.loaded = this.#load();
    return this.loaded;
  }

  async #load(): Promise<void> {
    const client = new ThreadClient(this.site);
    const { key: thread } = this;
    const around = linked();
    // What the reader chose, if it is an order.
    const [sort] = (/^(old|new|b)est$/.exec(client.storage.get('sort') ?? '') ?? [this.sort]) as [Sort];
    this.client = client;
    this.order = sort;
    this.page = undefined;
    this.mine = undefined;
    if (client.storage.get('token'))
      // What is everyone's is there all the same.
      this.ownLoaded = import('./mine').then(({ loadOwn }) => loadOwn(this)).catch(() => {});
    const near = this.lang || languageOf(this);
    const texts = near && loadTexts(near);
    let page: ThreadPage | undefined;
    let failure: RequestFailed | undefined;
    try {
      const first = () => client.page({ thread, sort });
      // A server may have put the first page here.
      if (this.renderRoot.querySelector('.early'))
        page = await import('./reading').then(({ takeOver }) => takeOver(this, sort));
      // The page on which the linked comment stands; where that is gone, the first.
      page ??= await (around ? client.page({ thread, sort, around }).catch(first) : first());
    } catch (error) {
      failure = error as RequestFailed;
    }
    const words = await (texts || loadTexts(page?.thread.language ?? navigator.language));
    await this.#ground.fitted;
    // Attributes may have changed while this was on its way.
    if (client !== this.client) return;
    this.texts = words;
    this.page = page;
    this.hint = failure && '';
    if (!page) {
      const { code } = failure as RequestFailed;
      tell(this, 'plausch-error', { code });
      // What can be done about it comes where it can.
      return import('./diagnosis').then(({ explain }) => explain(this, failure as RequestFailed)).catch(() => {});
    }
    await this.settle();
    tell(this, 'plausch-load', { thread: page.thread });
    this.goTo(linked());
    // Whoever only reads can do without it.
    import('./reading').then(({ attend }) => attend(this, age, linked)).catch(() => {});
  }

  /** The key of the thread that is shown. */
  get key(): string {
    return this.thread || threadOfPage();
  }

  /** Waits until all that has come is on the page. @internal */
  async settle(): Promise<void> {
    await this.updateComplete;
    const drawn = this.#drawn;
    await drawn;
    // An update meanwhile has begun to draw anew.
    if (drawn !== this.#drawn) await this.settle();
  }

  /** Puts the focus on a comment, if it is here. @internal */
  show(id: string): boolean {
    const article = this.drawing.find(id)?.querySelector('article');
    article?.focus();
    return !!article;
  }

  /** Puts the focus on a comment, wherever in the thread it stands. */
  async goTo(id: string | undefined): Promise<void> {
    this.said = '';
    this.sought = id;
    if (id && !this.show(id)) this.#try(async () => (await import('./going')).goTo(this, id));
  }

  #readOn({ currentTarget }: Event, place: Place): void {
    this.#try(async () => (await import('./going')).readOn(this, currentTarget as HTMLElement, place));
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.said = this.texts?.loadFailed ?? '';
      tell(this, 'plausch-error', { code: (error as RequestFailed).code ?? 'network' });
    }
  }

  async #handleAgain(): Promise<void> {
    await this.load();
    if (this.page) this.renderRoot.querySelector('h2')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-comments': PlauschComments;
  }
}
