import type { Context } from 'hono';
import type { Account } from '../account/account';
import type { Config } from '../config';
import type { Jurisdiction } from '../contract/desk';
import type { Directory } from '../directory/directory';
import type { MailChannel } from '../notify/mail/letter';
import type { Outgoing } from '../notify/outgoing/outgoing';
import type { Pushes } from '../notify/push/pushes';
import type { Site } from '../site/site';
import type { Service } from '../spam/services/service';

/**
 * The methods of an actor (a Site, an Account or the Directory: each has a database of its own, and does one call after another)
 * from where a route stands: answered once their writes are durable.
 */
export type Remote<Class> = {
  [Method in keyof Class]: Class[Method] extends (...values: infer Values) => infer Result
    ? (...values: Values) => Promise<Awaited<Result>>
    : never;
};

/** The methods of an actor, each passed on to `call` with its values. */
export function remoteOf<Actor>(call: (method: string, values: unknown[]) => Promise<unknown>): Remote<Actor> {
  return new Proxy({} as object, {
    // Without this exception, awaiting the actor itself would call a method of it.
    get: (_target, method) => (method === 'then' ? undefined : (...values: unknown[]) => call(String(method), values)),
  }) as Remote<Actor>;
}

/** Where a site's data live; undefined: wherever the platform likes. */
export type Place = Jurisdiction | null;

/** Where a site's data are taken back to. */
export type RecoveryGoal = { time: number } | { bookmark: string };

/** Whom sites have forgotten: kept apart from their data, so that what is brought back from a backup is erased again. */
export interface Forgotten {
  /** Resolves when it is durable. */
  add(site: string, authors: string[]): Promise<void>;
  all(): Promise<{ site: string; authors: string[] }[]>;
}

/** All that differs between one machine and Cloudflare, as the routes see it. */
export interface Platform {
  config: Config;
  /** Outside services that sites may switch on. */
  services: Service[];
  /** How mail goes out, and what that way is called; undefined: nothing is set up. */
  mail: { channel: MailChannel; way: string } | undefined;
  /** The way out to addresses that somebody typed. */
  outgoing: Outgoing;
  /** How notices go out to browsers. Nothing has to be set up for it. */
  pushes: Pushes;
  /** Which sites there are. Always exists. */
  directory(): Remote<Directory>;
  forgotten: Forgotten;
  /** A site that the directory knows. Asking for any other would create it. */
  site(name: string, place: Place): Remote<Site>;
  /**
   * Changes whenever what readers see of a site may have changed: on one machine with every write, on Cloudflare
   * every second as well, since writes may happen elsewhere.
   */
  revision(site: string): string;
  /** A person's account by an id that this server gave out. Asking for any other would create it on Cloudflare. */
  account(id: string): Remote<Account>;
  /** Whether a request that names this host (as in a URL) can only have meant this server. */
  isKnownAs(context: Context, hostname: string): boolean;
  /** The address at the other end of the connection, as far as it can be believed. */
  peerAddress(context: Context): string | undefined;
  /** Makes a WebSocket of a request, over which a person hears what happens on a site. They were let in before. */
  live(context: Context, site: string, place: Place, account: string, session: string): Promise<Response>;
  /**
   * Takes a site's data back to what they were at a time (milliseconds since 1970) or at a point of their history, where they have one.
   * Resolves to the point right before, once the site answers again. @throws Refusal `no-recovery`.
   */
  recover?(site: string, place: Place, goal: RecoveryGoal): Promise<string>;
  /** Closes the WebSockets on a site that were opened with a session. */
  hangUp(site: string, place: Place, account: string, session: string): Promise<void>;
  /** Lets work go on after the answer to a request. What it throws is logged. */
  later(context: Context, work: Promise<void>): void;
  /** A static file, where the platform does not serve those itself. */
  asset(context: Context): Response | undefined;
}
