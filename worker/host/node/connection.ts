import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { causeOf } from './trouble';

/** One open SQLite file. */
export interface Connection {
  connection: DatabaseSync;
  /** Whether it can be written now. */
  writable: boolean;
}

/**
 * Opens a file, which is made when missing. Where it cannot be written now (the disk is full, the folder is
 * read-only), it is opened for reading alone. Throws what SQLite throws when it cannot be read either.
 */
export function connect(path: string): Connection {
  try {
    return { connection: openToWrite(path), writable: true };
  } catch (error) {
    if (causeOf(error) === 'damaged' || !existsSync(path)) throw error;
    try {
      return { connection: openToRead(path), writable: false };
    } catch {
      throw error;
    }
  }
}

function openToWrite(path: string): DatabaseSync {
  return tried(new DatabaseSync(path, { enableForeignKeyConstraints: true }), (connection) => {
    connection.exec('PRAGMA synchronous = FULL');
    // What is deleted is overwritten, and does not lie in free pages.
    connection.exec('PRAGMA secure_delete = ON');
    // What a savepoint keeps of a page before it is changed (64 KiB and more of it would go into a file of its own).
    connection.exec('PRAGMA temp_store = MEMORY');
    try {
      // Writes nothing, and fails where writing would.
      connection.exec('BEGIN IMMEDIATE');
      connection.exec('ROLLBACK');
    } catch (error) {
      if (causeOf(error) !== 'busy') throw error;
    }
  });
}

/**
 * Opens a file without making or changing any. SQLite reads a log (WAL) with the help of a file of shared memory; held
 * exclusively it needs none (https://sqlite.org/wal.html#noshm), and without locks it can be held so where nothing may
 * be written. The data folder's own lock keeps others away. Where there is no log, none has to be looked for.
 */
export function openToRead(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  const log = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  url.searchParams.set(log ? 'vfs' : 'immutable', log ? 'unix-none' : '1');
  return tried(new DatabaseSync(url, { readOnly: true }), (connection) => {
    connection.exec('PRAGMA locking_mode = EXCLUSIVE');
    connection.exec('PRAGMA temp_store = MEMORY');
    connection.exec('SELECT 1 FROM sqlite_schema LIMIT 1');
  });
}

/** A file that is read while a server may be using it. */
export interface Beside {
  connection: DatabaseSync;
  /** Whether others are kept from changing what is being read. */
  locked: boolean;
}

/** Opens a file to be read beside a server that runs, with its locks; where nothing can be written, without. */
export function openBeside(path: string): Beside {
  const connection = new DatabaseSync(path, { readOnly: true });
  try {
    connection.exec('SELECT 1 FROM sqlite_schema LIMIT 1');
    return { connection, locked: true };
  } catch (error) {
    connection.close();
    const cause = causeOf(error);
    if (cause === 'damaged' || cause === 'busy') throw error;
    return { connection: openToRead(path), locked: false };
  }
}

function tried(connection: DatabaseSync, attempt: (connection: DatabaseSync) => void): DatabaseSync {
  try {
    attempt(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}
