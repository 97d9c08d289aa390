import { createHash, randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { MailAddress, Passkey, Profile, Role } from '../contract/people';
import type { Device, NewDevice } from '../contract/push';
import { Refusal } from '../errors';
import { first, isCreated, type Migration, migrate, type Sql } from '../host/sql';
import {
  dropDevice,
  dropDevicesOf,
  findDevice,
  keepDevice,
  listDevices,
  mailToo,
  noteDelivered,
  type StoredDevice,
  setMailToo,
} from './devices';
import {
  askForMail,
  confirmMail,
  forgetMail,
  loseMail,
  type Mailbox,
  mailAddress,
  mailbox,
  readConfirming,
} from './mail-address';
import {
  addPasskey,
  allPasskeys,
  countPasskeys,
  findPasskey,
  listPasskeys,
  removePasskey,
  type StoredPasskey,
  spendChallenge,
  usePasskey,
} from './passkeys';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A link may lie in a mailbox over night. */
export const linkLifetime = day;
/** A session ends after this long without use. */
export const sessionLifetime = 30 * day;
/** Use is written down at most this often: reading the queue is not a write. */
const seenEvery = 60 * minute;

export const migrations: readonly Migration[] = [
  [
    `CREATE TABLE profile (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      name TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE site (
      name TEXT PRIMARY KEY,
      role TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE link (
      hash TEXT PRIMARY KEY,
      expires INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX link_expires ON link (expires)`,
    `CREATE TABLE session (
      hash TEXT PRIMARY KEY,
      created INTEGER NOT NULL,
      seen INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX session_seen ON session (seen)`,
  ],
  [
    `CREATE TABLE passkey (
      id TEXT PRIMARY KEY,
      credential TEXT NOT NULL UNIQUE,
      public_key TEXT NOT NULL,
      counter INTEGER NOT NULL,
      transports TEXT NOT NULL,
      name TEXT NOT NULL,
      created INTEGER NOT NULL,
      used INTEGER
    ) STRICT, WITHOUT ROWID`,
    // Challenges that were answered, for as long as one is good.
    `CREATE TABLE spent (
      challenge TEXT PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE INDEX spent_at ON spent (at)`,
  ],
  [
    // Where mail goes, once that is confirmed; and since when how many confirming mails were asked for. See mail-address.ts.
    `CREATE TABLE mail (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      address TEXT NOT NULL,
      language TEXT NOT NULL,
      server TEXT NOT NULL,
      confirmed INTEGER,
      link TEXT,
      expires INTEGER,
      since INTEGER NOT NULL,
      asked INTEGER NOT NULL
    ) STRICT`,
  ],
  [
    // Browsers for notices, each with the session in which it was switched on. See devices.ts.
    `CREATE TABLE device (
      id TEXT PRIMARY KEY,
      session TEXT NOT NULL,
      endpoint TEXT NOT NULL UNIQUE,
      p256dh TEXT NOT NULL,
      auth TEXT NOT NULL,
      name TEXT NOT NULL,
      language TEXT NOT NULL,
      server TEXT NOT NULL,
      created INTEGER NOT NULL,
      used INTEGER
    ) STRICT, WITHOUT ROWID`,
    // Whether mails that comments wait go out, too, while there is a device for notices.
    `ALTER TABLE profile ADD COLUMN mail_too INTEGER NOT NULL DEFAULT 1`,
  ],
];

/** Who is signed in, and where they work. */
export interface SignedIn {
  name: string;
  /** What the session is called, which is not its secret. */
  session: string;
  /** Whether it is time to put off its end: `renew`. */
  due: boolean;
  /** How many passkeys there are. */
  passkeys: number;
  sites: { site: string; role: Role }[];
}

/** One person with a login: their one-time links, sessions and sites. Of secrets only digests are stored. */
export class Account {
  readonly #sql: Sql;
  readonly #now: () => number;
  readonly #ended: Set<string>;

  /**
   * @param ended what the sessions are called that have ended and may still stand in the database: on a full disk their end
   * cannot be written. Whoever opens the account keeps it, since an account is opened anew after what could not be written.
   */
  constructor(sql: Sql, { now = Date.now, ended = new Set() }: { now?: () => number; ended?: Set<string> } = {}) {
    this.#sql = sql;
    this.#now = now;
    this.#ended = ended;
    if (isCreated(sql)) migrate(sql, migrations, now());
  }

  /** Makes the account; one that is there keeps its name. Returns the name. */
  create(name: string): string {
    migrate(this.#sql, migrations, this.#now());
    return this.#sql.transaction(() => {
      this.#sql.all('INSERT INTO profile (one, name) VALUES (1, ?) ON CONFLICT (one) DO NOTHING', name);
      return this.#name();
    });
  }

  /** Notes that this person works on a site. */
  addSite(site: string, role: Role): void {
    this.#sql.transaction(() =>
      this.#sql.all(
        'INSERT INTO site (name, role) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET role = excluded.role',
        site,
        role,
      ),
    );
  }

  /** A new one-time secret to sign in with, in place of any before, and when it expires (milliseconds since 1970). */
  newLink(): { secret: string; expires: number } {
    const secret = newSecret();
    const expires = this.#now() + linkLifetime;
    this.#sql.transaction(() => {
      this.#sql.all('DELETE FROM link');
      this.#sql.all('INSERT INTO link (hash, expires) VALUES (?, ?)', digest(secret), expires);
    });
    return { secret, expires };
  }

  /** Who a one-time secret belongs to, and where they were let in; it stays unused. @throws Refusal `link-used`. */
  holder(linkSecret: string): { name: string; sites: string[] } {
    const now = this.#now();
    const good = first(this.#sql, 'SELECT 1 FROM link WHERE hash = ? AND expires > ?', digest(linkSecret), now);
    if (!good) throw new Refusal('link-used');
    return { name: this.#name(), sites: this.sites() };
  }

  /** Exchanges a one-time secret for a session's secret. @throws Refusal `link-used`. */
  openSession(linkSecret: string): string {
    return this.#sql.transaction(() => {
      const now = this.#now();
      const used = this.#sql.all(
        'DELETE FROM link WHERE hash = ? AND expires > ? RETURNING hash',
        digest(linkSecret),
        now,
      );
      if (used.length === 0) throw new Refusal('link-used');
      return this.#newSession(now);
    });
  }

  /** Exchanges an answered challenge for a session's secret. @throws Refusal `passkey-refused` for a spent one. */
  openSessionWithPasskey(credential: string, counter: number, challenge: string): string {
    return this.#sql.transaction(() => {
      const now = this.#now();
      usePasskey(this.#sql, credential, counter, challenge, now);
      return this.#newSession(now);
    });
  }

  /** What is needed to check a passkey; undefined for one that this person has not. */
  passkey(credential: string): StoredPasskey | undefined {
    return findPasskey(this.#sql, credential);
  }

  /** All that this person has. */
  knownPasskeys(): StoredPasskey[] {
    return allPasskeys(this.#sql);
  }

  /** Adds a passkey whose challenge was answered. @throws Refusal `passkey-refused`. */
  addPasskey(name: string, passkey: StoredPasskey, challenge: string): Passkey {
    return this.#sql.transaction(() => {
      const now = this.#now();
      spendChallenge(this.#sql, challenge, now);
      return addPasskey(this.#sql, ulid(now), name, passkey, now);
    });
  }

  /** Takes a passkey away. */
  removePasskey(id: string): void {
    this.#sql.transaction(() => removePasskey(this.#sql, id));
  }

  /**
   * Takes an address for mail, in place of any before; nothing is sent there until it is confirmed. Returns the secret for the link that
   * confirms it. @throws Refusal `too-many`: so many confirming mails were asked for today.
   */
  askForMail(mailbox: Mailbox): string {
    return this.#sql.transaction(() => askForMail(this.#sql, mailbox, this.#now()));
  }

  /** The address that a link would confirm; it stays unused. @throws Refusal `link-used`. */
  confirming(secret: string): Mailbox {
    return readConfirming(this.#sql, secret, this.#now());
  }

  /** Confirms the address that a link is for, once. @throws Refusal `link-used`. */
  confirmMail(secret: string): Mailbox {
    return this.#sql.transaction(() => confirmMail(this.#sql, secret, this.#now()));
  }

  /** Forgets the address: nothing is sent there from now on. */
  forgetMail(): void {
    this.#sql.transaction(() => forgetMail(this.#sql));
  }

  /** Notes that nobody is there under an address: it is not confirmed any more. */
  mailLost(address: string): void {
    this.#sql.transaction(() => loseMail(this.#sql, address));
  }

  /** The address, confirmed or not; null: there is none. */
  mailAddress(): MailAddress | null {
    return mailAddress(this.#sql);
  }

  /** Where mail may be sent; undefined: nowhere. */
  mailbox(): Mailbox | undefined {
    return mailbox(this.#sql);
  }

  /**
   * Has notices sent to a browser from now on, as long as the session stands in which that is said; `secret` is that of the session. What was said of
   * the same browser before is replaced. @throws Refusal `not-signed-in`.
   */
  keepDevice(secret: string, device: NewDevice, server: string): Device {
    const session = sessionId(digest(secret));
    if (this.session(secret) === undefined) throw new Refusal('not-signed-in');
    return this.#sql.transaction(() => {
      this.#dropEnded();
      return keepDevice(this.#sql, ulid(this.#now()), session, device, server, this.#now());
    });
  }

  /** Sends no notices to one of this person's browsers any more. */
  removeDevice(id: string): void {
    this.#sql.transaction(() => dropDevice(this.#sql, id));
  }

  /** Where notices go now, and whether mails go beside them. */
  noticed(): { devices: string[]; mailToo: boolean } {
    const devices = listDevices(this.#sql).filter(({ session }) => !this.#ended.has(session));
    return { devices: devices.map(({ id }) => id), mailToo: mailToo(this.#sql) };
  }

  /** What is needed to send a notice to a browser; undefined: none goes there any more. */
  device(id: string): StoredDevice | undefined {
    const device = findDevice(this.#sql, id);
    return device && !this.#ended.has(device.session) ? device : undefined;
  }

  /** Notes that a notice has gone out to a browser. */
  noteDelivered(id: string): void {
    this.#sql.transaction(() => noteDelivered(this.#sql, id, this.#now()));
  }

  /** Whether mails that comments wait go out while there is a device for notices. */
  setMailToo(wanted: boolean): void {
    this.#sql.transaction(() => setMailToo(this.#sql, wanted));
  }

  /** What this person signs in with, and where they are signed in; `secret` is that of the session that asks. */
  profile(secret: string): Omit<Profile, 'account' | 'sendsMail' | 'pushKey'> {
    const current = sessionId(digest(secret));
    const sessions = this.#sql.all<{ hash: string; created: number; seen: number }>(
      'SELECT hash, created, seen FROM session WHERE seen > ? ORDER BY seen DESC',
      this.#now() - sessionLifetime,
    );
    return {
      name: this.#name(),
      mail: mailAddress(this.#sql),
      passkeys: listPasskeys(this.#sql),
      devices: listDevices(this.#sql)
        .filter(({ session }) => !this.#ended.has(session))
        .map(({ id, session, name, created, used }) => ({
          ...{ id, name, created: new Date(created).toISOString() },
          ...{ used: used === null ? null : new Date(used).toISOString(), here: session === current },
        })),
      mailToo: mailToo(this.#sql),
      sessions: sessions
        .map(({ hash, created, seen }) => ({
          id: sessionId(hash),
          created: new Date(created).toISOString(),
          seen: new Date(seen).toISOString(),
          current: sessionId(hash) === current,
        }))
        .filter(({ id }) => !this.#ended.has(id)),
    };
  }

  /**
   * Ends one of this person's sessions, by what it is called; one that is not there has ended already. Where that cannot
   * be written it fails, and the session is refused all the same; the next thing that is written takes it along.
   */
  endSession(name: string): void {
    // That is the beginning of its digest.
    const there = first(this.#sql, 'SELECT 1 FROM session WHERE hash >= ? AND hash < ?', name, `${name}~`);
    if (!there) return;
    this.#ended.add(name);
    this.#sql.transaction(() => this.#dropEnded());
  }

  /** The sites this person was let into. Whether they still work there the site itself knows. */
  sites(): string[] {
    return this.#sql.all<{ name: string }>('SELECT name FROM site ORDER BY name').map(({ name }) => name);
  }

  /** Who a session's secret belongs to; undefined when it has ended. */
  session(secret: string): SignedIn | undefined {
    const now = this.#now();
    const hash = digest(secret);
    if (this.#ended.has(sessionId(hash))) return undefined;
    const row = first<{ seen: number }>(
      this.#sql,
      'SELECT seen FROM session WHERE hash = ? AND seen > ?',
      hash,
      now - sessionLifetime,
    );
    if (!row) return undefined;
    const sites = this.#sql.all<{ site: string; role: Role }>('SELECT name AS site, role FROM site ORDER BY name');
    return {
      name: this.#name(),
      session: sessionId(hash),
      // What was seen in the future was seen before the clock was put right.
      due: row.seen < now - seenEvery || row.seen > now,
      passkeys: countPasskeys(this.#sql),
      sites: sites.map(({ site, role }) => ({ site, role })),
    };
  }

  /** Puts off the end of a session: it was used just now. */
  renew(secret: string): void {
    const now = this.#now();
    this.#sql.transaction(() => {
      this.#dropEnded();
      this.#sql.all('UPDATE session SET seen = ? WHERE hash = ?', now, digest(secret));
    });
  }

  #newSession(now: number): string {
    const secret = newSecret();
    this.#dropEnded();
    // Those that have ended stay as long again: a clock that is ahead for a while ends no session for good.
    this.#sql.all('DELETE FROM session WHERE seen <= ?', now - 2 * sessionLifetime);
    this.#sql.all('INSERT INTO session (hash, created, seen) VALUES (?, ?, ?)', digest(secret), now, now);
    return secret;
  }

  #dropEnded(): void {
    for (const name of this.#ended) {
      this.#sql.all('DELETE FROM session WHERE hash >= ? AND hash < ?', name, `${name}~`);
      dropDevicesOf(this.#sql, name);
    }
  }

  #name(): string {
    return first<{ name: string }>(this.#sql, 'SELECT name FROM profile WHERE one = 1')?.name ?? '';
  }
}

const sessionId = (hash: string) => hash.slice(0, 22);
const newSecret = () => randomBytes(32).toString('base64url');
const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url');
