import { upgradeWebSocket } from '@hono/node-server';
import type { Context } from 'hono';
import { type Listener, mostOfOne } from '../live';

/** Proxies close what is silent for a minute. */
const pingEvery = 30_000;

/** The open connections to the desk, by site. */
export class Connections {
  readonly #bySite = new Map<string, Set<Listener>>();

  of(site: string): Set<Listener> {
    const known = this.#bySite.get(site) ?? new Set<Listener>();
    this.#bySite.set(site, known);
    return known;
  }

  /** Makes a connection of a request that asks for one. */
  accept(c: Context, site: string, account: string): Promise<Response> {
    const here = this.of(site);
    let listener: Listener | undefined;
    let ping: NodeJS.Timeout | undefined;
    const leave = () => {
      clearInterval(ping);
      if (listener) here.delete(listener);
    };
    return upgradeWebSocket(c, {
      onOpen: (_event, socket) => {
        const own = [...here].filter((other) => other.account === account);
        if (own.length >= mostOfOne) own[0]?.close(4429, 'Too many connections.');
        listener = {
          account,
          since: Date.now(),
          send: (text) => socket.send(text),
          close: (code, reason) => {
            leave();
            socket.close(code, reason);
          },
        };
        here.add(listener);
        ping = setInterval(() => (socket.raw as { ping?: () => void } | undefined)?.ping?.(), pingEvery).unref();
      },
      onClose: leave,
      onError: leave,
    });
  }
}
