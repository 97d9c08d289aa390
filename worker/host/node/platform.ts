import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Account } from '../../account/account';
import { doDue, forgetAgain, rememberOn } from '../../alarm';
import type { Config } from '../../config';
import { Directory } from '../../directory/directory';
import { Refusal } from '../../errors';
import { mailOf } from '../../notify/mail/mail';
import type { Outgoing } from '../../notify/outgoing/outgoing';
import { type Pushes, pushesOf } from '../../notify/push/pushes';
import { targetChannel } from '../../notify/target';
import { postOf } from '../../sending/post';
import { pusherOf } from '../../sending/push';
import { isRead, openSite, type Site } from '../../site/site';
import type { Service } from '../../spam/services/service';
import { offeredServices } from '../../spam/services/services';
import { deliver, hangUp, type Told } from '../live';
import { type Place, type Platform, type Remote, remoteOf } from '../platform';
import { type ActorFile, Actors } from './actors';
import type { Assets } from './assets';
import { ForgottenFile } from './forgotten';
import { Connections } from './live';
import { bracketed } from './options';
import { nodeOutgoing } from './outgoing';
import type { Trouble } from './trouble';
import { Wakes } from './wakes';

/** Where the directory cannot be read at first, it is tried again (milliseconds). */
const startAgainAfter = 60_000;

/** One machine: every site, account and the directory is a SQLite file in the data folder. */
export class NodePlatform implements Platform {
  readonly config: Config;
  readonly services: Service[];
  readonly mail: Platform['mail'];
  readonly outgoing: Outgoing;
  readonly pushes: Pushes;
  readonly #folder: string;
  readonly #actors: Actors;
  readonly #connections = new Connections();
  /** Sessions that have ended, by account: they outlast what is opened anew. */
  readonly #ended = new Map<string, Set<string>>();
  readonly #wakes: Wakes;
  readonly #assets: Assets;
  readonly #host: string;
  /** What goes on after an answer. */
  readonly #later = new Set<Promise<void>>();
  #closed = false;

