import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from './stop';

/** SQLite's result code for a lock that somebody else holds (https://sqlite.org/rescode.html#busy). */
const busy = 5;

/** Where a server can be reached: from this machine, and by everyone else. */
export interface Addresses {
  url: string;
  base: string;
}

/** The folder with all data of one machine: the databases, the secret, and who is using it now. */
export class DataFolder {
  readonly path: string;
  readonly #lock: DatabaseSync;

  /**
   * Takes the folder into use; it is made when missing. The lock is the operating system's, so it ends with the
   * process however that ends.
   * @throws CannotStart when another process uses it, or when it cannot be written.
   */
  constructor(path: string) {
    this.path = path;
    try {
      // Not `recursive` to the end: where no folder can be made, as in /proc, Node.js would try forever.
      mkdirSync(dirname(resolve(path)), { recursive: true });
      if (!existsSync(path)) mkdirSync(path);
      this.#lock = new DatabaseSync(join(path, 'lock'));
      this.#lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      writeFileSync(join(path, 'writable'), '');
      rmSync(join(path, 'writable'));
    } catch (error) {
      if ((error as { errcode?: number }).errcode === busy)
        throw new CannotStart(`The data folder ${path} is in use by another Plausch.`);
      throw new CannotStart(`The data folder ${path} cannot be written: ${(error as Error).message}.`);
    }
  }

  /** The secret of this folder; made at the first start, readable by its owner alone. */
  secret(): string {
    const file = join(this.path, 'secret');
    if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    return readFileSync(file, 'utf8').trim();
  }

  /** Notes where the server listens, for commands that want to talk to it. */
  announce(addresses: Addresses): void {
    writeFileSync(join(this.path, 'server.json'), `${JSON.stringify(addresses)}\n`);
  }

  /** Lets the folder go. */
  close(): void {
    rmSync(join(this.path, 'server.json'), { force: true });
    this.#lock.close();
  }
}

/** Where the server that uses a folder listens, as it last announced. */
export function announcedAddresses(path: string): Addresses | undefined {
  const file = join(path, 'server.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Addresses) : undefined;
}
