import type { Role } from '../contract/desk';
import { first, type Sql } from '../host/sql';

/** Someone who works at this site's desk. */
export interface Person {
  account: string;
  name: string;
  role: Role;
}

/** The person behind an account, if they work here. */
export function findPerson(sql: Sql, account: string): Person | undefined {
  return first<Person>(sql, 'SELECT account, name, role FROM person WHERE account = ?', account);
}

/** Lets an account work here; saying it again changes name and role. */
export function putPerson(sql: Sql, person: Person, now: number): void {
  sql.all(
    `INSERT INTO person (account, name, role, since) VALUES (?, ?, ?, ?)
     ON CONFLICT (account) DO UPDATE SET name = excluded.name, role = excluded.role`,
    person.account,
    person.name,
    person.role,
    now,
  );
}
