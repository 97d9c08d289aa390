import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { WebSocket } from 'ws';
import { Refusal } from '../../errors';
import { type Listener, mostOfOne } from '../live';
import { canOpenWebSocket, openWebSocket } from './http';

/** Proxies close what is silent for a minute. Whoever has not answered by the next ping is gone. */
const pingEvery = 30_000;

/** The open connections to the desk, by site. */
export class Connections {
  readonly #bySite = new Map<string, Set<Listener>>();
  readonly #pingEvery: number;

  constructor(milliseconds = pingEvery) {
    this.#pingEvery = milliseconds;
  }

  of(site: string): Set<Listener> {
    const known = this.#bySite.get(site) ?? new Set<Listener>();
    this.#bySite.set(site, known);
    return known;
  }

  /** Makes a connection of a request that asks for one. @throws Refusal `upgrade-needed`. */
  accept(c: Context, site: string, account: string, session: string): Response {
    const { incoming, outgoing } = c.env as HttpBindings;
    if (!canOpenWebSocket(incoming)) throw new Refusal('upgrade-needed');
    openWebSocket(incoming, outgoing, (socket) => this.#add(socket, site, account, session));
    return RESPONSE_ALREADY_SENT;
  }

  /** Ends every connection, because the server ends. */
  close(): void {
    for (const listeners of this.#bySite.values())
      for (const listener of [...listeners]) listener.close(1001, 'The server ends.');
  }

  #add(socket: WebSocket, site: string, account: string, session: string): void {
    const here = this.of(site);
    const own = [...here].filter((other) => other.account === account);
    if (own.length >= mostOfOne) own[0]?.close(4429, 'Too many connections.');
    let answered = true;
    const ping = setInterval(() => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
    }, this.#pingEvery).unref();
    socket.on('pong', () => {
      answered = true;
    });
    const listener: Listener = {
      account,
      session,
      since: Date.now(),
      send: (text) => socket.send(text),
      close: (code, reason) => {
        leave();
        socket.close(code, reason);
      },
    };
    const leave = () => {
      clearInterval(ping);
      here.delete(listener);
    };
    here.add(listener);
    socket.on('close', leave);
    // It closes after that.
    socket.on('error', leave);
  }
}
