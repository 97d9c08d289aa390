import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const toRead = 'BEGIN; SELECT 1 FROM sqlite_schema';
/** With the journal in memory: to begin to write to an empty file already writes one. */
const toWrite = 'PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE';

/**
 * Keeps every other process from a data folder. The lock is the operating system's, on a file that stays empty, so it
 * ends with the process however that ends, and taking it needs no room. Where nothing can be written it is a lock for reading:
 * others may read as well, and nobody may write.
 */
export class FolderLock {
  readonly #file: string;
  #database: DatabaseSync | undefined;
  #exclusive = false;

  /** Throws what SQLite throws; when another process holds the lock, that is `busy`. */
  constructor(file: string) {
    this.#file = file;
    this.#take();
  }

  /** Whether this process alone has the folder, and may write. Tries to get it where nothing could be written before. */
  isExclusive(): boolean {
    if (!this.#exclusive && this.#canBeTaken()) this.#takeAgain();
    return this.#exclusive;
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#exclusive = false;
  }

  #take(): void {
    if (this.#canBeTaken()) this.#open(toWrite, true);
    // Without the file there is nobody to keep away: nobody can make it.
    else if (existsSync(this.#file)) this.#open(toRead, false);
  }

  #canBeTaken(): boolean {
    return canBeWritten(existsSync(this.#file) ? this.#file : dirname(this.#file));
  }

  #takeAgain(): void {
    this.close();
    try {
      this.#take();
    } catch {
      // Somebody else has it for reading, too. Nobody writes until one of the two ends.
      this.#open(toRead, false);
    }
  }

  #open(statements: string, exclusive: boolean): void {
    const database = new DatabaseSync(this.#file, { readOnly: !exclusive });
    try {
      database.exec(statements);
    } catch (error) {
      database.close();
      throw error;
    }
    this.#database = database;
    this.#exclusive = exclusive;
  }
}

function canBeWritten(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
