import { Settings, type SettingsChange } from '../contract/desk';
import { first, type Sql } from '../host/sql';

/** How a site starts: strangers wait once, known authors do not. */
export function defaultSettings(site: string): Settings {
  return {
    publish: 'known',
    knownAfter: 1,
    origins: [`https://${site}`],
    language: 'de',
    closeAfterDays: null,
    editMinutes: 15,
  };
}

/** Reads the site's settings. Fields added by a later version take their defaults. */
export function readSettings(sql: Sql, site: string): Settings {
  const row = first<{ value: string }>(sql, "SELECT value FROM setting WHERE key = 'settings'");
  return Settings.parse({ ...defaultSettings(site), ...(row ? JSON.parse(row.value) : {}) });
}

/** Stores the settings with `change` laid over them, and returns them all. */
export function writeSettings(sql: Sql, settings: Settings, change: SettingsChange): Settings {
  const next = { ...settings, ...change };
  sql.all(
    "INSERT INTO setting (key, value) VALUES ('settings', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    JSON.stringify(next),
  );
  return next;
}
