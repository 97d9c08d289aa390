import { Account } from './account/account';
import { doDue, rememberOn } from './alarm';
import { createApp } from './app';
import { readConfig, WrongConfig } from './config';
import { Directory } from './directory/directory';
import { ActorObject } from './host/cloudflare/actor-object';
import { LiveObject } from './host/cloudflare/live-object';
import { CloudflarePlatform, type Env } from './host/cloudflare/platform';
import type { Remote } from './host/platform';
import type { Sql } from './host/sql';
import { targetChannel } from './notify/target';
import { postOf } from './sending/post';
import { pusherOf } from './sending/push';
import { openSite, type Site } from './site/site';

export class SiteObject extends LiveObject<Env> {
  protected open(sql: Sql, name: string): Site {
    const { secret } = readConfig({ ...this.env });
    return openSite(name, sql, { secret, tell: (event, keys) => this.told.push({ event, keys }) });
  }

  protected work(site: Remote<Site>, name: string): Promise<unknown> {
    const platform = new CloudflarePlatform(this.env);
    const outward = {
      channel: targetChannel(platform.outgoing),
      keep: (work: Promise<void>) => this.ctx.waitUntil(work),
    };
    const remember = rememberOn(platform, name);
    return doDue(site, platform.services, postOf(platform), pusherOf(platform), outward, remember);
  }
}

export class AccountObject extends ActorObject<Account, Env> {
  readonly #ended = new Set<string>();

  protected open(sql: Sql): Account {
    return new Account(sql, { ended: this.#ended });
  }
}

export class DirectoryObject extends ActorObject<Directory, Env> {
  protected open(sql: Sql): Directory {
    return new Directory(sql);
  }
}

let app: ReturnType<typeof createApp> | undefined;

export default {
  fetch(request, env, context) {
    try {
      app ??= createApp(new CloudflarePlatform(env));
    } catch (error) {
      if (!(error instanceof WrongConfig)) throw error;
      return new Response(`${error.message}\nSet a secret with: npx wrangler secret put NAME\n`, { status: 503 });
    }
    return app.fetch(request, env, context);
  },

  async scheduled(_event, env) {
    if (env.BACKUPS) await new CloudflarePlatform(env).save();
  },
} satisfies ExportedHandler<Env>;
