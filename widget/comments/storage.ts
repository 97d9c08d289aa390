import type { NewAuthor, ThreadRef } from '../../worker/contract/comment';

/** What stays in a reader's browser, and nowhere else. Where that is blocked, it lasts as long as the page. */
const memory: Record<string, string> = {};

function read<Value>(key: string): Value | undefined {
  let text = memory[key];
  try {
    text = localStorage[key];
  } catch {}
  try {
    return text && JSON.parse(text);
  } catch {
    // Somebody else wrote there.
  }
}

/** Writes a value; undefined takes it away. */
function write(key: string, value: unknown): void {
  memory[key] = value === undefined ? '' : JSON.stringify(value);
  try {
    if (value === undefined) delete localStorage[key];
    else localStorage[key] = memory[key];
  } catch {}
}

/** A text that is not sent yet, or perhaps sent and not answered. */
export interface Draft {
  body: string;
  /** The Idempotency-Key of an attempt to send… */
  key?: string;
  /** …all that it sent: another content needs another key… */
  content?: string;
  /** …and where it said that it belongs: the page's address and title may be others by now. */
  thread?: ThreadRef;
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

  /** What the author typed last. */
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
    write(`${this.#site}draft ${place}`, draft.body.trim() ? draft : undefined);
  }
}
