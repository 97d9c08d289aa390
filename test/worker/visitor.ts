import * as z from 'zod';
import { base, secret, send } from '#host';
import { type Notify, Own, Submitted, ThreadPage } from '../../worker/contract/comment';
import { Decided, OwnerLink, Queue, Session, SiteEntry } from '../../worker/contract/desk';
import { Invited } from '../../worker/contract/people';
import { Problem } from '../../worker/contract/problem';
import { operatorKey } from '../../worker/operator';

let count = 0;

/** What a request says besides its path. */
export interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer, with its body as it stood on the wire. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** Files of tests share a server: each has other networks, as good as always. */
const place = Math.floor(Math.random() * 51_200);

/** Someone who visits, from a network of their own, with the token and the cookie their browser would keep. */
export class Visitor {
  token: string | undefined;
  cookie: string | undefined;
  readonly address: string;

  constructor(address?: string) {
    count += 1;
    this.address = address ?? `${20 + (place >> 8)}.${place & 255}.${(count >> 8) & 255}.${count & 255}`;
  }

  /** Sends a request and returns the answer, whatever it is. */
  async ask(method: string, path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.#send(method, path, asked);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** A file that is no text. */
  async bytes(path: string): Promise<ArrayBuffer> {
    return (await this.#send('GET', path)).arrayBuffer();
  }

  #send(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Response> {
    const own: Record<string, string> = { 'CF-Connecting-IP': this.address, 'X-Forwarded-For': this.address };
    if (this.token) own.Authorization = `Bearer ${this.token}`;
    if (this.cookie) own.Cookie = this.cookie;
    if (body !== undefined) own['Content-Type'] = 'application/json';
    return send(
      new Request(base + path, {
        method,
        headers: { ...own, ...headers },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
      }),
    );
  }

  /** Sends a request and reads the answer by the contract: it has this status and exactly these fields. */
  async get<Schema extends z.ZodType>(schema: Schema, method: string, path: string, asked: Asked = {}, status = 200) {
    const answer = await this.ask(method, path, asked);
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return schema.parse(JSON.parse(answer.text));
  }

  /** Sends a request that is refused, and reads the problem document. */
  async refused(method: string, path: string, asked: Asked = {}): Promise<Problem> {
    const answer = await this.ask(method, path, asked);
    if (answer.headers.get('Content-Type') !== 'application/problem+json')
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    const problem = Problem.parse(JSON.parse(answer.text));
    if (problem.status !== answer.status) throw new Error('The status is not the one in the document.');
    return problem;
  }

  /** Writes a comment in half a minute and keeps the token, as the widget does where a browser can do no work. */
  async write(
    site: string,
    comment: {
      body: string;
      thread?: string;
      title?: string;
      parent?: string;
      name?: string;
      email?: string;
      notify?: Notify;
      key?: string;
    },
  ) {
    const { body, thread = '/post/', title, parent, name = 'Nora', email, notify, key } = comment;
    const answer = await this.ask('POST', `/api/sites/${site}/comments`, {
      body: {
        thread: { key: thread, title },
        author: { name, email },
        body,
        parent,
        notify,
        form: { writing: 30_000, inputs: 40 },
      },
      headers: key === undefined ? {} : { 'Idempotency-Key': key },
    });
    if (answer.status !== 201 && answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
    const submitted = Submitted.parse(JSON.parse(answer.text));
    this.token = submitted.token;
    return { ...submitted, code: answer.status };
  }

  /** Reads a page of a thread. */
  read(site: string, query = 'thread=/post/') {
    return this.get(ThreadPage, 'GET', `/api/sites/${site}/comments?${query}`);
  }

  /** Reads what is one's own in a thread. */
  own(site: string, query = 'thread=/post/') {
    return this.get(Own, 'GET', `/api/sites/${site}/own?${query}`);
  }

  /** Signs in at the desk with a one-time link. */
  async signIn(link: string) {
    const answer = await this.ask('POST', '/api/session', { body: { link } });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    this.cookie = answer.headers.get('Set-Cookie')?.split(';')[0];
    return Session.parse(JSON.parse(answer.text));
  }

  queue(site: string, query = '') {
    return this.get(Queue, 'GET', `/api/sites/${site}/queue?${query}`);
  }

  async decide(
    site: string,
    action: string,
    comments: string[],
    more: {
      reason?: string;
      expect?: string;
      texts?: Record<string, number>;
      seen?: Record<string, string | null>;
      reply?: string;
    } = {},
  ) {
    const path = `/api/sites/${site}/decisions`;
    return (await this.get(Decided, 'POST', path, { body: { comments, action, ...more } }, 201)).decision;
  }
}

/** The one who runs the server. */
export const operator = () => {
  const visitor = new Visitor();
  visitor.token = operatorKey(secret);
  return visitor;
};

/** Opens a site that nobody else uses, and returns its name. */
export async function openSite(settings: Record<string, unknown> = {}): Promise<string> {
  const site = `${crypto.randomUUID()}.example`;
  await operator().get(SiteEntry, 'POST', '/api/operator/sites', { body: { site, owner: 'Anna' } }, 201);
  if (Object.keys(settings).length > 0) {
    const owner = await ownerOf(site);
    await owner.get(z.unknown(), 'PATCH', `/api/sites/${site}/settings`, { body: settings });
  }
  return site;
}

/** A one-time link for the owner of a site. */
export async function ownerLink(site: string): Promise<string> {
  return (await operator().get(OwnerLink, 'POST', `/api/operator/sites/${site}/owner-link`, {}, 201)).link;
}

/** The owner of a site, signed in at the desk. */
export async function ownerOf(site: string): Promise<Visitor> {
  const owner = new Visitor();
  await owner.signIn(await ownerLink(site));
  return owner;
}

/** Somebody whom the owner has let in, signed in at the desk. */
export async function invite(
  site: string,
  owner: Visitor,
  person: { name: string; role: 'owner' | 'moderator'; scope?: string[] },
): Promise<Visitor> {
  const { link } = await owner.get(Invited, 'POST', `/api/sites/${site}/people`, { body: person }, 201);
  const visitor = new Visitor();
  await visitor.signIn(link);
  return visitor;
}
