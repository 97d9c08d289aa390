import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { flushAll, flushFolder } from './durable';
import { directoryPath, nameOf, secretPath } from './manifest';

/** Where a restore gathers what it will put in place; renamed to the second when all of it is on disk. */
const gathering = 'restoring.unfinished';
const gathered = 'restoring';
/** In there: what was in the data folder before. */
const replaced = 'replaced';

/** What is put in place, one after another. */
const parts = [secretPath, 'sites', 'accounts', directoryPath];
/** What SQLite keeps beside a database, and what would be taken for that of another. */
const beside = ['', '-wal', '-shm'];

/** Where a restore into a data folder gathers. What an earlier one left there goes. */
export function beginRestore(folder: string): string {
  const to = join(folder, gathering);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { mode: 0o700 });
  for (const kind of ['sites', 'accounts']) mkdirSync(join(to, kind), { mode: 0o700 });
  return to;
}

/** Takes back what was gathered: the data folder is as it was. */
export const dropRestore = (folder: string): void => rmSync(join(folder, gathering), { recursive: true, force: true });

/** From here on what was gathered is what the folder holds, whatever happens. */
export function commitRestore(folder: string): void {
  flushAll(join(folder, gathering));
  renameSync(join(folder, gathering), join(folder, gathered));
  flushFolder(folder);
}

/**
 * Brings a restore to its end that a kill has interrupted: where all was gathered, it is put in place, else it is dropped. Each step may be
 * done again. For whoever holds the folder's lock. Returns where that is now which was there before; undefined: nothing was, or there is no restore.
 */
export function settleRestore(folder: string): string | undefined {
  dropRestore(folder);
  const from = join(folder, gathered);
  if (!existsSync(from)) return undefined;
  const aside = join(from, replaced);
  for (const part of parts) {
    if (!existsSync(join(from, part))) continue;
    for (const old of beside.map((end) => part + end)) {
      if (!existsSync(join(folder, old))) continue;
      mkdirSync(aside, { recursive: true, mode: 0o700 });
      renameSync(join(folder, old), join(aside, old));
    }
    renameSync(join(from, part), join(folder, part));
  }
  flushFolder(folder);
  let kept: string | undefined;
  if (existsSync(aside)) {
    kept = join(folder, `replaced-${nameOf(Date.now())}`);
    renameSync(aside, kept);
  }
  rmSync(from, { recursive: true, force: true });
  flushFolder(folder);
  return kept;
}

/** Whether a restore waits to be put in place. */
export const isRestoring = (folder: string): boolean => existsSync(join(folder, gathered));
