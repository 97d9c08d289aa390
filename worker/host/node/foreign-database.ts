import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Fields } from '../../transfer/fields';
import { UnreadableFile } from '../../transfer/source';
import type { Tables } from '../../transfer/tables';

/** Bytes of one value. More than any comment has; a row has a few of them. */
const largestValue = 4_000_000;

/**
 * Opens a database file (SQLite) that another system, or somebody else, made. Nothing is written to it, and nothing of it is run: only
 * tables are read, each row by itself, in the order in which it stands there. Views, virtual tables, and columns that are computed are
 * as if they were not there; triggers are never met, as nothing is changed; values beyond a bound are missing from their row.
 * @throws UnreadableFile where it is none, or is damaged.
 */
export function openForeignDatabase(path: string): Tables & { close(): void } {
  const database = opened(path);
  try {
    const columns = new Map(tablesOf(database).map((table) => [table, columnsOf(database, table)] as const));
    return {
      columns,
      rows: (table) => rowsOf(database, table, columns.get(table) ?? []),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw damaged(error);
  }
}

/** A file in a folder where nothing may be written is read as one that nobody changes meanwhile: otherwise SQLite wants to lock it. */
function opened(path: string): DatabaseSync {
  const unchanging = pathToFileURL(path);
  unchanging.searchParams.set('immutable', '1');
  let trouble: unknown;
  for (const location of [path, unchanging]) {
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(location, { readOnly: true, enableDoubleQuotedStringLiterals: false });
      database.exec(
        'PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0',
      );
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      return database;
    } catch (error) {
      trouble = error;
      database?.close();
    }
  }
  throw damaged(trouble);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const tablesOf = (database: DatabaseSync): string[] =>
  database
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' LIMIT 1000`,
    )
    .all()
    .map(({ name }) => String(name));

/** The columns that are stored: `hidden` tells those that are computed from them. */
const columnsOf = (database: DatabaseSync, table: string): string[] =>
  database
    .prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 LIMIT 200')
    .all(table)
    .map(({ name }) => String(name));

function* rowsOf(database: DatabaseSync, table: string, columns: readonly string[]): Generator<Fields> {
  if (columns.length === 0) return;
  // octet_length reads a value's length where the row begins, and not the value.
  const values = columns
    .map(quoted)
    .map((column) => `iif(octet_length(${column}) <= ${largestValue}, ${column}, NULL) AS ${column}`);
  try {
    const statement = database.prepare(`SELECT ${values.join(', ')} FROM ${quoted(table)} NOT INDEXED`);
    statement.setReadBigInts(true);
    for (const row of statement.iterate())
      yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
  } catch (error) {
    throw damaged(error);
  }
}

/** Whole numbers are numbers as far as these are exact, and text beyond. */
const plain = (value: SQLOutputValue): unknown =>
  typeof value !== 'bigint' ? value : Number.isSafeInteger(Number(value)) ? Number(value) : String(value);

const damaged = (error: unknown): UnreadableFile =>
  error instanceof UnreadableFile
    ? error
    : new UnreadableFile(
        'format',
        `The database cannot be read: ${error instanceof Error ? error.message : 'it is damaged'}.`,
      );
