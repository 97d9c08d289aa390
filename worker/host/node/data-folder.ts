import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isRestoring, settleRestore } from './backup/restore-steps';
import { FolderLock } from './folder-lock';
import { CannotStart } from './stop';

/** SQLite's result code for a lock that somebody else holds (https://sqlite.org/rescode.html#busy). */
const busy = 5;

/** How long the lock is waited for (milliseconds): while its holder says that it serves, and while it is ending. */
const waitForServing = 3000;
const waitForEnding = 15_000;
const lockPause = 50;

/** Where a server can be reached: from this machine, and by everyone else. */
export interface Addresses {
  url: string;
  base: string;
}

/** The folder with all data of one machine: the databases, the secret, and who is using it now. */
export class DataFolder {
  readonly path: string;
  readonly #lock: FolderLock;
  #announced = false;

  private constructor(path: string, lock: FolderLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Takes the folder into use; it is made when missing. Another process that is just ending is waited for. Where there is no
   * room, or nothing may be written, what is there can still be read. All that is made in here from now on, and all that
   * is here, belongs to its owner alone.
   * @throws CannotStart when another process uses it, or when it can be neither read nor made.
   */
  static async open(path: string): Promise<DataFolder> {
    process.umask(0o077);
    const since = performance.now();
    for (;;)
      try {
        return DataFolder.#take(path);
      } catch (error) {
        const patience = existsSync(join(path, 'server.json')) ? waitForServing : waitForEnding;
        if ((error as { errcode?: number }).errcode !== busy)
          throw new CannotStart(`The data folder ${path} cannot be used: ${(error as Error).message}.`);
        if (performance.now() - since > patience)
          throw new CannotStart(`The data folder ${path} is in use by another Plausch.`);
        await wait(lockPause);
      }
  }

  static #take(path: string): DataFolder {
    // Not `recursive` to the end: where no folder can be made, as in /proc, Node.js would try forever.
    mkdirSync(dirname(resolve(path)), { recursive: true });
    if (!existsSync(path)) mkdirSync(path);
    const lock = new FolderLock(join(path, 'lock'));
    try {
      keepPrivate(path);
      // What a restore has begun is brought to its end, or taken back, before anybody sees it.
      if (lock.isExclusive()) settleRestore(path);
      else if (isRestoring(path)) throw new Error('a restore was interrupted, and cannot be brought to its end here');
      return new DataFolder(path, lock);
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  /** Whether anything may be written here: asked before each opening of a file, since it may become so. */
  readonly mayBeWritten = (): boolean => this.#lock.isExclusive();

  /** The secret of this folder; made at the first start. @throws CannotStart when it cannot be. */
  secret(): string {
    const file = join(this.path, 'secret');
    try {
      if (!existsSync(file)) writeWhole(file, `${randomBytes(32).toString('hex')}\n`);
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new CannotStart(`The data folder ${this.path} cannot be used: ${(error as Error).message}.`);
    }
  }

  /** Notes where the server listens, for commands that want to talk to it. Where there is no room, they go without until it is called again. */
  announce(addresses: Addresses): void {
    if (this.#announced) return;
    try {
      writeWhole(join(this.path, 'server.json'), `${JSON.stringify(addresses)}\n`);
      this.#announced = true;
    } catch (error) {
      // What an earlier process noted would lead commands to somebody else.
      this.withdraw();
      console.error(`Commands cannot find this server: ${(error as Error).message}.`);
    }
  }

  /** Takes the note back: this process is about to end. */
  withdraw(): void {
    try {
      rmSync(join(this.path, 'server.json'), { force: true });
    } catch {
      // The folder is read-only by now. Whoever reads the note finds nobody there.
    }
  }

  /** Lets the folder go. */
  close(): void {
    this.withdraw();
    this.#lock.close();
  }
}

/** Where the server that uses a folder listens, as it last announced. */
export function announcedAddresses(path: string): Addresses | undefined {
  try {
    return JSON.parse(readFileSync(join(path, 'server.json'), 'utf8')) as Addresses;
  } catch {
    return undefined;
  }
}

/** Writes a file so that it is there with all of this, or not at all. */
function writeWhole(file: string, content: string): void {
  try {
    writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (error) {
    rmSync(`${file}.new`, { force: true });
    throw error;
  }
}

/** Takes away what others than the owner may do with the folder and the files in it, as far as they are ours. */
function keepPrivate(path: string): void {
  const inside = ['', 'sites', 'accounts'].map((name) => join(path, name)).filter((name) => existsSync(name));
  const files = inside.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(folder, name)),
  );
  for (const name of [...inside, ...files])
    try {
      const { mode } = statSync(name);
      if (mode & 0o077) chmodSync(name, mode & 0o700);
    } catch (error) {
      console.error(`${name} stays as open as it is: ${(error as Error).message}.`);
    }
}
