import { type PersonChange, PersonEntry } from '../../contract/people';
import { Refusal } from '../../errors';
import { first, type Sql } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { isoTime } from '../base/time';

type PersonRow = Omit<Person, 'scope' | 'watches'> & { scope: string };

/** The person behind an account, if they work here. */
export function findPerson({ sql }: SiteContext, account: string): Person | undefined {
  const row = first<PersonRow & { watches: 0 | 1 }>(
    sql,
    "SELECT account, name, role, scope, alerts = 'unread' AS watches FROM person WHERE account = ?",
    account,
  );
  return row && { ...row, scope: JSON.parse(row.scope), watches: row.watches === 1 };
}

/** @throws Refusal `invalid-fields` where an account that is to write posts does not work here. */
export function checkWorksHere(site: SiteContext, account: string | null | undefined): void {
  if (account == null || readPerson(site, account)) return;
  const detail = 'The account of somebody who works on the site.';
  throw new Refusal('invalid-fields', { errors: [{ pointer: '/postsBy', code: 'invalid', detail }] });
}

/** A person as they are now, if their role and paths are what they were. @throws Refusal `not-allowed`. */
export function mustStillBe(site: SiteContext, { account, role, scope }: Person): Person {
  const now = findPerson(site, account);
  if (now?.role === role && now.scope.join('\n') === scope.join('\n')) return now;
  throw new Refusal('not-allowed', { detail: 'What you may do here has just been changed.' });
}

/** Lets an account work here; saying it again changes name, role and scope. */
export function putPerson(sql: Sql, person: Person, now: number): void {
  sql.all(
    `INSERT INTO person (account, name, role, scope, since, links) VALUES (?, ?, ?, ?, ?, lower(hex(randomblob(8))))
     ON CONFLICT (account) DO UPDATE SET name = excluded.name, role = excluded.role, scope = excluded.scope`,
    person.account,
    person.name,
    person.role,
    JSON.stringify(person.scope),
    now,
  );
}

/** Everyone who works here, owners first, then by when they came. */
export function listPeople(site: SiteContext): PersonEntry[] {
  const rows = site.sql.all<PersonRow & { since: number }>(
    'SELECT account, name, role, scope, since FROM person ORDER BY role DESC, since',
  );
  return rows.map(toEntry);
}

/** Lets an account work here; the same once more changes nothing. @throws Refusal `key-reused` where it works here as somebody else. */
export function addPerson(site: SiteContext, by: Person, { account, name, role, scope }: Person): PersonEntry {
  const there = readPerson(site, account);
  if (there) {
    const same = there.name === name && there.role === role && there.scope.join('\n') === scope.join('\n');
    if (same) return there;
    throw new Refusal('key-reused');
  }
  const after: PersonEntry = { account, name, role, scope, since: isoTime(site.now()) };
  logChange(site, by, 'person', { id: account, of: name, before: null, after });
  restorePerson(site, account, after);
  return after;
}

/** Changes a person's name, role or scope. @throws Refusal `unknown-person`, `last-owner`. */
export function changePerson(site: SiteContext, by: Person, account: string, change: PersonChange): PersonEntry {
  const before = mustFindEntryOf(site, account);
  const after: PersonEntry = { ...before, ...change };
  logChange(site, by, 'person', { id: account, of: after.name, before, after });
  restorePerson(site, account, after);
  return after;
}

/** Takes a person away from this site. @throws Refusal `unknown-person`, `last-owner`. */
export function removePerson(site: SiteContext, by: Person, account: string): void {
  const before = mustFindEntryOf(site, account);
  logChange(site, by, 'person', { id: account, of: before.name, before, after: null });
  restorePerson(site, account, null);
}

/** Puts a person back to what they were before a change; null: they did not work here. @throws Refusal `last-owner`. */
export function restorePerson(site: SiteContext, account: string, before: Record<string, unknown> | null): void {
  if (before === null) {
    site.sql.all('DELETE FROM person WHERE account = ?', account);
    // Nobody hears of this. But whoever listens and works here no more is disconnected.
    site.tell({ kind: 'waiting', comments: [] }, []);
  } else {
    const { since, ...person } = PersonEntry.parse(before);
    putPerson(site.sql, person, Date.parse(since));
  }
  if (!first(site.sql, "SELECT 1 FROM person WHERE role = 'owner' LIMIT 1")) throw new Refusal('last-owner');
}

function mustFindEntryOf(site: SiteContext, account: string): PersonEntry {
  const entry = readPerson(site, account);
  if (!entry) throw new Refusal('unknown-person');
  return entry;
}

/** Who works here under an account; null: nobody. */
export function readPerson(site: SiteContext, account: string): PersonEntry | null {
  const row = first<PersonRow & { since: number }>(
    site.sql,
    'SELECT account, name, role, scope, since FROM person WHERE account = ?',
    account,
  );
  return row ? toEntry(row) : null;
}

const toEntry = (row: PersonRow & { since: number }): PersonEntry => ({
  account: row.account,
  name: row.name,
  role: row.role,
  scope: JSON.parse(row.scope),
  since: isoTime(row.since),
});
