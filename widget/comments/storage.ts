import type { NewAuthor } from '../../worker/contract/comment';

/** What stays in a reader's browser, and nowhere else. Where storage is blocked it lasts as long as the page. */
const memory = new Map<string, string>();

function read<Value>(key: string): Value | undefined {
  try {
    const text = localStorage.getItem(key) ?? memory.get(key);
    return text ? (JSON.parse(text) as Value) : undefined;
  } catch {
    const text = memory.get(key);
    return text ? (JSON.parse(text) as Value) : undefined;
  }
}

function write(key: string, value: unknown): void {
  const text = JSON.stringify(value);
  memory.set(key, text);
  try {
    localStorage.setItem(key, text);
  } catch {
    // Full or blocked: the page's memory has it.
  }
}

function remove(key: string): void {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Blocked: there was nothing to remove.
  }
}

/** A text that is not sent yet, or perhaps sent and not answered. */
export interface Draft {
  body: string;
  /** The Idempotency-Key of an attempt to send… */
  key?: string;
  /** …and all that it sent: another content needs another key. */
  content?: string;
}

/** What one site keeps in a reader's browser. */
export class Storage {
  readonly #site: string;

  constructor(site: string) {
    this.#site = `plausch ${site} `;
  }

  /** Proves who wrote the comments of this browser. */
  get token(): string | undefined {
    return read(`${this.#site}token`);
  }
  set token(token: string) {
    write(`${this.#site}token`, token);
  }

  /** What the author gave last time. */
  get author(): Partial<NewAuthor> {
    return read(`${this.#site}author`) ?? {};
  }
  set author(author: Partial<NewAuthor>) {
    write(`${this.#site}author`, author);
  }

  draft(place: string): Draft | undefined {
    return read(`${this.#site}draft ${place}`);
  }
  keepDraft(place: string, draft: Draft): void {
    if (draft.body.trim() === '') remove(`${this.#site}draft ${place}`);
    else write(`${this.#site}draft ${place}`, draft);
  }
}
