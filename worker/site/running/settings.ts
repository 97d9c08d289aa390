import { Settings, type SettingsChange } from '../../contract/desk';
import { Refusal } from '../../errors';
import { first, type Sql } from '../../host/sql';
import { defaultThresholds } from '../../spam/pipeline';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { orderAnew } from '../comments/votes';
import { forgetServices } from '../judging/inquiries';
import { checkWorksHere } from './people';

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
    notify: true,
    postsBy: null,
    votes: 'up-down',
    votesFrom: 0,
    services: [],
    retention: { networks: 7, spam: 30, rejected: 90, withdrawn: 30, names: 365, messages: 30 },
    ...defaultThresholds,
  };
}

/** Reads the site's settings. Fields added by a later version take their defaults. */
export function readSettings(sql: Sql, site: string): Settings {
  const row = first<{ value: string }>(sql, "SELECT value FROM setting WHERE key = 'settings'");
  return Settings.parse({ ...defaultSettings(site), ...(row ? JSON.parse(row.value) : {}) });
}

/** Stores the settings with `change` laid over them, and returns them all. */
export function applySettings(site: SiteContext, change: SettingsChange): Settings {
  const next = { ...site.settings, ...change };
  checkThresholds(next);
  site.sql.all(
    "INSERT INTO setting (key, value) VALUES ('settings', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    JSON.stringify(next),
  );
  if (change.services !== undefined && forgetServices(site, change.services)) scheduleBy(site, 'clean', site.now());
  // What is old by now is looked for at once.
  if (change.retention !== undefined) scheduleBy(site, 'clean', site.now());
  const counts = next.votes !== site.settings.votes;
  site.pages.clear();
  site.settings = next;
  if (counts) orderAnew(site);
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

/**
 * Changes settings by a person's hand: it stands in the log with what was there before.
 * @throws Refusal `invalid-fields` where settings do not fit together, or where somebody writes the posts who does not work here.
 */
export function changeSettings(site: SiteContext, person: Person, change: SettingsChange): Settings {
  const changed = Object.keys(change).filter(
    (name) => JSON.stringify(change[name as keyof Settings]) !== JSON.stringify(site.settings[name as keyof Settings]),
  );
  if (changed.length === 0) return site.settings;
  if (changed.includes('postsBy')) checkWorksHere(site, change.postsBy);
  const part = (settings: Partial<Settings>) =>
    Object.fromEntries(changed.map((name) => [name, settings[name as keyof Settings]]));
  logChange(site, person, 'settings', { id: '', of: '', before: part(site.settings), after: part(change) });
  return applySettings(site, change);
}
