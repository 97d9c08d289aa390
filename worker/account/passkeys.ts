import type { Passkey } from '../contract/people';
import { Refusal } from '../errors';
import { first, type Sql } from '../host/sql';

/** A passkey as it is checked: its public key (COSE, base64url), and how often it said it was used. */
export interface StoredPasskey {
  credential: string;
  publicKey: string;
  counter: number;
  transports: string[];
}

interface PasskeyRow {
  id: string;
  credential: string;
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created: number;
  used: number | null;
}

/** A login with more than this many passkeys has a problem that another one does not solve. */
const most = 50;

/** The passkeys of this person, oldest first. */
export function listPasskeys(sql: Sql): Passkey[] {
  return sql.all<PasskeyRow>('SELECT id, name, created, used FROM passkey ORDER BY id').map(toPasskey);
}

/** How many there are. */
export const countPasskeys = (sql: Sql): number =>
  first<{ count: number }>(sql, 'SELECT count(*) AS count FROM passkey')?.count ?? 0;

/** What is needed to check a passkey; undefined for one that this person has not. */
export function findPasskey(sql: Sql, credential: string): StoredPasskey | undefined {
  const row = first<PasskeyRow>(
    sql,
    'SELECT credential, public_key, counter, transports FROM passkey WHERE credential = ?',
    credential,
  );
  return row && toStored(row);
}

/** Every passkey of this person, as they are checked. */
export function allPasskeys(sql: Sql): StoredPasskey[] {
  return sql.all<PasskeyRow>('SELECT credential, public_key, counter, transports FROM passkey').map(toStored);
}

/** Adds a passkey that was checked. @throws Refusal `passkey-refused` for one that is there, or one too many. */
export function addPasskey(sql: Sql, id: string, name: string, passkey: StoredPasskey, now: number): Passkey {
  if (findPasskey(sql, passkey.credential) || countPasskeys(sql) >= most)
    throw new Refusal('passkey-refused', { detail: 'It is there already.' });
  sql.all(
    `INSERT INTO passkey (id, credential, public_key, counter, transports, name, created) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    passkey.credential,
    passkey.publicKey,
    passkey.counter,
    JSON.stringify(passkey.transports),
    name,
    now,
  );
  return { id, name, created: new Date(now).toISOString(), used: null };
}

/** Takes a passkey away; one that is not there is gone already. */
export function removePasskey(sql: Sql, id: string): void {
  sql.all('DELETE FROM passkey WHERE id = ?', id);
}

/** Notes that a passkey was used, and that its challenge is spent. @throws Refusal `passkey-refused` for a spent one. */
export function usePasskey(sql: Sql, credential: string, counter: number, challenge: string, now: number): void {
  spendChallenge(sql, challenge, now);
  sql.all('UPDATE passkey SET counter = ?, used = ? WHERE credential = ?', counter, now, credential);
}

/** A challenge is good for one answer. @throws Refusal `passkey-refused` for one that had one. */
export function spendChallenge(sql: Sql, challenge: string, now: number): void {
  sql.all('DELETE FROM spent WHERE at < ?', now - 60 * 60_000);
  if (first(sql, 'SELECT 1 FROM spent WHERE challenge = ?', challenge)) throw new Refusal('passkey-refused');
  sql.all('INSERT INTO spent (challenge, at) VALUES (?, ?)', challenge, now);
}

const toStored = ({ credential, public_key, counter, transports }: PasskeyRow): StoredPasskey => ({
  credential,
  publicKey: public_key,
  counter,
  transports: JSON.parse(transports),
});

const toPasskey = ({ id, name, created, used }: PasskeyRow): Passkey => ({
  id,
  name,
  created: new Date(created).toISOString(),
  used: used === null ? null : new Date(used).toISOString(),
});
