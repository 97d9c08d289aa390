import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { LiveEvent } from '../../worker/contract/live';
import type { DeskClient } from './desk-client';

/** After a lost connection the next attempt is made after a second, then twice as long each time, up to a minute. */
const firstWait = 1000;
const longestWait = 60_000;

/** Tells what happens on a site as it happens, as long as a connection can be had; polling goes on beside it. */
export class LiveController implements ReactiveController {
  readonly #onEvent: (event: LiveEvent) => void;
  readonly #onOpen: () => void;
  #client: DeskClient | undefined;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = firstWait;

  /** @param onOpen called with each new connection: what happened before it has not been told. */
  constructor(host: ReactiveControllerHost, onEvent: (event: LiveEvent) => void, onOpen: () => void) {
    this.#onEvent = onEvent;
    this.#onOpen = onOpen;
    host.addController(this);
  }

  /** Listens to another site. */
  listen(client: DeskClient): void {
    this.#client = client;
    this.#wait = firstWait;
    this.#connect();
  }

  hostConnected(): void {
    if (this.#client) this.#connect();
  }

  hostDisconnected(): void {
    this.#close();
  }

  #connect(): void {
    this.#close();
    const { liveAddress } = this.#client ?? {};
    if (!liveAddress) return;
    const socket = new WebSocket(liveAddress);
    socket.addEventListener('open', () => {
      this.#wait = firstWait;
      this.#onOpen();
    });
    socket.addEventListener('message', ({ data }) => this.#onEvent(JSON.parse(String(data)) as LiveEvent));
    socket.addEventListener('close', ({ code }) => {
      if (socket !== this.#socket) return;
      // Signed out, or taken from the site: whoever asks the server next hears it.
      if (code === 4401 || code === 4403) this.#onOpen();
      this.#timer = setTimeout(() => this.#connect(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, longestWait);
    });
    this.#socket = socket;
  }

  #close(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }
}
