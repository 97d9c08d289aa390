import type { Device, NewDevice } from '../contract/push';
import { first, type Sql } from '../host/sql';

/** Nobody has more browsers; the one that was switched on first gives way. */
const most = 20;

/** A browser for notices. */
export interface StoredDevice {
  id: string;
  /** What the session is called in which it was switched on. */
  session: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
  name: string;
  language: NewDevice['language'];
  /** The origin under which its owner knows this server. */
  server: string;
  created: number;
  /** When the last notice went out. */
  used: number | null;
}

interface DeviceRow extends Omit<StoredDevice, 'keys'> {
  p256dh: string;
  auth: string;
}

const columns = 'SELECT id, session, endpoint, p256dh, auth, name, language, server, created, used FROM device';

const toDevice = ({ p256dh, auth, ...device }: DeviceRow): StoredDevice => ({ ...device, keys: { p256dh, auth } });

/** All, the first that was switched on first. */
export const listDevices = (sql: Sql): StoredDevice[] => sql.all<DeviceRow>(`${columns} ORDER BY id`).map(toDevice);

/** One of them. */
export function findDevice(sql: Sql, id: string): StoredDevice | undefined {
  const row = first<DeviceRow>(sql, `${columns} WHERE id = ?`, id);
  return row && toDevice(row);
}

/** Takes a browser in, in place of what was known of it before. `id`: what it is called if it is new. */
export function keepDevice(
  sql: Sql,
  id: string,
  session: string,
  { endpoint, keys, name, language }: NewDevice,
  server: string,
  now: number,
): Device {
  // In a session there is one browser: what it had before is given up.
  sql.all('DELETE FROM device WHERE session = ? AND endpoint <> ?', session, endpoint);
  const kept = first<Pick<StoredDevice, 'id' | 'created' | 'used'>>(
    sql,
    `INSERT INTO device (id, session, endpoint, p256dh, auth, name, language, server, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (endpoint) DO UPDATE SET session = excluded.session, p256dh = excluded.p256dh, auth = excluded.auth,
       name = excluded.name, language = excluded.language, server = excluded.server
     RETURNING id, created, used`,
    id,
    session,
    endpoint,
    keys.p256dh,
    keys.auth,
    name,
    language,
    server,
    now,
  ) ?? { id, created: now, used: null };
  sql.all('DELETE FROM device WHERE id IN (SELECT id FROM device ORDER BY id DESC LIMIT -1 OFFSET ?)', most);
  const { created, used } = kept;
  return {
    ...{ id: kept.id, name, created: new Date(created).toISOString() },
    ...{ used: used === null ? null : new Date(used).toISOString(), here: true },
  };
}

/** Forgets one. */
export function dropDevice(sql: Sql, id: string): void {
  sql.all('DELETE FROM device WHERE id = ?', id);
}

/** Forgets the one of a session. */
export function dropDevicesOf(sql: Sql, session: string): void {
  sql.all('DELETE FROM device WHERE session = ?', session);
}

/** Notes that a notice has gone out. */
export function noteDelivered(sql: Sql, id: string, now: number): void {
  sql.all('UPDATE device SET used = ? WHERE id = ?', now, id);
}

/** Whether mails that comments wait go out while there is a device. */
export const mailToo = (sql: Sql): boolean =>
  first<{ mail_too: number }>(sql, 'SELECT mail_too FROM profile WHERE one = 1')?.mail_too !== 0;

/** Changes that. */
export function setMailToo(sql: Sql, wanted: boolean): void {
  sql.all('UPDATE profile SET mail_too = ? WHERE one = 1', wanted ? 1 : 0);
}
