import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type FileText, openFile } from '../../transfer/file-text';
import type { FolderFormat } from '../../transfer/folder';
import { folderFormats } from '../../transfer/folder-formats';
import { formatOf, formats, tableFormatOf, tableFormats } from '../../transfer/formats';
import { beginningOf } from '../../transfer/json';
import { type Format, type SourceItem, UnreadableFile } from '../../transfer/source';
import { isDatabase, type TableFormat } from '../../transfer/tables';
import { openForeignDatabase } from './foreign-database';
import { filesOfFolder, pathsOfFolder } from './foreign-folder';

/** What somebody brings from another system. */
export interface ForeignSource {
  /** The format's name, as `remark42`. */
  format: string;
  /** As people know the system. */
  system: string;
  /** What is in it, each time from its beginning. Iterating throws UnreadableFile where it can be read no further. */
  items: AsyncIterable<SourceItem>;
  /** The file as text, with what is odd about it as a whole; null for databases and folders. */
  text: FileText | null;
  close(): void;
}

/**
 * Opens a file or a folder of another system: text (also packed with gzip), an SQLite database, a folder with a file for each comment.
 * @param named The format's name; without it, what it is is seen by how it begins.
 * @throws UnreadableFile where it is not there, or none of what is known.
 */
export async function openForeignSource(path: string, named?: string): Promise<ForeignSource> {
  const kind = kindOf(path);
  if (kind === 'folder') return openFolder(path, named);
  return kind === 'database' ? openTables(path, named) : openText(path, named);
}

function kindOf(path: string): 'folder' | 'database' | 'text' {
  try {
    if (statSync(path).isDirectory()) return 'folder';
    const file = openSync(path, 'r');
    try {
      const head = new Uint8Array(16);
      return isDatabase(head.subarray(0, readSync(file, head))) ? 'database' : 'text';
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new UnreadableFile('format', `${path} cannot be opened: ${(error as Error).message}.`);
  }
}

async function openText(path: string, named?: string): Promise<ForeignSource> {
  const text = openFile(() => createReadStream(path));
  const format = named === undefined ? formatOf(await beginningOf(text)) : find<Format>(formats, named);
  if (!format) throw unknown(formats);
  return { format: format.name, system: format.system, items: again(() => format.read(text)), text, close: () => {} };
}

function openTables(path: string, named?: string): ForeignSource {
  const tables = openForeignDatabase(path);
  try {
    const format = named === undefined ? tableFormatOf(tables.columns) : find<TableFormat>(tableFormats, named);
    if (!format) throw unknown(tableFormats);
    const items = again(() => format.read(tables));
    return { format: format.name, system: format.system, items, text: null, close: () => tables.close() };
  } catch (error) {
    tables.close();
    throw error;
  }
}

/** So many names of files are looked at to see what a folder is. */
const namesLookedAt = 10_000;

async function openFolder(path: string, named?: string): Promise<ForeignSource> {
  // Its own name says what is in it as much as those of the folders above and below.
  const own = `${basename(resolve(path))}/`;
  const names: string[] = [];
  if (named === undefined)
    for await (const name of pathsOfFolder(path)) if (names.push(own + name) >= namesLookedAt) break;
  const format =
    named === undefined ? folderFormats.find((each) => each.matches(names)) : find<FolderFormat>(folderFormats, named);
  if (!format) throw unknown(folderFormats);
  const items = again(() => format.read(filesOfFolder(path, own)));
  return { format: format.name, system: format.system, items, text: null, close: () => {} };
}

const again = (read: () => AsyncIterable<SourceItem>): AsyncIterable<SourceItem> => ({
  [Symbol.asyncIterator]: () => read()[Symbol.asyncIterator](),
});

const namesOf = (all: readonly { name: string }[]): string => all.map(({ name }) => name).join(', ');

/** @throws UnreadableFile for a name that none of these has: of a database, those of databases count. */
function find<Kind extends { name: string }>(all: readonly Kind[], named: string): Kind {
  const format = all.find(({ name }) => name === named);
  if (!format) throw new UnreadableFile('format', `It cannot be read as ${named}. What it can be: ${namesOf(all)}.`);
  return format;
}

const unknown = (all: readonly { name: string }[]): UnreadableFile =>
  new UnreadableFile('format', `What this is cannot be seen. It can be named: ${namesOf(all)}.`);
