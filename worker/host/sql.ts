/** What SQLite stores and gives back here. Times are milliseconds since 1970, booleans 0 or 1. */
export type SqlValue = string | number | null;

/** One SQLite database, synchronous. Cloudflare's storage and node:sqlite both fit behind it. */
export interface Sql {
  /** Runs one statement and reads all its rows (an unread `RETURNING` would fail the commit on Cloudflare). */
  all<Row = Record<string, SqlValue>>(statement: string, ...values: SqlValue[]): Row[];
  /** Runs `work` so that all its writes happen or, when it throws, none. May be nested only by mistake: it throws then. */
  transaction<Result>(work: () => Result): Result;
}

/** A write to a file that is open for reading alone. */
export class ReadOnly extends Error {}

/** The first row, or undefined. */
export function first<Row = Record<string, SqlValue>>(
  sql: Sql,
  statement: string,
  ...values: SqlValue[]
): Row | undefined {
  return sql.all<Row>(statement, ...values)[0];
}

/** A step of a schema: statements that are run once, in order. Never edited after a release; add another. */
export type Migration = readonly string[];

/** A database that is not one of this version's. Nothing was written to it. */
export class WrongData extends Error {
  readonly wrong: 'newer' | 'foreign';

  constructor(wrong: WrongData['wrong'], sentence: string) {
    super(sentence);
    this.wrong = wrong;
  }
}

/** Whether this database was ever set up. Reads only, so that asking leaves nothing behind. */
export function isCreated(sql: Sql): boolean {
  return sql.all("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").length > 0;
}

/**
 * Brings the database to the newest schema: runs each migration that it has not seen, all in one transaction.
 * @throws WrongData for a database of a newer version, or of somebody else.
 */
export function migrate(sql: Sql, migrations: readonly Migration[], now: number): void {
  const done = countDone(sql, migrations);
  if (done === migrations.length) return;
  sql.transaction(() => {
    sql.all('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT');
    for (const [index, statements] of migrations.entries()) {
      if (index + 1 <= done) continue;
      for (const statement of statements) sql.all(statement);
      sql.all('INSERT INTO migration (number, at) VALUES (?, ?)', index + 1, now);
    }
  });
}

/** How many of the migrations a database has seen. Reads only. @throws WrongData. */
export function countDone(sql: Sql, migrations: readonly Migration[]): number {
  const tables = sql
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .map(({ name }) => name)
    // Tables that SQLite, the platform or its local runtime keep for themselves.
    .filter((name) => !name.startsWith('sqlite_') && !name.startsWith('_'));
  if (tables.length === 0) return 0;
  const own = /CREATE TABLE (\w+)/.exec(migrations[0]?.[0] ?? '')?.[1] ?? '';
  if (!tables.includes('migration') || !tables.includes(own))
    throw new WrongData('foreign', 'It holds something else.');
  const done = first<{ number: number }>(sql, 'SELECT max(number) AS number FROM migration')?.number ?? 0;
  if (done > migrations.length)
    throw new WrongData('newer', `Its data are of version ${done}, and this Plausch knows ${migrations.length}.`);
  return done;
}