  /**
   * @param folder the data folder; made when missing.
   * @param host the name or address to listen on.
   * @param mayBeWritten asked before each opening of a file.
   */
  constructor(
    folder: string,
    config: Config,
    assets: Assets,
    { host = 'localhost', mayBeWritten = () => true }: { host?: string; mayBeWritten?: () => boolean } = {},
  ) {
    this.#folder = folder;
    this.#host = host;
    this.config = config;
    this.services = offeredServices(config.services);
    this.mail = mailOf(config.mail);
    this.outgoing = nodeOutgoing(config);
    this.pushes = pushesOf(config, this.outgoing);
    this.#assets = assets;
    this.#actors = new Actors(mayBeWritten);
    this.#wakes = new Wakes({
      note: (wakes) => this.directory().noteWakes(wakes),
      work: (site) => this.#work(site),
    });
    // Where they are missing and cannot be made, nothing in them can be found either.
    for (const inside of ['sites', 'accounts'])
      if (mayBeWritten()) mkdirSync(join(folder, inside), { recursive: true });
  }

  get forgotten(): ForgottenFile {
    return new ForgottenFile(join(this.#folder, 'forgotten.jsonl'));
  }

  directory(): Remote<Directory> {
    return this.#actors.remote(this.#directoryFile());
  }

  site(name: string): Remote<Site> {
    const file = this.#siteFile(name);
    return remoteOf<Site>(async (method, values) => {
      while (!isRead(method) && !this.#wakes.isNoted(name)) await this.#wakes.beforeWrite(name);
      return this.#actors.call(file, method, values);
    });
  }

  live(context: Context, site: string, _place: Place, account: string, session: string): Promise<Response> {
    return Promise.resolve(this.#connections.accept(context, site, account, session));
  }

  hangUp(site: string, _place: Place, account: string, session: string): Promise<void> {
    hangUp(this.#connections.of(site), account, session);
    return Promise.resolve();
  }

  revision(name: string): string {
    const opened = this.#actors.opened(this.#sitePath(name));
    // While it is closed, nothing that was made before is sure to be as it was.
    return opened ? `${opened.made}.${(opened.actor as Site).revision()}` : `closed after ${this.#actors.made}`;
  }

  account(id: string): Remote<Account> {
    return this.#actors.remote({
      kind: 'account',
      name: id,
      path: join(this.#folder, 'accounts', `${id}.sqlite`),
      makes: (method) => method === 'create',
      make: (sql) => new Account(sql, { ended: this.#endedOf(id) }),
    });
  }

  /** Names of this machine itself, the address that was told to listen on, and the one that was connected to. */
  isKnownAs(context: Context, hostname: string): boolean {
    if (/^((.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) return true;
    const { incoming } = context.env as Partial<HttpBindings>;
    const reached = incoming?.socket.localAddress?.replace(/^::ffff:/, '');
    return [this.#host, reached].some((address) => address && bracketed(address.toLowerCase()) === hostname);
  }

  peerAddress(context: Context): string | undefined {
    const { incoming } = context.env as Partial<HttpBindings>;
    return incoming?.socket.remoteAddress;
  }

  later(_context: Context, work: Promise<void>): void {
    const ended = work.catch(console.error).finally(() => this.#later.delete(ended));
    this.#later.add(ended);
  }

  asset(context: Context): Response | undefined {
    return this.#assets.respond(context);
  }

  /** What keeps the directory from being used; undefined: nothing does. */
  directoryTrouble(): Trouble | undefined {
    return this.#actors.trouble(this.#directoryFile());
  }

  /** Begins to do what is due on the sites, when it is. */
  async startWork(): Promise<void> {
    try {
      this.#wakes.start(await this.directory().wakes());
      await forgetAgain(this);
    } catch {
      // Why the directory cannot be read was logged.
      setTimeout(() => this.startWork(), startAgainAfter).unref();
    }
  }

  /** Ends the live connections, and resolves when nothing goes on any more after an answer, or because it is due. */
  async settle(): Promise<void> {
    this.#connections.close();
    while (this.#later.size > 0) await Promise.all(this.#later);
    await this.#wakes.stop();
  }

  /** Closes every file. */
  close(): void {
    this.#closed = true;
    this.#actors.close();
  }

  #endedOf(account: string): Set<string> {
    const ended = this.#ended.get(account) ?? new Set();
    this.#ended.set(account, ended);
    return ended;
  }

  async #work(name: string): Promise<void> {
    // It was begun to open it, and that may go on: it is asked for again after a while.
    if (!(await this.directory().find(name))) throw new Refusal('unknown-site');
    const channel = targetChannel(this.outgoing);
    const outward = { channel, keep: (work: Promise<void>) => void work.catch(() => {}) };
    const site = this.#whileServing(name);
    await doDue(site, this.services, postOf(this), pusherOf(this), outward, rememberOn(this, name));
  }

  /** A site for work that may go on when everything else has ended: nothing is opened again for it, and what it had in hand is done later. */
  #whileServing(name: string): Remote<Site> {
    const site = this.site(name);
    return remoteOf<Site>(async (method, values) => {
      if (this.#closed) throw new Refusal('unavailable');
      return (site[method as keyof Site] as (...values: unknown[]) => Promise<unknown>)(...values);
    });
  }

  #sitePath(name: string): string {
    return join(this.#folder, 'sites', `${name}.sqlite`);
  }

  /** Whether the folder is there and has no site in it. */
  #hasNoSites(): boolean {
    try {
      return !readdirSync(join(this.#folder, 'sites')).some((file) => file.endsWith('.sqlite'));
    } catch {
      return false;
    }
  }

  #directoryFile(): ActorFile<Directory> {
    return {
      kind: 'directory',
      name: 'directory',
      path: join(this.#folder, 'directory.sqlite'),
      // Where there are sites there was a directory.
      makes: () => this.#hasNoSites(),
      make: (sql) => new Directory(sql),
    };
  }

  #siteFile(name: string): ActorFile<Site, Told> {
    const { secret } = this.config;
    return {
      kind: 'site',
      name,
      path: this.#sitePath(name),
      makes: (method) => method === 'create',
      make: (sql, tell) => openSite(name, sql, { secret, tell: (event, keys) => tell({ event, keys }) }),
      pass: (site, told) => {
        const listeners = this.#connections.of(name);
        if (listeners.size > 0) deliver(site, listeners, told, Date.now());
      },
      answered: (site) => this.#wakes.heard(name, nextDueOf(site)),
      // Where it cannot be noted, the site is asked after the next start.
      closed: () => queueMicrotask(() => this.#wakes.settle([name]).catch(() => {})),
    };
  }
}

/** When the first work is due on a site. The call that made it due was answered, so what fails here fails nobody: it is asked anew. */
function nextDueOf(site: Site): number | null {
  try {
    return site.nextDue();
  } catch {
    return Date.now();
  }
}
