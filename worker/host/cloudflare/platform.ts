import type { Context } from 'hono';
import type { Account } from '../../account/account';
import { type Config, readConfig } from '../../config';
import type { Directory } from '../../directory/directory';
import { Refusal } from '../../errors';
import { mailOf } from '../../notify/mail/mail';
import type { EmailBinding } from '../../notify/mail/ways/binding';
import type { Outgoing } from '../../notify/outgoing/outgoing';
import { type Pushes, pushesOf } from '../../notify/push/pushes';
import type { ExportPart } from '../../site/moving/exporting';
import { isRead, type Site } from '../../site/site';
import type { Service } from '../../spam/services/service';
import { offeredServices } from '../../spam/services/services';
import { model } from '../../spam/services/workers-ai';
import type { Forgotten, Place, Platform, RecoveryGoal, Remote } from '../platform';
import { type ActorObject, remote, resultOf } from './actor-object';
import type { LiveObject } from './live-object';
import { cloudflareOutgoing } from './outgoing';
import { saveSites } from './saving/save';

/** The bindings of wrangler.toml, and the variables `config.ts` reads. */
export interface Env {
  SITES: DurableObjectNamespace<LiveObject<Env>>;
  ACCOUNTS: DurableObjectNamespace<ActorObject<Account, Env>>;
  DIRECTORY: DurableObjectNamespace<ActorObject<Directory, Env>>;
  PLAUSCH_SECRET: string;
  /** Workers AI, where wrangler.toml binds it. */
  AI?: Ai;
  /** Cloudflare's way for mail, where wrangler.toml binds it. */
  EMAIL?: EmailBinding;
  /** The bucket of R2 that all sites are saved into, where wrangler.toml binds one. */
  BACKUPS?: R2Bucket;
}

/** Cloudflare: every site and account is a Durable Object with its own SQLite storage. */
export class CloudflarePlatform implements Platform {
  readonly config: Config;
  readonly services: Service[];
  readonly mail: Platform['mail'];
  readonly outgoing: Outgoing;
  readonly pushes: Pushes;
  readonly #env: Env;
  /** Calls of this isolate that may have changed a site. */
  readonly #writes = new Map<string, number>();

  constructor(env: Env) {
    this.#env = env;
    this.config = readConfig({ ...env });
    const { AI, EMAIL } = env;
    this.mail = mailOf(this.config.mail, EMAIL);
    this.outgoing = cloudflareOutgoing(this.config.loopback);
    this.pushes = pushesOf(this.config, this.outgoing);
    this.services = offeredServices(this.config.services, AI && ((input) => AI.run(model, input)));
  }

  directory(): Remote<Directory> {
    return remote(this.#env.DIRECTORY.getByName('directory'), 'directory');
  }

  get forgotten(): Forgotten {
    const directory = this.directory();
    return {
      add: (site, authors) => directory.addForgotten(site, authors),
      all: () => directory.forgotten(),
    };
  }

  site(name: string, place: Place): Remote<Site> {
    const stub = this.#namespace(place).getByName(name);
    return remote(
      {
        call: async (actor, method, values) => {
          const outcome = await stub.call(actor, method, values);
          if (!isRead(method)) this.#writes.set(name, (this.#writes.get(name) ?? 0) + 1);
          return outcome;
        },
      },
      name,
    );
  }

  /** Saves what is due into R2, where a bucket is bound. Rung by the clock (`triggers` in wrangler.toml). */
  async save(): Promise<void> {
    const { BACKUPS: bucket } = this.#env;
    if (!bucket) return;
    await saveSites({
      bucket,
      directory: this.directory(),
      forgotten: this.forgotten,
      read:
        ({ site, jurisdiction }) =>
        async (place, least) =>
          resultOf<ExportPart>(await this.#namespace(jurisdiction).getByName(site).readLines(site, place, least)),
      ...this.config.saving,
    });
  }

  revision(name: string): string {
    return `${Math.floor(Date.now() / 1000)}.${this.#writes.get(name) ?? 0}`;
  }

  account(id: string): Remote<Account> {
    return remote(this.#env.ACCOUNTS.getByName(id), id);
  }

  /** Cloudflare brings only requests to hosts that are routed here. */
  isKnownAs(): boolean {
    return true;
  }

  peerAddress(context: Context): string | undefined {
    return context.req.header('CF-Connecting-IP');
  }

  live(context: Context, site: string, place: Place, account: string, session: string): Promise<Response> {
    const url = `https://live/?${new URLSearchParams({ account, session })}`;
    const stub = this.#namespace(place).getByName(site);
    return stub.fetch(url, { headers: { Upgrade: context.req.header('Upgrade') ?? '' } });
  }

  async recover(site: string, place: Place, goal: RecoveryGoal): Promise<string> {
    const stub = () => this.#namespace(place).getByName(site);
    const undo = resultOf<string>(await stub().prepareRecovery(goal));
    // The object ends in the middle of this call; the next one opens what it was.
    await stub()
      .restart()
      .catch(() => {});
    await this.#whenBack(site, place);
    return undo;
  }

  /** Waits until a site answers that was ended: calls that meet its end fail. */
  async #whenBack(site: string, place: Place): Promise<void> {
    for (let tries = 1; ; tries += 1)
      try {
        await this.site(site, place).nextDue();
        return;
      } catch (error) {
        if (error instanceof Refusal || tries === 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
  }

  async hangUp(site: string, place: Place, account: string, session: string): Promise<void> {
    await this.#namespace(place).getByName(site).hangUp(account, session);
  }

  later(context: Context, work: Promise<void>): void {
    context.executionCtx.waitUntil(work.catch(console.error));
  }

  /** Workers assets answer before the worker is asked. */
  asset(): undefined {
    return undefined;
  }

  /** @throws Refusal `no-jurisdiction` in the local runtime, which has no places. */
  #namespace(place: Place): Env['SITES'] {
    if (place === null) return this.#env.SITES;
    try {
      return this.#env.SITES.jurisdiction(place);
    } catch (error) {
      throw new Refusal('no-jurisdiction', { detail: (error as Error).message });
    }
  }
}
