import type { Context } from 'hono';
import type { Account } from '../../account/account';
import { type Config, readConfig } from '../../config';
import type { Directory } from '../../directory/directory';
import type { Site } from '../../site/site';
import type { Place, Platform, Remote } from '../platform';
import { type RoomObject, remote } from './room-object';

/** The bindings of wrangler.toml, and the variables `config.ts` reads. */
export interface Env {
  SITES: DurableObjectNamespace<RoomObject<Site, Env>>;
  ACCOUNTS: DurableObjectNamespace<RoomObject<Account, Env>>;
  DIRECTORY: DurableObjectNamespace<RoomObject<Directory, Env>>;
  PLAUSCH_SECRET: string;
}

/** Cloudflare: every site and account is a Durable Object with its own SQLite storage. */
export class CloudflarePlatform implements Platform {
  readonly config: Config;
  readonly #env: Env;

  constructor(env: Env) {
    this.#env = env;
    this.config = readConfig({ ...env });
  }

  directory(): Remote<Directory> {
    return remote(this.#env.DIRECTORY.getByName('directory'), 'directory');
  }

  site(name: string, place: Place): Remote<Site> {
    const sites = place === 'eu' ? this.#env.SITES.jurisdiction('eu') : this.#env.SITES;
    return remote(sites.getByName(name), name);
  }

  account(id: string): Remote<Account> {
    return remote(this.#env.ACCOUNTS.getByName(id), id);
  }

  peerAddress(context: Context): string | undefined {
    return context.req.header('CF-Connecting-IP');
  }

  /** Workers assets answer before the worker is asked. */
  asset(): undefined {
    return undefined;
  }
}
