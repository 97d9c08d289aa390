import type { ReactiveController } from 'lit';
import type { Newest, ThreadPage } from '../../worker/contract/comment';
import type { NewsTexts } from '../locales/en/news';
import styles from './news.css';
import { type Come, placeIn, refresh } from './placing';
import type { Thread } from './thread';
import type { RequestFailed, ThreadClient } from './thread-client';
import { textsFor } from './voice';

/** How often it is asked whether something new has come, milliseconds. */
const minute = 60_000;
/** The longest pause where the server does not answer. */
const longest = 30 * minute;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Tells what is published while the page is looked at, and shows it when it is asked for. */
export class News implements ReactiveController {
  readonly #thread: Thread;
  readonly #button = document.createElement('button');
  #client: ThreadClient | undefined;
  /** How many there were when the thread was loaded, and the newest that was seen then; undefined: what is known is exact by now. */
  #begun: { count: number; newest: string } | undefined;
  /** What the server has named, and is not new. */
  #known = new Set<string>();
  /** What is new and not shown: by id, the top-level comment below which it stands. */
  #fresh = new Map<string, string>();
  /** How many are new; more than are named where many came at once. */
  #count = 0;
  /** What is marked as new. */
  #marked = new Set<string>();
  #texts: NewsTexts | undefined;
  #asked = Date.now();
  #pause = minute;
  #failures = 0;
  #busy = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(thread: Thread) {
    this.#thread = thread;
    const root = thread.renderRoot as ShadowRoot;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    const button = this.#button;
    Object.assign(button, { type: 'button', part: 'button news', onclick: () => this.#show() });
    button.setAttribute('aria-keyshortcuts', '.');
    root.addEventListener('keydown', (event) => this.#handleKey(event as KeyboardEvent));
  }

  hostConnected(): void {
    this.hostUpdate();
    for (const [target, type] of watched) target.addEventListener(type, this.#wait);
    this.#wait();
  }

  hostDisconnected(): void {
    for (const [target, type] of watched) target.removeEventListener(type, this.#wait);
    clearTimeout(this.#timer);
  }

  /** Where nothing else is said, this is: before anything is drawn, so that it is not told again. */
  hostUpdate(): void {
    const thread = this.#thread;
    if (thread.page && thread.client !== this.#client) this.#begin(thread.page);
    if (this.#count > 0 && thread.said === '') thread.said = this.#button;
  }

  hostUpdated(): void {
    if (this.#marked.size > 0) this.#thread.settle().then(() => this.#mark());
  }

  /** Another thread, or the same one anew. */
  #begin({ thread, comments }: ThreadPage): void {
    this.#client = this.#thread.client;
    const newest =
      comments
        .map(({ id }) => id)
        .sort()
        .at(-1) ?? '';
    this.#begun = { count: thread.count, newest };
    this.#known = new Set();
    this.#fresh = new Map();
    this.#marked = new Set();
    this.#texts = undefined;
    this.#asked = Date.now();
    this.#tell(0);
  }

  /** Asks when a minute has passed since it was asked; while nobody looks, or there is no network, not at all. */
  readonly #wait = () => {
    clearTimeout(this.#timer);
    if (document.hidden || !navigator.onLine || this.#busy) return;
    // A clock that was put back makes nobody wait longer than once more.
    this.#asked = Math.min(this.#asked, Date.now());
    const left = this.#asked + this.#pause - Date.now();
    if (left <= 0) this.#ask();
    else this.#timer = setTimeout(this.#wait, left);
  };

  async #ask(): Promise<void> {
    const { client, key } = this.#thread;
    this.#busy = true;
    try {
      const newest = await client.call<'GET /newest'>(`newest?${new URLSearchParams({ thread: key })}`, 'comments');
      this.#pause = minute;
      this.#failures = 0;
      if (client === this.#client) await this.#hear(newest);
    } catch (error) {
      // Whoever has too much to do is asked less and less often.
      this.#failures += 1;
      const told = 1000 * Number((error as RequestFailed).wait ?? 0) || 0;
      this.#pause = Math.max(told, Math.min(longest, minute * 2 ** this.#failures));
    }
    this.#busy = false;
    this.#asked = Date.now();
    if (this.#thread.isConnected) this.#wait();
  }

  /** Works out what of that is new here. */
  async #hear({ count, comments }: Newest): Promise<void> {
    const thread = this.#thread;
    const { page, mine } = thread;
    if (!page) return;
    const here = new Set(page.comments.map(({ id }) => id));
    const unseen = comments.filter(({ id }) => !here.has(id) && !mine?.find(id) && !this.#known.has(id));
    const begun = this.#begun;
    this.#begun = undefined;
    let fresh = unseen;
    if (begun && (page.next ?? page.previous ?? page.more.length)) {
      // Not all of the thread is here: of what is not, so many came since.
      const own = comments.filter(({ id }) => id > begun.newest && mine?.find(id)).length;
      fresh = unseen.slice(0, Math.max(0, count - begun.count - own));
    }
    this.#fresh = new Map(fresh.map(({ id, root }) => [id, root]));
    for (const { id } of comments) if (!this.#fresh.has(id)) this.#known.add(id);
    const isAll = fresh.length > 0 && fresh.length === comments.length;
    const more = isAll ? Math.max(fresh.length, count - page.thread.count) : fresh.length;
    if (more > 0) this.#texts ??= await textsFor(thread, 'news');
    if (thread.client === this.#client) this.#tell(more);
  }

  /** Says that so many are new; what else is said stays until the next time. */
  #tell(count: number): void {
    const thread = this.#thread;
    const button = this.#button;
    const words = this.#texts?.fresh(count) ?? '';
    this.#count = count;
    if (button.textContent !== words) button.textContent = words;
    if (count > 0) {
      const { scrollPaddingTop } = getComputedStyle(document.documentElement);
      const line = thread.renderRoot.querySelector<HTMLElement>('.said');
      // Pages say so for a bar that stays at the top.
      if (scrollPaddingTop !== 'auto') line?.style.setProperty('--free', `calc(${scrollPaddingTop} + 0.5rem)`);
      thread.said = button;
    } else if (thread.said === button) thread.said = '';
  }

  /** `.`, with the focus in the comments: the button may be far above. Not where somebody writes. */
  #handleKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
    const writes = (target as Element).closest('plausch-composer, input, textarea, select');
    if (key === '.' && this.#count > 0 && !writes && !ctrlKey && !metaKey && !altKey) this.#show();
  }

  /** Shows what is new, with whatever else has changed, and puts the focus on the first of it. */
  async #show(): Promise<void> {
    const thread = this.#thread;
    const button = this.#button;
    if (button.ariaDisabled) return;
    button.ariaDisabled = 'true';
    const { client, order } = thread;
    const fresh = this.#fresh;
    const count = this.#count;
    try {
      const page = await this.#read(fresh, count);
      // Another thread may stand here by now, or another order.
      if (client !== thread.client || order !== thread.order || !page) return;
      this.#marked = new Set(fresh.keys());
      for (const id of fresh.keys()) this.#known.add(id);
      // What was heard meanwhile is new after this.
      for (const id of fresh.keys()) this.#fresh.delete(id);
      this.#tell(this.#fresh.size);
      thread.page = page;
      await thread.settle();
      this.#mark();
      const first = thread.rows.find(({ key }) => this.#marked.has(key))?.key;
      if (!first || !thread.show(first)) thread.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    } catch {
      if (client === thread.client) thread.said = this.#texts?.failed ?? '';
    } finally {
      button.ariaDisabled = null;
    }
  }

  /** The page with what is new. Where more came than one answer has: the part of the thread where the first of it stands. */
  async #read(fresh: Map<string, string>, count: number): Promise<ThreadPage | undefined> {
    const thread = this.#thread;
    const { client, key, order: sort } = thread;
    const from = [...fresh.keys()].sort()[0] ?? '';
    const since = await client.call<'GET /since'>(`since?${new URLSearchParams({ thread: key, from })}`, 'comments');
    const there = since.comments.filter(({ id }) => fresh.has(id));
    if (there.length > 0 && (!since.complete || count > fresh.size))
      return client.page({ thread: key, sort, around: there[0]?.id ?? '' });
    const come: Come[] = there.map((comment) => ({ ...comment, root: fresh.get(comment.id) ?? comment.id }));
    const around = thread.page?.previous && thread.page.comments.find(({ parent }) => !parent)?.id;
    // What was at the top of this page may be gone; then the rest stays as it is.
    const now = await client.page({ thread: key, sort, ...(around && { around }) }).catch(() => undefined);
    const { page } = thread;
    if (!page) return undefined;
    let shown = now ? refresh(page, now, sort) : page;
    if (now?.previous === null) shown = (await import('./going')).withPinned(shown, now);
    return placeIn({ ...shown, thread: since.thread }, come, sort);
  }

  /** Marks what is new; words, so that those who hear know it, too. */
  #mark(): void {
    const { drawing } = this.#thread;
    const word = this.#texts?.mark ?? '';
    for (const old of this.#thread.renderRoot.querySelectorAll('[part=new]')) {
      const row = old.closest('[role=listitem]');
      if ([...this.#marked].some((id) => drawing.find(id) === row)) continue;
      (old.closest('article') as HTMLElement).ariaDescription = null;
      old.remove();
    }
    for (const id of this.#marked) {
      const article = drawing.find(id)?.querySelector('article');
      const header = article?.querySelector('header');
      if (!article || !header || header.querySelector('[part=new]')) continue;
      const mark = document.createElement('span');
      mark.part.add('new');
      mark.textContent = word;
      header.append(mark);
      article.ariaDescription = word;
    }
  }
}

const watched = [
  [document, 'visibilitychange'],
  [window, 'online'],
] as const;
