/** What SQLite stores and gives back here. Times are milliseconds since 1970, booleans 0 or 1. */
export type SqlValue = string | number | null;

/** One SQLite database, synchronous. Cloudflare's storage and node:sqlite both fit behind it. */
export interface Sql {
  /** Runs one statement and reads all its rows (an unread `RETURNING` would fail the commit on Cloudflare). */
  all<Row = Record<string, SqlValue>>(statement: string, ...values: SqlValue[]): Row[];
  /** Runs `work` so that all its writes happen or, when it throws, none. May be nested only by mistake: it throws then. */
  transaction<Result>(work: () => Result): Result;
}

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

/** Whether this database was ever set up. Reads only, so that asking leaves nothing behind. */
export function isCreated(sql: Sql): boolean {
  return sql.all("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").length > 0;
}

/** Brings the database to the newest schema: runs each migration that it has not seen, all in one transaction. */
export function migrate(sql: Sql, migrations: readonly Migration[], now: number): void {
  sql.transaction(() => {
    sql.all('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT');
    const done = first<{ number: number }>(sql, 'SELECT max(number) AS number FROM migration')?.number ?? 0;
    for (const [index, statements] of migrations.entries()) {
      if (index + 1 <= done) continue;
      for (const statement of statements) sql.all(statement);
      sql.all('INSERT INTO migration (number, at) VALUES (?, ?)', index + 1, now);
    }
  });
}
