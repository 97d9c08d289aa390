import { decodeTime, ulid } from 'ulid';
import type { Jurisdiction, SiteEntry } from '../contract/desk';
import type { LimitKind } from '../contract/limits';
import { first, type Migration, migrate, type Sql } from '../host/sql';
import { Limiter } from '../rate-limit';

export const migrations: readonly Migration[] = [
  [
    `CREATE TABLE site (
      name TEXT PRIMARY KEY,
      owner TEXT NOT NULL,
      jurisdiction TEXT CHECK (jurisdiction IN ('eu')),
      created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE account (
      id TEXT PRIMARY KEY,
      created INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
  // 0: it was begun to open this site, and that did not come to its end. Nobody is told that it is there.
  ['ALTER TABLE site ADD COLUMN ready INTEGER NOT NULL DEFAULT 1'],
  // What an account was asked for with: asked again with the same, it is the same account.
  [
    'ALTER TABLE account ADD COLUMN invitation TEXT',
    'CREATE UNIQUE INDEX account_invitation ON account (invitation) WHERE invitation IS NOT NULL',
  ],
  // When something is due on a site, where its own alarm does not tell: on one machine. 0: the site has to be asked.
  [
    `CREATE TABLE wake (
      site TEXT PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`,
    'INSERT INTO wake (site, at) SELECT name, 0 FROM site WHERE ready = 1',
  ],
  // Whom sites have forgotten, where the directory is what is apart from their data: on Cloudflare.
  [
    'CREATE TABLE forgotten (site TEXT NOT NULL, author TEXT NOT NULL, PRIMARY KEY (site, author)) STRICT, WITHOUT ROWID',
  ],
  // How far the saving of all sites is, and who does it until when: on Cloudflare.
  [
    `CREATE TABLE saving (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      holder TEXT NOT NULL,
      until INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
];

/** When something is due on a site. */
export interface Wake {
  site: string;
  at: number | null;
}

interface SiteRow {
  name: string;
  owner: string;
  jurisdiction: Jurisdiction | null;
  created: number;
}

/** Which sites and accounts there are. Asked before any of them is opened, so that unknown names leave no trace. */
export class Directory {
  readonly #sql: Sql;
  readonly #now: () => number;
  readonly #limiter: Limiter;

  constructor(sql: Sql, { now = Date.now }: { now?: () => number } = {}) {
    this.#sql = sql;
    this.#now = now;
    this.#limiter = new Limiter(now);
    migrate(sql, migrations, now());
  }

  /** The entry of a site; undefined when there is none that is ready. */
  find(site: string): SiteEntry | undefined {
    const row = first<SiteRow>(
      this.#sql,
      'SELECT name, owner, jurisdiction, created FROM site WHERE name = ? AND ready = 1',
      site,
    );
    return row && toEntry(row);
  }

  /** Every site, by name. */
  list(): SiteEntry[] {
    return this.#sql
      .all<SiteRow>('SELECT name, owner, jurisdiction, created FROM site WHERE ready = 1 ORDER BY name')
      .map((row) => toEntry(row));
  }

  /**
   * Writes a site down that is not ready yet; one that is there stays as it is. Its owner is a new account, or the first
   * there was. So whatever keeps it from getting ready, the same call begins again where it broke off.
   */
  addSite(site: string, jurisdiction: Jurisdiction | null, newOwner: boolean): SiteEntry {
    return this.#sql.transaction(() => {
      const known = first<SiteRow>(
        this.#sql,
        'SELECT name, owner, jurisdiction, created FROM site WHERE name = ?',
        site,
      );
      if (known) return toEntry(known);
      const now = this.#now();
      const firstAccount = first<{ id: string | null }>(this.#sql, 'SELECT min(id) AS id FROM account')?.id;
      const owner = (newOwner ? null : firstAccount) ?? this.#newAccount(now);
      this.#sql.all(
        'INSERT INTO site (name, owner, jurisdiction, created, ready) VALUES (?, ?, ?, ?, 0)',
        site,
        owner,
        jurisdiction,
        now,
      );
      return toEntry({ name: site, owner, jurisdiction, created: now });
    });
  }

  /** Lets everybody find a site whose own data are there. */
  siteReady(site: string): void {
    this.#sql.transaction(() => this.#sql.all('UPDATE site SET ready = 1 WHERE name = ? AND ready = 0', site));
  }

  /** Gives out a new account, or for the same invitation the same again. */
  addAccount(invitation: string | null): string {
    return this.#sql.transaction(() => {
      const known = first<{ id: string }>(this.#sql, 'SELECT id FROM account WHERE invitation = ?', invitation);
      return known?.id ?? this.#newAccount(this.#now(), invitation);
    });
  }

  /** Whether this server gave out this account. */
  hasAccount(id: string): boolean {
    return first(this.#sql, 'SELECT 1 FROM account WHERE id = ?', id) !== undefined;
  }

  /** Notes whom a site forgets. */
  addForgotten(site: string, authors: string[]): void {
    this.#sql.transaction(() => {
      for (const author of authors)
        this.#sql.all('INSERT INTO forgotten (site, author) VALUES (?, ?) ON CONFLICT DO NOTHING', site, author);
    });
  }

  /** Whom the sites have forgotten. */
  forgotten(): { site: string; authors: string[] }[] {
    const rows = this.#sql.all<{ site: string; author: string }>('SELECT site, author FROM forgotten ORDER BY site');
    return [...Map.groupBy(rows, ({ site }) => site)].map(([site, of]) => ({
      site,
      authors: of.map(({ author }) => author),
    }));
  }

  /** Notes when something is due on sites (milliseconds since 1970); null: nothing is, 0: the site has to be asked. */
  noteWakes(wakes: readonly Wake[]): void {
    this.#sql.transaction(() => {
      for (const { site, at } of wakes)
        if (at === null) this.#sql.all('DELETE FROM wake WHERE site = ?', site);
        else
          this.#sql.all(
            'INSERT INTO wake (site, at) VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET at = excluded.at',
            site,
            at,
          );
    });
  }

  /** The sites on which something is due at some time, as it was last noted. */
  wakes(): { site: string; at: number }[] {
    return this.#sql.all('SELECT site, at FROM wake ORDER BY at');
  }

  /**
   * Lets somebody save the sites for so long (milliseconds), from where the one before them stopped, in their own words; null: somebody
   * else does that now. Who holds it for longer than that has a clock that jumped, and holds it no more.
   */
  takeSaving(holder: string, now: number, leaseFor: number): string | null {
    return this.#sql.transaction(() => {
      const row = first<{ until: number; state: string }>(this.#sql, 'SELECT until, state FROM saving WHERE one = 1');
      if (row && row.until > now && row.until <= now + leaseFor) return null;
      const state = row?.state ?? '';
      this.#sql.all(
        `INSERT INTO saving (one, holder, until, state) VALUES (1, ?, ?, ?)
          ON CONFLICT (one) DO UPDATE SET holder = excluded.holder, until = excluded.until`,
        holder,
        now + leaseFor,
        state,
      );
      return state;
    });
  }

  /** Notes how far they are, and until when they hold it. @returns whether they did hold it: else nothing is noted. */
  noteSaving(holder: string, state: string, until: number): boolean {
    return this.#sql.transaction(
      () =>
        this.#sql.all(
          'UPDATE saving SET state = ?, until = ? WHERE one = 1 AND holder = ? RETURNING one',
          state,
          until,
          holder,
        ).length > 0,
    );
  }

  /** Counts one write that belongs to no site. @throws Refusal `too-many`. */
  admit(networks: readonly string[], kind: LimitKind): void {
    this.#limiter.admit(networks, kind);
  }

  #newAccount(now: number, invitation: string | null = null): string {
    // The first account is the one with the first id, so a clock that went back must not make another one the first.
    const newest = first<{ id: string | null }>(this.#sql, 'SELECT max(id) AS id FROM account')?.id;
    const id = ulid(newest ? Math.max(now, decodeTime(newest) + 1) : now);
    this.#sql.all('INSERT INTO account (id, created, invitation) VALUES (?, ?, ?)', id, now, invitation);
    return id;
  }
}

const toEntry = ({ name, owner, jurisdiction, created }: SiteRow): SiteEntry => ({
  site: name,
  owner,
  jurisdiction,
  created: new Date(created).toISOString(),
});
