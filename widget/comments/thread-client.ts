import type { Counts, NewComment, Sort, Submitted, ThreadPage } from '../../worker/contract/comment';
import type { FieldError, Problem } from '../../worker/contract/problem';
import { Storage } from './storage';

/** A request that came to nothing: the network was lost, or the server refused it. */
export class RequestFailed extends Error {
  /** `network`, `unreadable` (whoever answered was not Plausch), or the name of the problem as the contract has it. */
  readonly code: string;
  readonly errors: FieldError[];
  /** Seconds until it may be tried again; NaN where nobody has said. */
  readonly wait: number;

  constructor(code: string, errors: FieldError[] = [], wait = Number.NaN) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.wait = wait;
  }
}

/** The server this script came from: the only one that is ever asked. */
export const server = new URL('.', import.meta.url).href;

/** The reader's API of one site. Every method throws RequestFailed. */
export class ThreadClient {
  readonly site: string;
  readonly storage: Storage;
  readonly #api: string;

  constructor(site: string) {
    this.site = site;
    this.storage = new Storage(site);
    this.#api = `${server}api/sites/${encodeURIComponent(site)}/`;
  }

  async page(thread: string, sort: Sort, after: string | null): Promise<ThreadPage> {
    const query = new URLSearchParams({ thread, sort, ...(after && { after }) });
    const page = this.#call<ThreadPage>(`comments?${query}`, 'comments');
    return this.storage.token ? (await import('./own')).withOwn(this, page, thread) : page;
  }

  /** Sends a comment. The same key with the same content never makes a second one. */
  async submit(comment: NewComment, key: string): Promise<Submitted> {
    const submitted = await this.#call<Submitted>('comments', 'comment', comment, key);
    this.storage.token = submitted.token;
    return submitted;
  }

  /** The HTML that publishing this text would show. */
  preview(body: string): Promise<{ html: string }> {
    return this.#call('preview', 'html', { body });
  }

  /** Any other call: with a body it sends something about a comment. `part` is in the answer, or it is none. */
  send<Answer>(path: string, body?: object, part?: string): Promise<Answer> {
    return this.#call(path, part, body);
  }

  /** A path on the server as an address. */
  address(path: string): string {
    return new URL(path, server).href;
  }

  counts(threads: string[]): Promise<Counts> {
    return this.#call(`counts?${new URLSearchParams(threads.map((thread) => ['thread', thread]))}`, 'counts');
  }

  /** Reads, or with a body writes. */
  async #call<Answer>(path: string, part?: string, body?: unknown, key?: string): Promise<Answer> {
    const headers: Record<string, string> = {};
    const { token } = this.storage;
    // These are the same for everyone: without the header no preflight is needed.
    if (token && !/^(comments|counts)\?/.test(path)) headers.Authorization = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    let response: Response;
    let text: string;
    try {
      response = await fetch(
        this.#api + path,
        body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
      );
      text = await response.text();
    } catch {
      throw new RequestFailed('network');
    }
    let answer: (Partial<Problem> & Record<string, unknown>) | null = null;
    try {
      answer = JSON.parse(text);
    } catch {}
    if (response.ok && (!part || answer?.[part] !== undefined)) return answer as Answer;
    // Between here and Plausch others may answer: a proxy whose server is gone, a hotel that wants to be paid.
    const code = /^\/problems\/(.+)/.exec(answer?.type ?? '')?.[1];
    const wait = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    throw new RequestFailed(code ?? 'unreadable', code ? answer?.errors : [], wait);
  }
}
