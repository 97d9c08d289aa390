import type { Sort, ThreadPage } from '../../worker/contract/comment';
import type { AnswerOf } from '../../worker/contract/operations/operation';
import type { reader } from '../../worker/contract/operations/reader';
import type { FieldError, Problem } from '../../worker/contract/problem';
import { Storage } from './storage';

/** A request that came to nothing: the network was lost, or the server refused it. */
export interface RequestFailed extends Error {
  /** `network`, `unreadable` (whoever answered was not Plausch), or the name of the problem as the contract has it. */
  code: string;
  errors: FieldError[];
  /** Seconds until it may be tried again, where the server says so. */
  wait: string | null;
}

const requestFailed = (code: string, errors: FieldError[] = [], wait: string | null = null): RequestFailed =>
  Object.assign(new Error(code), { code, errors, wait });

/** How long an answer may take, to its end, milliseconds: a slow phone has long had it by then, and a lost one never comes. */
const patience = 60_000;

/** Where in a thread. */
export type Place = { after?: string; before?: string; around?: string; root?: string };

/** What readers call, as the contract has it. */
type Known = (typeof reader)['operations'];
export type Operation = keyof Known;

/** Where an operation is called: its path with its parts filled in, and what is asked after it. */
export type PathOf<Key extends Operation> = Key extends `${string} /${infer Path}`
  ? Filled<Path> | `${Filled<Path>}?${string}`
  : never;
type Filled<Path extends string> = Path extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Path;

type Answer<Key extends Operation> = AnswerOf<Known[Key]>;
/** What is in every answer of an operation. */
export type PartOf<Key extends Operation> = keyof Answer<Key> & string;

/** The reader's API of one site. Every method throws RequestFailed. */
export class ThreadClient {
  /** The server this script came from: the only one that is ever asked. */
  readonly server = new URL('.', import.meta.url).href;
  readonly site: string;
  readonly storage: Storage;
  readonly #api: string;

  constructor(site: string) {
    this.site = site;
    this.storage = new Storage(site);
    this.#api = `${this.server}api/sites/${encodeURIComponent(site)}/`;
  }

  /** Part of a thread. Another than the first: `after` or `before` a cursor, `around` a comment, below a `root`. */
  page(query: { thread: string; sort: Sort } & Place): Promise<ThreadPage> {
    return this.call<'GET /comments'>(`comments?${new URLSearchParams({ ...query })}`, 'comments');
  }

  /** Any operation: what everyone may ask, or as `init` has it. Without `part` in it, an answer is none. */
  async call<Key extends Operation>(path: PathOf<Key>, part?: PartOf<Key>, init?: RequestInit): Promise<Answer<Key>> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.#api + path, { signal: AbortSignal.timeout(patience), ...init });
      text = await response.text();
    } catch {
      throw requestFailed('network');
    }
    let answer: (Partial<Problem> & Record<string, unknown>) | null = null;
    try {
      answer = JSON.parse(text);
    } catch {}
    if (response.ok && (!part || answer?.[part] !== undefined)) return answer as Answer<Key>;
    // Between here and Plausch others may answer: a proxy whose server is gone, a hotel that wants to be paid.
    const code = /^\/problems\/(.+)/.exec(answer?.type ?? '')?.[1];
    throw requestFailed(code ?? 'unreadable', code ? answer?.errors : [], response.headers.get('Retry-After'));
  }
}
