import { type Dirent, lstatSync, readFileSync } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FolderFile, largestFile } from '../../transfer/folder';

/** Folders within folders. */
const deepest = 32;

/**
 * The files of a folder that another system filled, one after another, by name. Links are not followed, so that nothing outside of it is
 * read; nor are folders that begin with a dot (`.git`).
 * @param before What stands before their paths: the folder's own name.
 */
export async function* filesOfFolder(folder: string, before = ''): AsyncGenerator<FolderFile> {
  for await (const path of pathsOfFolder(folder)) yield { path: before + path, text: textOf(join(folder, path)) };
}

/** Their names alone, from the folder on. */
export async function* pathsOfFolder(folder: string, within = '', depth = 0): AsyncGenerator<string> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(join(folder, within))) entries.push(entry);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith('.') && depth < deepest)
      yield* pathsOfFolder(folder, path, depth + 1);
  }
}

/** A file's text; null where it is larger than any comment, no UTF-8, or cannot be read. */
function textOf(path: string): string | null {
  try {
    const { size } = lstatSync(path);
    return size > largestFile
      ? null
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(readFileSync(path));
  } catch {
    return null;
  }
}
