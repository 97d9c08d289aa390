import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { run, type Server } from './server';

/** A data folder, and how to start a server on it. */
export interface Disk {
  data: string;
  start: (args?: string[], log?: string[]) => Promise<Server>;
}

/** The sites of every story about a disk. */
export const site = 'a.example';
export const other = 'b.example';
export const args = ['--demo=false', '--limits', 'off', '--proxies', '1'];

let networks = 0;

/** Somebody with a browser. */
export class Guest {
  readonly headers: Record<string, string> = {};
  /** Where they are: one vote is counted of each network. */
  readonly #address = `20.1.${networks >> 8}.${networks++ & 255}`;

  async ask(server: Server, method: string, path: string, body?: unknown) {
    const response = await fetch(server.base + path, {
      method,
      headers: { ...this.headers, 'X-Forwarded-For': this.#address, 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    const type = response.headers.get('Content-Type') ?? '';
    return {
      status: response.status,
      headers: response.headers,
      json: type.includes('json') ? JSON.parse(text) : text,
    };
  }
}

const draft = (body: string) => ({ thread: { key: '/a' }, author: { name: 'Nora' }, body });
export const post = (server: Server, to: string, body: string, guest = new Guest()) =>
  guest.ask(server, 'POST', `/api/sites/${to}/comments`, draft(body));

/** Whoever owns the site, signed in. */
export async function owner(server: Server, data: string): Promise<Guest> {
  const { out } = await run('dist/site.js', ['owner-link', site, '--data', data]);
  const guest = new Guest();
  const { headers } = await guest.ask(server, 'POST', '/api/session', { link: /#link=(\S+)/.exec(out)?.[1] });
  guest.headers.Cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return guest;
}

export interface Prepared {
  anna: Guest;
  /** Comments that wait. */
  waiting: string[];
  /** Comments that are published. */
  published: string[];
  /** Those of them that were voted on. */
  voted: string[];
}

/** Two sites, on the first of which so many comments wait. The server has ended. */
export async function prepare(disk: Disk, count: number): Promise<Prepared> {
  const server = await disk.start(args);
  for (const name of [site, other]) await run('dist/site.js', ['add', name, '--data', disk.data]);
  const anna = await owner(server, disk.data);
  const ids: string[] = [];
  for (let index = 0; index < count + 20; index += 1) {
    const { json } = await post(server, site, `Frage Nummer ${index}, was meint ihr dazu?`);
    ids.push(json.comment.id);
  }
  const published = ids.splice(0, 20);
  const { status } = await anna.ask(server, 'POST', `/api/sites/${site}/decisions`, {
    comments: published,
    action: 'approve',
  });
  expect(status).toBe(201);
  await post(server, other, 'Guten Tag');
  await server.end('SIGTERM');
  return { anna, waiting: ids, published, voted: [] };
}

/** From the next use on it is to be written down anew that a session was used. */
export function letSessionsBeDue(data: string): void {
  for (const name of readdirSync(join(data, 'accounts')).filter((file) => file.endsWith('.sqlite'))) {
    const file = new DatabaseSync(join(data, 'accounts', name));
    file.exec(`UPDATE session SET seen = seen - ${2 * 60 * 60_000}`);
    file.close();
  }
}

/** Everything that somebody can look at, signed in or not. */
export async function look(server: Server, { anna, published }: Prepared) {
  const paths = [
    ...['comments', 'own'].map((what) => `/api/sites/${site}/${what}?thread=/a`),
    ...['queue', 'decisions', 'settings', 'rules', 'bans', 'people', 'pulse', 'reasons', 'outbox', 'services'].map(
      (what) => `/api/sites/${site}/${what}`,
    ),
    `/api/sites/${site}/comments?thread=/a&around=${published[0]}`,
    `/api/sites/${site}/counts?thread=/a`,
    `/api/sites/${site}/challenge?thread=/a`,
    `/api/sites/${other}/comments?thread=/a`,
    `/api/sites/${site}/queue?q=Frage&state=any`,
    '/api/session',
    '/api/account',
    `/pages/${site}?thread=/a`,
    `/pages/${other}?thread=/a`,
    `/pages/${site}/privacy`,
    `/feeds/${site}.atom`,
    '/desk/',
    '/health',
    '/',
  ];
  // What is sent, and changes nothing.
  const asked: [string, unknown][] = [
    [`/api/sites/${site}/preview`, { body: '*Hallo*' }],
    [`/api/sites/${site}/settings/trial`, { holdFrom: 2, spamFrom: 5 }],
    [`/api/sites/${site}/rules/trial`, { propose: 'hold', when: { kind: 'words', words: ['Frage'] } }],
  ];
  const calls = [
    ...paths.map((path) => ({ path, answer: anna.ask(server, 'GET', path) })),
    ...asked.map(([path, body]) => ({ path, answer: anna.ask(server, 'POST', path, body) })),
  ];
  return Promise.all(calls.map(async ({ path, answer }) => `${path} ${(await answer).status}`));
}

export const isRefused = ({ status, json }: { status: number; json: { type?: string } }) =>
  (status === 507 && json.type === '/problems/no-room') || (status === 503 && json.type === '/problems/unavailable');
