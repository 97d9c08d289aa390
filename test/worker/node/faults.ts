import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterEach } from 'vitest';

/** SQLite's result codes (https://sqlite.org/rescode.html). */
export const codes = {
  busy: 5,
  noMemory: 7,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  fsync: 1034,
} as const;

/** Called before each statement that SQLite is asked to run; what it throws, the statement throws. */
type Fault = (connection: DatabaseSync, statement: string) => void;

let fault: Fault | undefined;
afterEach(() => {
  fault = undefined;
});

/** Lets every statement of this process go through `next` first; undefined: as it is. */
export function injectFaults(next: Fault | undefined): void {
  fault = next;
}

/** An error as node:sqlite throws it. */
export const sqliteError = (errcode: number, message = `injected ${errcode}`) =>
  Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode, errstr: message });

/** Takes back the whole transaction, as SQLite does by itself when it can do nothing better, and fails. */
export function rollBackAll(connection: DatabaseSync, errcode: number): never {
  const quiet = fault;
  fault = undefined;
  if (connection.isTransaction) connection.exec('ROLLBACK');
  fault = quiet;
  throw sqliteError(errcode);
}

const { prepare, exec } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...rest: []) {
  const statement = prepare.call(this, sql, ...rest);
  const all = statement.all.bind(statement);
  statement.all = ((...values: []) => {
    fault?.(this, sql);
    return all(...values);
  }) as StatementSync['all'];
  return statement;
};
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  fault?.(this, sql);
  // No power fails here, and without waiting for the disk there is time for hundreds of faults.
  exec.call(this, sql.replace('synchronous = FULL', 'synchronous = OFF'));
};
