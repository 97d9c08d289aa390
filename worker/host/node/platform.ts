import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { Account } from '../../account/account';
import type { Config } from '../../config';
import { Directory } from '../../directory/directory';
import { Site } from '../../site/site';
import type { Service } from '../../spam/services/service';
import { offeredServices } from '../../spam/services/services';
import { deliver, type Told } from '../live';
import { type Place, type Platform, type Remote, remoteOf } from '../platform';
import type { Assets } from './assets';
import { Database } from './database';
import { Connections } from './live';

interface Open<Room> {
  /** Tells one opening of a file from the next. */
  opened: number;
  room: Room;
  database: Database;
}

const sitePath = (name: string) => join('sites', `${name}.sqlite`);

/** One machine: every site, account and the directory is a SQLite file in the data folder. */
export class NodePlatform implements Platform {
  readonly config: Config;
  readonly services: Service[];
  readonly #folder: string;
  readonly #open = new Map<string, Open<unknown>>();
  #openings = 0;
  readonly #connections = new Connections();
  /** What the call that runs now has told the desk. */
  #told: Told[] = [];

  readonly #assets: Assets;

  /** @param folder the data folder; made when missing. */
  constructor(folder: string, config: Config, assets: Assets) {
    this.#folder = folder;
    this.config = config;
    this.services = offeredServices(config.services);
    this.#assets = assets;
    mkdirSync(join(folder, 'sites'), { recursive: true });
    mkdirSync(join(folder, 'accounts'), { recursive: true });
  }

  directory(): Remote<Directory> {
    return this.#remote('directory.sqlite', (sql) => new Directory(sql));
  }

  site(name: string): Remote<Site> {
    const tell = (event: Told['event'], keys: string[]) => this.#told.push({ event, keys });
    const make = (sql: Database) => new Site(name, sql, { secret: this.config.secret, tell });
    return this.#remote(sitePath(name), make, (site, told) => {
      const listeners = this.#connections.of(name);
      if (listeners.size > 0) deliver(site, listeners, told, Date.now());
    });
  }

  live(context: Context, site: string, _place: Place, account: string): Promise<Response> {
    return Promise.resolve(this.#connections.accept(context, site, account));
  }

  revision(name: string): string {
    const open = this.#open.get(sitePath(name)) as Open<Site> | undefined;
    return open ? `${open.opened}.${open.room.revision()}` : 'closed';
  }

  account(id: string): Remote<Account> {
    return this.#remote(join('accounts', `${id}.sqlite`), (sql) => new Account(sql));
  }

  peerAddress(context: Context): string | undefined {
    const { incoming } = context.env as Partial<HttpBindings>;
    return incoming?.socket.remoteAddress;
  }

  later(_context: Context, work: Promise<void>): void {
    work.catch(console.error);
  }

  asset(context: Context): Response | undefined {
    return this.#assets.respond(context);
  }

  /** Closes every file. */
  close(): void {
    for (const { database } of this.#open.values()) database.close();
    this.#open.clear();
  }

  /** The methods of the room in a file, each answered only when what it wrote or read is on disk. */
  #remote<Room extends object>(
    path: string,
    make: (sql: Database) => Room,
    pass?: (room: Room, told: Told[]) => void,
  ): Remote<Room> {
    return remoteOf<Room>(async (method, values) => {
      const { room, database } = this.#room(path, make);
      const call = room[method as keyof Room] as (...given: unknown[]) => unknown;
      this.#told = [];
      const result = call.apply(room, values);
      const told = this.#told;
      if (database.durable) await database.durable;
      if (told.length > 0) pass?.(room, told);
      return result;
    });
  }

  #room<Room extends object>(path: string, make: (sql: Database) => Room): Open<Room> {
    const known = this.#open.get(path) as Open<Room> | undefined;
    if (known) return known;
    const database = new Database(join(this.#folder, path), () => this.#open.delete(path));
    this.#openings += 1;
    const open = { opened: this.#openings, room: make(database), database };
    this.#open.set(path, open);
    return open;
  }
}
