import { chmodSync, rmSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { type Beside, openBeside } from '../connection';
import { causeOf } from '../trouble';
import { flushFile } from './durable';

/** So many pages are copied in one go: half a megabyte. */
const pagesAtOnce = 128;
/** How often, and after how long (milliseconds), it is tried again while somebody else has the file for themselves. */
const tries = 100;
const pause = 20;

/** What is wrong with the file that was to be copied. */
export class Uncopied extends Error {}

/**
 * Copies one database while others write to it: as it was at one moment, the one at which this begins. Later writes are neither
 * waited for nor kept waiting. The copy is on disk when this resolves.
 * @throws Uncopied where the file cannot be read, and whatever there is no room for the copy throws.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  for (let left = tries; ; left -= 1) {
    const before = looksOf(from);
    const { connection, locked } = await openSnapshot(from);
    try {
      await backup(connection, to, { rate: pagesAtOnce });
    } catch (error) {
      throw isOfSource(error) ? new Uncopied((error as Error).message) : error;
    } finally {
      connection.close();
    }
    // Where nothing could be written when it began, nobody was kept from writing since.
    if (locked || looksOf(from) === before) break;
    rmSync(to, { force: true });
    if (left === 0) throw new Uncopied('It is written to all the time.');
  }
  chmodSync(to, 0o600);
  makeOneFile(to);
  flushFile(to);
}

/** Whoever looks into the copy makes no file beside it. The server that has it restored keeps a log again. */
function makeOneFile(path: string): void {
  const copy = new DatabaseSync(path);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    throw isOfSource(error) ? new Uncopied((error as Error).message) : error;
  } finally {
    copy.close();
  }
}

/** Opens a file and keeps what is in it as it is now, for this connection: SQLite copies what a connection sees. */
async function openSnapshot(path: string): Promise<Beside> {
  for (let left = tries; ; left -= 1) {
    let beside: Beside | undefined;
    try {
      beside = openBeside(path);
      beside.connection.exec('BEGIN');
      beside.connection.exec('SELECT 1 FROM sqlite_schema LIMIT 1');
      return beside;
    } catch (error) {
      beside?.connection.close();
      if (causeOf(error) !== 'busy' || left === 0) throw new Uncopied((error as Error).message);
      await wait(pause);
    }
  }
}

/** By SQLite's result codes (https://sqlite.org/rescode.html): CORRUPT, NOTADB, IOERR_READ, IOERR_SHORT_READ. */
function isOfSource(error: unknown): boolean {
  const { errcode = 0 } = error as { errcode?: number };
  return causeOf(error) === 'damaged' || [266, 522].includes(errcode);
}

function looksOf(path: string): string {
  return [path, `${path}-wal`]
    .map((file) => {
      const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
      return stats && stats.size > 0n ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '';
    })
    .join(', ');
}
