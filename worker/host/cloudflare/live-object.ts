import { Refusal } from '../../errors';
import type { ExportPart, ExportPlace } from '../../site/moving/exporting';
import type { Site } from '../../site/site';
import { deliver, hangUp, type Listener, mostOfOne, type Told } from '../live';
import type { RecoveryGoal, Remote } from '../platform';
import { ActorObject, type Outcome, remote } from './actor-object';

/** Who is at the other end, kept by the platform while the object sleeps. */
interface Attachment {
  account: string;
  session: string;
  since: number;
}

/** When the site cannot be used now, it is woken again (milliseconds). */
const afterRefusal = 15 * 60_000;

/** Under this the object keeps the name it was found by: an alarm does not bring it. */
const nameKey = 'name';

/**
 * A Site's object: it also keeps the connections of the desk, asleep between events (WebSocket Hibernation API), and an
 * alarm for what is due.
 */
export abstract class LiveObject<Env> extends ActorObject<Site, Env> {
  /** What the call that runs now has told. */
  protected told: Told[] = [];
  /** When the alarm rings; null: it is not set; undefined: that is not known. */
  #alarm: number | null | undefined;

  /** Does what is due on the site. */
  protected abstract work(site: Remote<Site>, name: string): Promise<unknown>;

  override call(name: string, method: string, values: unknown[]): Outcome {
    this.told = [];
    const outcome = super.call(name, method, values);
    const told = this.told;
    if (outcome.kind !== 'done') return outcome;
    if (told.length > 0) this.ctx.waitUntil(this.#deliver(name, told));
    this.#setAlarm(name);
    return outcome;
  }

  /**
   * The site's export from a place on, as `exportPart` gives it to whoever runs the server: at least so many characters, or all there
   * are. Others are heard between two steps.
   */
  async readLines(name: string, place: ExportPlace | null, least: number): Promise<Outcome> {
    let lines = '';
    for (let at = place; ; ) {
      const outcome = this.call(name, 'exportPart', [null, {}, at]);
      if (outcome.kind === 'refused') return outcome;
      const part = outcome.result as ExportPart;
      lines += part.lines;
      at = part.next;
      if (at === null || lines.length >= least)
        return { kind: 'done', result: { lines, next: at } satisfies ExportPart };
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Rings when the first work is due. The platform rings again, later and later, when this throws. */
  override async alarm(): Promise<void> {
    this.#alarm = undefined;
    const name = this.ctx.storage.kv.get<string>(nameKey);
    if (name === undefined) return;
    try {
      await this.work(remote({ call: async (...called) => this.call(...called) }, name), name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Its data are of a newer version, or its storage is full: what is due can wait for whoever mends that.
      await this.ctx.storage.setAlarm(Date.now() + afterRefusal);
    }
  }

  /** Sets the alarm to when the first work is due. It is stored together with what the call has written. */
  #setAlarm(name: string): void {
    const due = this.actor(name).nextDue();
    if (due === this.#alarm) return;
    this.#alarm = due;
    if (due === null) void this.ctx.storage.deleteAlarm();
    else {
      if (this.ctx.storage.kv.get(nameKey) === undefined) this.ctx.storage.kv.put(nameKey, name);
      // What was due before all times is due now.
      void this.ctx.storage.setAlarm(Math.max(due, 1));
    }
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

  /** Has the storage be what it was, from the next start on; who listens connects again. @returns the point right before that; or why it cannot be. */
  async prepareRecovery(goal: RecoveryGoal): Promise<Outcome> {
    const { storage } = this.ctx;
    try {
      const bookmark = 'time' in goal ? await storage.getBookmarkForTime(goal.time) : goal.bookmark;
      const undo = await storage.onNextSessionRestoreBookmark(bookmark);
      // Said now: of what is sent in the call that ends the object nothing arrives.
      for (const socket of this.#open()) socket.close(4408, 'Connect again.');
      return { kind: 'done', result: undo };
    } catch (error) {
      return { kind: 'refused', code: 'no-recovery', detail: { detail: (error as Error).message } };
    }
  }

  /** Ends the object, and all that it has in memory. */
  restart(): void {
    this.ctx.abort('Its data go back to an earlier time.');
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
    deliver(this.actor(name), sockets.map(toListener), told, Date.now());
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
