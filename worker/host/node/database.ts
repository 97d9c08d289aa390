import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Sql, SqlValue } from '../sql';

/**
 * One SQLite file. Transactions that come in the same turn of the event loop are committed together, each behind
 * a savepoint of its own, so that one fsync makes several requests durable. `durable` tells when: until then nothing
 * of what was read or written may be answered. Cloudflare's storage coalesces writes and holds answers the same way.
 */
export class Database implements Sql {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #commit: Promise<void> | undefined;
  #inside = false;
  readonly #onLoss: () => void;

  /**
   * @param path the file; made when missing.
   * @param onLoss called when a commit has failed and the file is closed: what is in memory no longer matches it.
   */
  constructor(path: string, onLoss: () => void = () => {}) {
    this.#db = new DatabaseSync(path, { enableForeignKeyConstraints: true });
    this.#db.exec('PRAGMA journal_mode = WAL');
    this.#db.exec('PRAGMA synchronous = FULL');
    this.#onLoss = onLoss;
  }

  all<Row>(statement: string, ...values: SqlValue[]): Row[] {
    let prepared = this.#statements.get(statement);
    if (!prepared) {
      prepared = this.#db.prepare(statement);
      this.#statements.set(statement, prepared);
    }
    return prepared.all(...values) as Row[];
  }

  transaction<Result>(work: () => Result): Result {
    if (this.#inside) throw new Error('A transaction was begun inside another.');
    this.#begin();
    this.all('SAVEPOINT request');
    this.#inside = true;
    try {
      const result = work();
      this.all('RELEASE request');
      return result;
    } catch (error) {
      this.all('ROLLBACK TO request');
      this.all('RELEASE request');
      throw error;
    } finally {
      this.#inside = false;
    }
  }

  /** Resolves when all that was written so far is on disk; undefined when it is already. Rejects when it cannot be. */
  get durable(): Promise<void> | undefined {
    return this.#commit;
  }

  /** Commits what is open and closes the file. */
  close(): void {
    if (this.#db.isTransaction) this.#db.exec('COMMIT');
    this.#db.close();
  }

  #begin(): void {
    if (this.#commit) return;
    this.all('BEGIN IMMEDIATE');
    this.#commit = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.#commit = undefined;
        try {
          if (this.#db.isOpen && this.#db.isTransaction) this.all('COMMIT');
          resolve();
        } catch (error) {
          if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
          this.#db.close();
          this.#onLoss();
          reject(error);
        }
      });
    });
    // Whoever answers awaits it; a commit that nobody awaits has nobody to tell.
    this.#commit.catch(() => {});
  }
}
