import type * as z from 'zod';
import type { NewSite } from '../../contract/desk';
import type { operatorImports } from '../../contract/operations/imports';
import type { AnswerOf, Called, Sending } from '../../contract/operations/operation';
import { operator } from '../../contract/operations/operator';
import type { Problem } from '../../contract/problem';
import type { NewRecovery } from '../../contract/recovery';
import type { ImportBatch, ImportEnd, NewImport } from '../../contract/transfer';
import { operatorKey } from '../../operator';

/** Sends one request to a Plausch: over the network, or straight to an app in this process. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

/** To a server that listens at `url`. */
export const sendTo =
  (url: string): Send =>
  (path, init) =>
    fetch(new URL(path, url), init);
/** To an app in this process. */
export const sendInside =
  (fetch: (request: Request, env: unknown) => Response | Promise<Response>): Send =>
  async (path, init) =>
    fetch(new Request(new URL(path, 'http://inside'), init), { incoming: { socket: {} } });

type Known = (typeof operator)['operations'] & (typeof operatorImports)['operations'];

/** What a server does not do, in its words. */
export class Refused extends Error {
  readonly status: number;
  /** After so many seconds it may be asked again; undefined: it does not say. */
  readonly retryAfter: number | undefined;

  constructor(status: number, retryAfter: number | undefined, sentence: string) {
    super(sentence);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** What the one who runs the server may do, wherever it runs. */
export class Operator {
  readonly #send: Send;
  readonly #key: string;

  constructor(send: Send, secret: string) {
    this.#send = send;
    this.#key = operatorKey(secret);
  }

  /** Opens a site, or changes what is given of one that is there. */
  addSite(site: NewSite) {
    return this.#call('POST /sites', { body: site });
  }

  /** Every site. */
  async listSites() {
    return (await this.#call('GET /sites')).sites;
  }

  /** A one-time link that signs the site's owner in at the desk under `base`. */
  async ownerLink(site: string, base: string): Promise<string> {
    const { link } = await this.#call('POST /sites/{site}/owner-link', { site });
    return `${base}/desk/#link=${link}`;
  }

  /** The same for anyone who works there, by name. */
  async personLink(site: string, name: string, base: string): Promise<string> {
    const { link } = await this.#call('POST /sites/{site}/person-link', { site, body: { name } });
    return `${base}/desk/#link=${link}`;
  }

  /** Begins an import, or takes up the one of the same file that is being received. */
  beginImport(site: string, body: NewImport) {
    return this.#call('POST /sites/{site}/imports', { site, body });
  }

  /** Sends some records of it. */
  sendRecords(site: string, id: string, body: z.input<typeof ImportBatch>) {
    return this.#call('POST /sites/{site}/imports/{id}/records', { site, id, body });
  }

  /** Says that all was sent. */
  endImport(site: string, id: string, body: ImportEnd) {
    return this.#call('POST /sites/{site}/imports/{id}/end', { site, id, body });
  }

  /** How far it is. */
  readImport(site: string, id: string) {
    return this.#call('GET /sites/{site}/imports/{id}', { site, id });
  }

  /** A site as a file. It may break off. `query`: as `ExportQuery`, before it is read. @throws Refused. */
  async exportSite(site: string, query: Record<string, string>): Promise<ReadableStream<Uint8Array>> {
    const response = await this.#ask('GET', `/sites/${site}/export?${new URLSearchParams(query)}`);
    if (!response.body) throw new Error('There is nothing in the answer.');
    return response.body;
  }

  /** Takes a site's data back to an earlier time. @throws Refused. */
  recover(site: string, body: NewRecovery) {
    return this.#call('POST /sites/{site}/recovery', { site, body });
  }

  /** Does now what is done every quarter of an hour. */
  chores() {
    return this.#call('POST /chores');
  }

  async #call<Key extends Called<Known>>(key: Key, ...[sent]: Sending<Key, Known[Key]>): Promise<AnswerOf<Known[Key]>> {
    const { site = '', id = '', body }: { site?: string; id?: string; body?: unknown } = sent ?? {};
    const [method = '', path = ''] = key.split(' ');
    const response = await this.#ask(method, path.replace('{site}', site).replace('{id}', id), body);
    return (await response.json()) as AnswerOf<Known[Key]>;
  }

  /** @throws Refused. */
  async #ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await this.#send(operator.base + path, {
      method,
      headers: { Authorization: `Bearer ${this.#key}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (response.ok) return response;
    const { title, detail, errors = [] } = (await response.json()) as Problem;
    const fields = errors.map((error) => `${error.pointer.slice(1)}: ${error.detail}`);
    const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
    const sentence = [title, detail, ...fields].filter(Boolean).join(' ');
    throw new Refused(response.status, Number.isNaN(wait) ? undefined : wait, sentence);
  }
}

/** The two lines an owner pastes into their pages. */
export const snippet = (base: string, site: string) =>
  `<script type="module" src="${base}/embed.js"></script>\n<plausch-comments site="${site}"></plausch-comments>`;
