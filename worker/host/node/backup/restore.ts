import { copyFileSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Directory } from '../../../directory/directory';
import { DataFolder } from '../data-folder';
import { Database } from '../database';
import { CannotStart } from '../stop';
import { digestOf } from './durable';
import { mergeForgotten } from './forgotten';
import { directoryPath, type Manifest, secretPath } from './manifest';
import { beginRestore, commitRestore, dropRestore, settleRestore } from './restore-steps';
import { verifyBackup } from './verify';

/** What a restore has come to. */
export interface Restored {
  manifest: Manifest;
  /** Where that is which was in the data folder before; undefined: nothing was. */
  replaced: string | undefined;
  /** Whether the folder has a secret now. */
  secret: boolean;
}

/**
 * Puts a backup in place of what a data folder holds. It is verified first; then either all of it is in place or nothing is changed, also
 * after a kill. What was there before is kept aside.
 * @param replace whether the folder may have data in it.
 * @throws CannotStart with a sentence: the backup is damaged, or the folder is in use, or not empty.
 */
export async function restoreBackup(
  backup: string,
  into: string,
  { replace }: { replace: boolean },
): Promise<Restored> {
  const { manifest, wrong } = verifyBackup(backup);
  if (wrong.length > 0)
    throw new CannotStart(`${backup} cannot be restored, and nothing was changed:\n${wrong.join('\n')}`);
  const folder = await DataFolder.open(into);
  try {
    if (!folder.mayBeWritten()) throw new CannotStart(`Nothing can be written to ${into}.`);
    if (!replace && holdsOther(into, backup, manifest))
      throw new CannotStart(`${into} is not empty, and nothing was changed. With --replace its data are put aside.`);
    try {
      gather(backup, beginRestore(into), manifest);
      mergeForgotten(dirname(resolve(backup)), into);
      commitRestore(into);
    } catch (error) {
      dropRestore(into);
      throw new CannotStart(`Nothing was restored, and nothing was changed: ${(error as Error).message}.`);
    }
    const replaced = settleRestore(into);
    return { manifest, replaced, secret: existsSync(join(into, secretPath)) };
  } finally {
    folder.close();
  }
}

/** Whether a restore would take the place of something: of data, or of another secret. */
function holdsOther(folder: string, backup: string, { files }: Manifest): boolean {
  const filled = ['sites', 'accounts'].some((kind) => {
    const path = join(folder, kind);
    return existsSync(path) && readdirSync(path).length > 0;
  });
  const own = join(folder, secretPath);
  const brings = files.some(({ path }) => path === secretPath);
  const otherSecret = brings && existsSync(own) && !readFileSync(own).equals(readFileSync(join(backup, secretPath)));
  return filled || otherSecret || existsSync(join(folder, directoryPath));
}

/** Copies the files of a backup, each of which is as it was saved. */
function gather(backup: string, to: string, { files }: Manifest): void {
  for (const { path, sha256 } of files) {
    const from = join(backup, path);
    if (!lstatSync(from).isFile()) throw new Error(`${path} is no file`);
    copyFileSync(from, join(to, path));
    if (digestOf(join(to, path)).sha256 !== sha256) throw new Error(`${path} has changed meanwhile`);
  }
  askAll(join(to, directoryPath));
}

/** The directory was saved after the sites: what it says about when they have to be woken may be of later. */
function askAll(path: string): void {
  const database = new Database(path);
  try {
    const directory = new Directory(database);
    directory.noteWakes(directory.list().map(({ site }) => ({ site, at: 0 })));
  } finally {
    database.close();
  }
}
