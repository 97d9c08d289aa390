import type { Sql, SqlValue } from '../sql';

/** A Durable Object's own SQLite database. */
export class ObjectSql implements Sql {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  all<Row>(statement: string, ...values: SqlValue[]): Row[] {
    return this.#storage.sql.exec(statement, ...values).toArray() as Row[];
  }

  transaction<Result>(work: () => Result): Result {
    return this.#storage.transactionSync(work);
  }
}
