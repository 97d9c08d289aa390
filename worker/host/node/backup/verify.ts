import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkCopy, listed } from '../check';
import { openToRead } from '../connection';
import { CannotStart } from '../stop';
import { digestOf } from './durable';
import {
  backupsIn,
  directoryPath,
  type Manifest,
  manifestName,
  readManifest,
  type Saved,
  schemaOf,
  sitePath,
} from './manifest';

/** What was found out about a backup. */
export interface Verified {
  manifest: Manifest;
  /** What is wrong with it, a sentence each; empty: it can be restored. */
  wrong: string[];
}

/** The backup that is meant: the folder itself, or the newest one in it. @throws CannotStart where there is none. */
export function backupAt(path: string): string {
  if (existsSync(join(path, manifestName))) return path;
  const [newest] = backupsIn(path);
  if (newest === undefined) throw new CannotStart(`There is no whole backup in ${path}.`);
  return join(path, newest);
}

/**
 * Reads a backup from end to end: that each file is there and as it was saved, that each database is whole and of a version that is known
 * here, and that nothing else is there. Writes nothing. @throws CannotStart where it is no backup.
 */
export function verifyBackup(folder: string): Verified {
  const manifest = readManifest(folder);
  const strangers = strangersIn(folder, manifest);
  // SQLite would read them together with the database, and take them away.
  if (strangers.length > 0) return { manifest, wrong: strangers };
  const wrong = manifest.files.flatMap((file) => wrongWith(folder, file));
  if (!manifest.files.some(({ path }) => path === directoryPath))
    wrong.push(`${directoryPath} is not in it: without it nobody knows which sites there are.`);
  else if (wrong.length === 0) wrong.push(...unnamed(folder, manifest));
  return { manifest, wrong };
}

/** What is wrong with one file of a backup. No link is followed: what it leads to was not saved. */
function wrongWith(folder: string, { path, bytes, sha256 }: Saved): string[] {
  const [kind = '', name] = path.split('/');
  if (name !== undefined && !lstatSync(join(folder, kind), { throwIfNoEntry: false })?.isDirectory())
    return [`${path} is missing.`];
  const file = join(folder, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats) return [`${path} is missing.`];
  if (!stats.isFile()) return [`${path} is no file.`];
  const found = digestOf(file);
  if (found.bytes !== bytes) return [`${path} has ${found.bytes} bytes, and was saved with ${bytes}.`];
  if (found.sha256 !== sha256) return [`${path} is not what was saved: its SHA-256 is another.`];
  const migrations = schemaOf(path);
  return migrations ? checkCopy(file, migrations).wrong.map((said) => `${path}: ${said}`) : [];
}

/** What stands in the folder and is not in the manifest, as a log beside a database, which would be read with it. */
function strangersIn(folder: string, { files }: Manifest): string[] {
  const known = new Set([manifestName, 'sites', 'accounts', ...files.map(({ path }) => path)]);
  const found = ['', 'sites', 'accounts'].flatMap((inside) =>
    lstatSync(join(folder, inside), { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(join(folder, inside)).map((name) => (inside ? `${inside}/${name}` : name))
      : [],
  );
  // What begins with a dot was put there by a file manager.
  return found
    .filter((path) => !known.has(path) && !/(^|\/)\./.test(path))
    .map((path) => `${path} does not belong to it.`);
}

/** Sites of the directory of which the manifest says nothing. */
function unnamed(folder: string, { files, lacking }: Manifest): string[] {
  const named = new Set([...files, ...lacking].map(({ path }) => path));
  return listed(folder, openToRead)
    .map(sitePath)
    .filter((path) => !named.has(path))
    .map((path) => `${path} is in the directory, and was not saved.`);
}
