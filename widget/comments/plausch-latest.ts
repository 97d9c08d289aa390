import type { ReactiveController } from 'lit';
import type { Headlines } from '../../worker/contract/comment';
import type { Texts } from '../locales/en/reading';
import { loadTexts } from '../locales/load';
import { age } from './age';
import { tell } from './events';
import { Ground } from './ground';
import { languageOf } from './page';
import styles from './plausch-latest.css';
import { type RequestFailed, ThreadClient } from './thread-client';

/** How many comments are shown unless told, and at most. */
const usual = 5;
const most = 20;
const minute = 60_000;

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/**
 * @tag plausch-latest
 * @summary How the newest comments of a site begin, each with a link to where it stands. It comes with a script of its own (`latest.js`), so that pages
 * without comments load no more than that.
 *
 * @attr {string} site - The site's host name; by default the page's.
 * @attr {number} count - How many: 1 to 20.
 * @attr {string} lang - The language of the texts; by default that of the nearest element that says one, else the site's.
 * @attr {string} theme - Words with spaces in between, as `<plausch-comments>` has them: `plain`, `card`, `dense`, `large`; `auto`, `light`, `dark`.
 *
 * @fires plausch-error - Loading failed.
 *
 * @csspart headlines - The list.
 * @csspart item - One of them.
 * @csspart headline - What was written, a link.
 * @csspart about - Who wrote it, when, and under what.
 * @csspart author - The author's name.
 * @csspart time - When it was written.
 * @csspart title - What it is about.
 * @csspart notice - That nobody has written yet.
 *
 * @cssproperty --plausch-accent - Links.
 * @cssproperty --plausch-muted - Who wrote, when, and under what.
 * @cssproperty --plausch-line - Lines.
 */
export class PlauschLatest extends HTMLElement {
  static readonly observedAttributes = ['site', 'count', 'lang'];

  /** @internal */
  readonly renderRoot = this.attachShadow({ mode: 'open' });
  readonly #list = document.createElement('ul');
  readonly #controllers: ReactiveController[] = [];
  readonly #ground: Ground;
  #client: ThreadClient | undefined;
  #isSoon = false;
  #texts: Texts | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.renderRoot.adoptedStyleSheets = [sheet];
    this.#list.part.add('headlines');
    // Without marks Safari takes a list for none.
    this.#list.role = 'list';
    this.renderRoot.append(this.#list);
    this.#ground = new Ground(this);
  }

  /** For what fits the colours. @internal */
  addController(controller: ReactiveController): void {
    this.#controllers.push(controller);
  }

  connectedCallback(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
    document.addEventListener('plausch-submit', this.#handleSubmit);
    this.#clock = setInterval(() => this.#keepAges(), minute);
    this.#loadSoon();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
    document.removeEventListener('plausch-submit', this.#handleSubmit);
    clearInterval(this.#clock);
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== now) this.#loadSoon();
  }

  /** Once for all attributes that change together, as they do when the script comes. */
  #loadSoon(): void {
    if (this.#isSoon) return;
    this.#isSoon = true;
    queueMicrotask(() => {
      this.#isSoon = false;
      if (this.isConnected) this.load();
    });
  }

  /** Loads them anew. Where that fails, what is there stays. */
  async load(): Promise<void> {
    const count = Math.min(most, Math.max(1, Math.floor(Number(this.getAttribute('count') ?? usual)) || usual));
    this.#list.style.setProperty('--count', `${count}`);
    const client = new ThreadClient(this.getAttribute('site') || location.hostname);
    this.#client = client;
    try {
      const found = await client.call<'GET /latest'>(`latest?count=${count}`, 'comments');
      const texts = await loadTexts(this.lang || languageOf(this) || found.language);
      await this.#ground.fitted;
      // Attributes may have changed while this was on its way.
      if (client === this.#client) this.#draw(found, client, texts);
    } catch (error) {
      // What is missing in the margin is no reason to say anything in the middle of somebody's page.
      if (client === this.#client) tell(this, 'plausch-error', { code: (error as RequestFailed).code ?? 'network' });
    }
  }

  #draw({ comments }: Headlines, client: ThreadClient, texts: Texts): void {
    this.#texts = texts;
    this.#list.replaceChildren(...comments.map((comment) => this.#row(comment, client, texts)));
    this.renderRoot.querySelector('[part=notice]')?.remove();
    if (comments.length > 0) return;
    this.#list.style.setProperty('--count', '0');
    this.renderRoot.append(make('p', 'notice', texts.empty));
  }

  #row({ author, excerpt, created, thread, url }: Headlines['comments'][number], client: ThreadClient, texts: Texts) {
    const title = thread.title ?? thread.key;
    const link = make('a', 'headline', excerpt || title);
    link.href = new URL(url, client.server).href;
    link.dir = 'auto';
    const time = make('time', 'time', age(created, texts));
    time.dateTime = created;
    const line = make('p', 'about', '');
    line.append(make('bdi', 'author', author), ' · ', time, ' · ', make('bdi', 'title', title));
    const row = make('li', 'item', '');
    row.append(link, line);
    return row;
  }

  #keepAges(): void {
    const texts = this.#texts;
    if (document.hidden || !texts) return;
    for (const time of this.#list.querySelectorAll('time')) time.textContent = age(time.dateTime, texts);
  }

  readonly #handleSubmit = ({ detail: { status } }: HTMLElementEventMap['plausch-submit']) => {
    if (status === 'published') this.load();
  };
}

/** An element that is a part of what the page can give other looks. */
function make<Name extends keyof HTMLElementTagNameMap>(name: Name, part: string, text: string) {
  const element = document.createElement(name);
  element.part.add(part);
  element.textContent = text;
  return element;
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-latest': PlauschLatest;
  }
}
