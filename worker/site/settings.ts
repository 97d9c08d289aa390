import { Settings, type SettingsChange } from '../contract/desk';
import { Refusal } from '../errors';
import { first, type Sql } from '../host/sql';
import { defaultThresholds } from '../spam/pipeline';
import { scheduleBy } from './due';
import { forgetServices } from './inquiries';
import { logChange } from './log-entry';
import type { Person } from './person';
import type { Room } from './room';

/** How a site starts: strangers wait once, known authors do not. */
export function defaultSettings(site: string): Settings {
  return {
    publish: 'known',
    knownAfter: 1,
    origins: [`https://${site}`],
    language: 'de',
    tone: 'formal',
    closeAfterDays: null,
    editMinutes: 15,
    reasons: null,
    transparency: false,
    services: [],
    ...defaultThresholds,
  };
}

/** Reads the site's settings. Fields added by a later version take their defaults. */
export function readSettings(sql: Sql, site: string): Settings {
  const row = first<{ value: string }>(sql, "SELECT value FROM setting WHERE key = 'settings'");
  return Settings.parse({ ...defaultSettings(site), ...(row ? JSON.parse(row.value) : {}) });
}

/** Stores the settings with `change` laid over them, and returns them all. */
export function applySettings(room: Room, change: SettingsChange): Settings {
  const next = { ...room.settings, ...change };
  checkThresholds(next);
  room.sql.all(
    "INSERT INTO setting (key, value) VALUES ('settings', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    JSON.stringify(next),
  );
  if (change.services !== undefined && forgetServices(room, change.services)) scheduleBy(room, 'clean', room.now());
  room.pages.clear();
  room.settings = next;
  return next;
}

/** Whether no comment would be spam before it is doubtful. */
export const fitTogether = ({ holdFrom, spamFrom }: Pick<Settings, 'holdFrom' | 'spamFrom'>): boolean =>
  holdFrom <= spamFrom;

/** @throws Refusal `invalid-fields` where settings do not fit together. */
function checkThresholds(settings: Settings): void {
  if (fitTogether(settings)) return;
  const detail = 'Not below holdFrom.';
  throw new Refusal('invalid-fields', { errors: [{ pointer: '/spamFrom', code: 'invalid', detail }] });
}

/** Changes settings by a person's hand: it stands in the log with what was there before. */
export function changeSettings(room: Room, person: Person, change: SettingsChange): Settings {
  const changed = Object.keys(change).filter(
    (name) => JSON.stringify(change[name as keyof Settings]) !== JSON.stringify(room.settings[name as keyof Settings]),
  );
  if (changed.length === 0) return room.settings;
  const part = (settings: Partial<Settings>) =>
    Object.fromEntries(changed.map((name) => [name, settings[name as keyof Settings]]));
  logChange(room, person, 'settings', { id: '', of: '', before: part(room.settings), after: part(change) });
  return applySettings(room, change);
}
