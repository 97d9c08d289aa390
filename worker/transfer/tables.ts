import type { Fields } from './fields';
import type { SourceItem } from './source';

/** A database of another system: its tables by name, row after row. Whoever opened it hands it in, so that formats know no platform. */
export interface Tables {
  /** Names of the columns, by table. */
  columns: ReadonlyMap<string, readonly string[]>;
  /**
   * All rows of a table, in the order in which they stand there; none where there is no such table. Each time it is asked, from the
   * first one on. Values that are larger than any comment are missing.
   */
  rows(table: string): Iterable<Fields> | AsyncIterable<Fields>;
}

/** One format of one system that keeps a database (SQLite), or writes its tables down as SQL. */
export interface TableFormat {
  /** As it is named on the command line. */
  name: string;
  /** As people know it. */
  system: string;
  /** Whether the tables are those of this system. */
  matches(columns: Tables['columns']): boolean;
  /** Reads them row by row. Memory grows with pages and people, and not with comments. */
  read(tables: Tables): AsyncIterable<SourceItem>;
}

/** Whether there is a table with these columns. */
export const hasTable = (columns: Tables['columns'], table: string, ...names: string[]): boolean =>
  names.every((name) => columns.get(table)?.includes(name));

/** SQLite's first 16 bytes (https://www.sqlite.org/fileformat.html, 1.3). */
const signature = 'SQLite format 3\0';

/** Whether a file is an SQLite database, by its first bytes. */
export const isDatabase = (bytes: Uint8Array): boolean =>
  bytes.length >= signature.length && [...signature].every((char, at) => bytes[at] === char.charCodeAt(0));
