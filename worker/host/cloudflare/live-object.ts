import type { Site } from '../../site/site';
import { deliver, hangUp, type Listener, mostOfOne, type Told } from '../live';
import { type Outcome, RoomObject } from './room-object';

/** Who is at the other end, kept by the platform while the object sleeps. */
interface Attachment {
  account: string;
  session: string;
  since: number;
}

/** A Site's object: it also keeps the connections of the desk, asleep between events (WebSocket Hibernation API). */
export abstract class LiveObject<Env> extends RoomObject<Site, Env> {
  /** What the call that runs now has told. */
  protected told: Told[] = [];

  override call(name: string, method: string, values: unknown[]): Outcome {
    this.told = [];
    const outcome = super.call(name, method, values);
    const told = this.told;
    if (outcome.kind === 'done' && told.length > 0) this.ctx.waitUntil(this.#deliver(name, told));
    return outcome;
  }

  /** Takes a connection that the worker has let in. */
  override async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const account = searchParams.get('account') ?? '';
    const session = searchParams.get('session') ?? '';
    const own = this.#open(account);
    if (own.length >= mostOfOne) own[0]?.close(4429, 'Too many connections.');
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [account]);
    server.serializeAttachment({ account, session, since: Date.now() } satisfies Attachment);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** Closes what was opened with a session that has ended. */
  hangUp(account: string, session: string): void {
    hangUp(this.#open(account).map(toListener), account, session);
  }

  /** The connections, of one account alone where it is given, but those that wait for the other end to close, too. */
  #open(account?: string): WebSocket[] {
    return this.ctx.getWebSockets(account).filter(({ readyState }) => readyState === WebSocket.OPEN);
  }

  async #deliver(name: string, told: Told[]): Promise<void> {
    const sockets = this.#open();
    if (sockets.length === 0) return;
    await this.ctx.storage.sync();
    deliver(this.room(name), sockets.map(toListener), told, Date.now());
  }
}

function toListener(socket: WebSocket): Listener {
  const { account, session, since } = socket.deserializeAttachment() as Attachment;
  return {
    account,
    session,
    since,
    send: (text) => socket.send(text),
    close: (code, reason) => socket.close(code, reason),
  };
}
