import type { NewAuthor, Notify, Sort, ThreadRef } from '../../worker/contract/comment';

/** A text that is not sent yet, or perhaps sent and not answered. */
export interface Draft {
  body: string;
  /** The Idempotency-Key of an attempt to send… */
  key?: string;
  /** …all that it sent: another content needs another key… */
  content?: string;
  /** …with what its author wanted to hear of… */
  notify?: Notify | undefined;
  /** …and where it said that it belongs: the page's address and title may be others by now. */
  thread?: ThreadRef;
}

/** What one site keeps in a reader's browser, by name. */
interface Kept {
  /** Proves who wrote the comments of this browser. */
  token: string;
  /** What the author typed last. */
  author: Partial<NewAuthor>;
  /** The order they chose, where that is not the page's. */
  sort: Sort;
  [draft: `draft ${string}`]: Draft;
}

/** What stays in a reader's browser, and nowhere else. Where that is blocked, or full, it lasts as long as the page. */
const memory: Record<string, string> = {};

/** What one site keeps in a reader's browser. */
export class Storage {
  readonly #site: string;

  constructor(site: string) {
    this.#site = site;
  }

  get<Name extends keyof Kept>(name: Name): Kept[Name] | undefined {
    const key = `plausch ${this.#site} ${name}`;
    let text = memory[key];
    try {
      text ??= localStorage[key];
    } catch {}
    try {
      return text && JSON.parse(text);
    } catch {
      // Somebody else wrote there.
    }
  }

  /** Keeps a value; undefined takes it away. */
  set<Name extends keyof Kept>(name: Name, value: Kept[Name] | undefined): void {
    const key = `plausch ${this.#site} ${name}`;
    memory[key] = value === undefined ? '' : JSON.stringify(value);
    try {
      if (value === undefined) delete localStorage[key];
      else localStorage[key] = memory[key];
      // Other windows write there, too.
      delete memory[key];
    } catch {}
  }
}
