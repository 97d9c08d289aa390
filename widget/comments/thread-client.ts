import type { Counts, NewComment, Sort, Submitted, ThreadPage } from '../../worker/contract/comment';
import type { FieldError, Problem } from '../../worker/contract/problem';
import { Storage } from './storage';

/** A request that came to nothing: the network was lost, or the server refused it. */
export class RequestFailed extends Error {
  /** `network`, or the name of the problem as the contract has it. */
  readonly code: string;
  readonly errors: FieldError[];

  constructor(code: string, errors: FieldError[] = []) {
    super(code);
    this.code = code;
    this.errors = errors;
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
    this.#api = `${server}api/sites/${site}/`;
  }

  page(thread: string, sort: Sort, after: string | null): Promise<ThreadPage> {
    return this.#call(`comments?${new URLSearchParams({ thread, sort, ...(after && { after }) })}`);
  }

  /** Sends a comment. The same key with the same content never makes a second one. */
  async submit(comment: NewComment, key: string): Promise<Submitted> {
    const submitted = await this.#call<Submitted>('comments', comment, key);
    this.storage.token = submitted.token;
    return submitted;
  }

  /** The HTML that publishing this text would show. */
  preview(body: string): Promise<{ html: string }> {
    return this.#call('preview', { body });
  }

  /** Any other call: with a body it sends something about a comment. */
  send(path: string, body?: object): Promise<unknown> {
    return this.#call(path, body);
  }

  /** A path on the server as an address. */
  address(path: string): string {
    return new URL(path, server).href;
  }

  counts(threads: string[]): Promise<Counts> {
    return this.#call(`counts?${new URLSearchParams(threads.map((thread) => ['thread', thread]))}`);
  }

  /** Reads, or with a body writes. */
  async #call<Answer>(path: string, body?: unknown, key?: string): Promise<Answer> {
    const headers: Record<string, string> = {};
    const { token } = this.storage;
    // Counts are the same for everyone: without the header no preflight is needed.
    if (token && !path.startsWith('counts')) headers.Authorization = `Bearer ${token}`;
    if (body) headers['Content-Type'] = 'application/json';
    if (key) headers['Idempotency-Key'] = key;
    let response: Response;
    let answer: unknown;
    try {
      response = await fetch(
        this.#api + path,
        body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
      );
      // An answer may have no body.
      answer = JSON.parse((await response.text()) || 'null');
    } catch {
      throw new RequestFailed('network');
    }
    if (response.ok) return answer as Answer;
    const { type, errors } = answer as Problem;
    throw new RequestFailed(type.slice(type.lastIndexOf('/') + 1), errors);
  }
}
