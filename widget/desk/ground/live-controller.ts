import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LiveEvent } from '../../../worker/contract/live';
import type { DeskClient } from './desk-client';

/** After a lost connection the next attempt is made after a second, then twice as long each time, up to a minute. */
const firstWait = 1000;
const longestWait = 60_000;

/** Who wants to hear what happens on a site. */
interface Listener {
  onEvent: (event: LiveEvent) => void;
  /** Called with each new connection: what happened before it has not been told. */
  onOpen: () => void;
}

/** Tells what happens on a site as it happens, as long as a connection can be had; polling goes on beside it. */
export class LiveController implements ReactiveController {
  readonly #listener: Listener;
  #client: DeskClient | undefined;

  constructor(host: ReactiveControllerHost, onEvent: Listener['onEvent'], onOpen: Listener['onOpen']) {
    this.#listener = { onEvent, onOpen };
    host.addController(this);
  }

  /** Listens to another site, or to none. */
  listen(client: DeskClient | undefined): void {
    this.hostDisconnected();
    this.#client = client;
    this.hostConnected();
  }

  hostConnected(): void {
    if (this.#client) connectionTo(this.#client).add(this.#listener);
  }

  hostDisconnected(): void {
    if (this.#client) connectionTo(this.#client).remove(this.#listener);
  }
}

/** A WebSocket has a scheme of its own. */
const liveAddress = (client: DeskClient) =>
  new URL(client.address('GET /live'), location.href).href.replace(/^http/, 'ws');

/** The connection to a site, one for all who listen; none while nobody does. */
class Connection {
  readonly #client: DeskClient;
  readonly #listeners = new Set<Listener>();
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = firstWait;

  constructor(client: DeskClient) {
    this.#client = client;
  }

  add(listener: Listener): void {
    const first = this.#listeners.size === 0;
    this.#listeners.add(listener);
    if (first) {
      this.#wait = firstWait;
      this.#connect();
    } else if (this.#socket?.readyState === WebSocket.OPEN) listener.onOpen();
  }

  remove(listener: Listener): void {
    if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#close();
  }

  #connect(): void {
    this.#close();
    const socket = new WebSocket(liveAddress(this.#client));
    socket.addEventListener('open', () => {
      this.#wait = firstWait;
      this.#tellOpen();
    });
    socket.addEventListener('message', ({ data }) => {
      const event = JSON.parse(String(data)) as LiveEvent;
      for (const { onEvent } of this.#listeners) onEvent(event);
    });
    socket.addEventListener('close', ({ code }) => {
      if (socket !== this.#socket) return;
      // Signed out, or taken from the site: whoever asks the server next hears it.
      if (code === 4401 || code === 4403) this.#tellOpen();
      this.#timer = setTimeout(() => this.#connect(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, longestWait);
    });
    this.#socket = socket;
  }

  #tellOpen(): void {
    for (const { onOpen } of this.#listeners) onOpen();
  }

  #close(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}

const connections = new WeakMap<DeskClient, Connection>();

function connectionTo(client: DeskClient): Connection {
  const connection = connections.get(client) ?? new Connection(client);
  connections.set(client, connection);
  return connection;
}
