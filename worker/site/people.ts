import type { PersonChange, PersonEntry, Role } from '../contract/people';
import { first, type Sql } from '../host/sql';
import type { Room } from './room';

/** Someone who works at this site's desk. */
export interface Person {
  account: string;
  name: string;
  role: Role;
  /** The paths under which they decide; empty: the whole site. */
  scope: string[];
}

type PersonRow = Omit<Person, 'scope'> & { scope: string };

/** The person behind an account, if they work here. */
export function findPerson(sql: Sql, account: string): Person | undefined {
  const row = first<PersonRow>(sql, 'SELECT account, name, role, scope FROM person WHERE account = ?', account);
  return row && { ...row, scope: JSON.parse(row.scope) };
}

/** Lets an account work here; saying it again changes name, role and scope. */
export function putPerson(sql: Sql, person: Person, now: number): void {
  sql.all(
    `INSERT INTO person (account, name, role, scope, since) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (account) DO UPDATE SET name = excluded.name, role = excluded.role, scope = excluded.scope`,
    person.account,
    person.name,
    person.role,
    JSON.stringify(person.scope),
    now,
  );
}

/** Everyone who works here, owners first. */
export function listPeople(room: Room): PersonEntry[] {
  throw new Error('to be written');
}

/** Lets a new account work here. */
export function addPerson(room: Room, by: Person, person: Person): PersonEntry {
  throw new Error('to be written');
}

/** Changes a person's name, role or scope. @throws Refusal `unknown-person`, `last-owner`. */
export function changePerson(room: Room, by: Person, account: string, change: PersonChange): PersonEntry {
  throw new Error('to be written');
}

/** Takes a person away from this site. @throws Refusal `unknown-person`, `last-owner`. */
export function removePerson(room: Room, by: Person, account: string): void {
  throw new Error('to be written');
}

/** Puts a person back to what they were before a change; null: they did not work here. */
export function restorePerson(room: Room, account: string, before: Record<string, unknown> | null): void {
  throw new Error('to be written');
}
