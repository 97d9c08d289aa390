import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ReadOnly, type Sql, type SqlValue } from '../sql';
import { connect, openToRead } from './connection';
import { Moved } from './trouble';

/**
 * One SQLite file. Transactions that come in the same turn of the event loop are committed together, each but the first behind
 * a savepoint of its own, so that one fsync makes several requests durable. `durable` tells when: until then nothing
 * of what was read or written may be answered. Cloudflare's storage coalesces writes and holds answers the same way.
 *
 * When SQLite cannot do what it is asked to, it may take back the whole turn, also what other requests did in it
 * (https://sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction). Then, and whenever the disk itself
 * has failed, the turn is lost: `durable` rejects, the file is closed, and nothing of it may be believed until it is opened again.
 */
export class Database implements Sql {
  /** Whether the file could be written when it was opened. */
  readonly writable: boolean;
  /** How many transactions were taken into a turn so far. */
  taken = 0;
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #onLoss: () => void;
  readonly #path: string;
  /** Which file was opened. */
  readonly #file: string | undefined;
  #turn: PromiseWithResolvers<void> | undefined;
  #inside = false;
  /** What cost the turn; from then on nothing else is answered. */
  #lost: { error: unknown } | undefined;
  /** Whether all that was found in the log is in the file itself. */
  #settled = false;

  /**
   * @param path the file; made when missing.
   * @param onLoss called when a turn is lost and the file is closed: what is in memory no longer matches it.
   * @param toRead to open it for reading alone.
   */
  constructor(path: string, { onLoss = () => {}, toRead = false }: { onLoss?: () => void; toRead?: boolean } = {}) {
    const { connection, writable } = toRead ? { connection: openToRead(path), writable: false } : connect(path);
    this.#connection = connection;
    this.#path = path;
    this.#file = fileAt(path);
    this.writable = writable;
    this.#onLoss = onLoss;
  }

  all<Row>(statement: string, ...values: SqlValue[]): Row[] {
    if (this.#lost) throw this.#lost.error;
    try {
      let prepared = this.#statements.get(statement);
      if (!prepared) {
        prepared = this.#connection.prepare(statement);
        this.#statements.set(statement, prepared);
      }
      return prepared.all(...values) as Row[];
    } catch (error) {
      const takenBack = this.#turn !== undefined && !this.#connection.isTransaction;
      if (takenBack || isOfDisk(error)) this.#lose(error);
      throw error;
    }
  }

  /** @throws ReadOnly where the file cannot be written, and whatever SQLite or `work` throws. */
  transaction<Result>(work: () => Result): Result {
    if (this.#inside) throw new Error('A transaction was begun inside another.');
    if (!this.writable) throw new ReadOnly('The file is open for reading alone.');
    const first = this.#begin();
    this.#inside = true;
    try {
      if (!first) this.all('SAVEPOINT request');
      const result = work();
      if (!first) this.all('RELEASE request');
      this.taken += 1;
      return result;
    } catch (error) {
      this.#takeBack(error, first);
      throw this.#lost ? this.#lost.error : error;
    } finally {
      this.#inside = false;
    }
  }

  /** Resolves when all that was written so far is on disk; undefined when it is already. Rejects when it cannot be. */
  get durable(): Promise<void> | undefined {
    return this.#turn?.promise;
  }

  /** Commits what is open and closes the file. */
  close(): void {
    this.#commit();
    if (!this.#lost) this.#connection.close();
  }

  /** Opens a turn where none is open. Returns whether it did: then nobody else has written in it yet. */
  #begin(): boolean {
    if (this.#turn) return false;
    if (!this.#settled) this.#settle();
    this.all('BEGIN IMMEDIATE');
    const turn = Promise.withResolvers<void>();
    // Whoever answers awaits it; a commit that nobody awaits has nobody to tell.
    turn.promise.catch(() => {});
    this.#turn = turn;
    setImmediate(() => {
      if (this.#turn === turn) this.#commit();
    });
    return true;
  }

  /**
   * Brings what an earlier opening left in the log into the file, before anything is written after it. Where its fsync had failed, the
   * log reads well and may still not be on disk, and whatever came behind it would go with it.
   */
  #settle(): void {
    const [mode] = this.all<{ journal_mode: string }>('PRAGMA journal_mode = WAL');
    if (mode?.journal_mode !== 'wal') throw new Error(`SQLite cannot keep a log here, but ${mode?.journal_mode}.`);
    const [log] = this.all<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)');
    // While somebody else reads, it is tried again before the next turn.
    this.#settled = log?.busy === 0;
  }

  #commit(): void {
    const turn = this.#turn;
    if (!turn) return;
    try {
      // What is written to a file that nobody finds any more is lost, though SQLite would not say so.
      if (fileAt(this.#path) !== this.#file) throw new Moved();
      this.all('COMMIT');
      this.#turn = undefined;
      turn.resolve();
    } catch (error) {
      this.#lose(error);
    }
  }

  /** Takes back what one request did, the whole turn where it was the `first`; or loses the turn where that cannot be done. */
  #takeBack(cause: unknown, first: boolean): void {
    if (this.#lost) return;
    try {
      if (first) {
        this.all('ROLLBACK');
        this.#turn?.resolve();
        this.#turn = undefined;
        return;
      }
      this.all('ROLLBACK TO request');
      this.all('RELEASE request');
    } catch {
      this.#lose(cause);
    }
  }

  #lose(error: unknown): void {
    if (this.#lost) return;
    this.#lost = { error };
    this.#turn?.reject(error);
    this.#turn = undefined;
    try {
      // What is open is rolled back.
      this.#connection.close();
    } catch {
      // It is of no use any more, closed or not.
    }
    this.#onLoss();
  }
}

/** Tells one file from another that is put in its place; undefined: there is none that can be found. */
function fileAt(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/** Whether an error says that the file, or the disk under it, is not what it was taken for. */
function isOfDisk(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  // READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB
  return errcode !== undefined && [8, 10, 11, 14, 26].includes(errcode & 0xff);
}
