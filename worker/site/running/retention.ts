import type { MessageFacts } from '../../contract/message-facts';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { idFrom, timeOf } from '../base/ids';

const day = 24 * 60 * 60_000;
/** So many rows are looked at in one step. */
const mostLooked = 500;
/** Stands in the log for whoever decided, once that is forgotten. */
export const somebody = '…';

/** What is left of a message whose words are forgotten. */
export const noWords: MessageFacts = { kind: 'plain', subject: '', text: '' };

/** A table whose rows are forgotten in the order in which they came, and by which setting. */
type Passing = { table: 'comment' | 'decision' | 'outbox'; days: 'networks' | 'names' | 'messages' };

const passing: readonly Passing[] = [
  { table: 'comment', days: 'networks' },
  { table: 'decision', days: 'names' },
  { table: 'outbox', days: 'messages' },
];

/** Where networks stand beside a time of their own. */
const networked = ['vote', 'report', 'notice', 'asking'] as const;

/** Forgets networks, names in the log and words of messages that are older than the site keeps them. Returns whether there is more. */
export function forgetByAge(site: SiteContext): boolean {
  const passed = passing.map((one) => pass(site, one));
  const at = site.now() - site.settings.retention.networks * day;
  const cleared = networked.map((table) => clearNetworks(site, table, at));
  return passed.includes(true) || cleared.includes(true);
}

/** When the first of all that can be forgotten; infinite: nothing ever will be. */
export function nextByAge(site: SiteContext): number {
  const times = passing.map(({ table, days }) => {
    const kept = site.settings.retention[days];
    if (kept === null) return Number.POSITIVE_INFINITY;
    const next = first<{ id: string | null }>(
      site.sql,
      `SELECT min(id) AS id FROM ${table} WHERE id > ?`,
      cursor(site, table),
    );
    return next?.id ? timeOf(next.id) + kept * day : Number.POSITIVE_INFINITY;
  });
  const networks = networked.map((table) => {
    const next = first<{ at: number | null }>(site.sql, `SELECT min(at) AS at FROM ${table} WHERE network <> ''`);
    return next?.at == null ? Number.POSITIVE_INFINITY : next.at + site.settings.retention.networks * day;
  });
  return Math.min(...times, ...networks);
}

/** One step through a table: from where the step before has come to, up to what is not old yet. */
function pass(site: SiteContext, { table, days }: Passing): boolean {
  const kept = site.settings.retention[days];
  if (kept === null) return false;
  const from = cursor(site, table);
  const ids = site.sql.all<{ id: string }>(
    `SELECT id FROM ${table} WHERE id > ? AND id < ? ORDER BY id LIMIT ?`,
    ...[from, idFrom(site.now() - kept * day), mostLooked],
  );
  const to = ids.at(-1)?.id;
  if (to === undefined) return false;
  forget[table](site, from, to);
  site.sql.all(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ...[cursorKey(table), to],
  );
  return ids.length === mostLooked;
}

const isWaiting = `EXISTS (SELECT 1 FROM delivery WHERE delivery.message = outbox.id AND delivery.state = 'waiting')`;

/** What is forgotten of the rows whose ids are above `from` and not above `to`. */
const forget: Record<Passing['table'], (site: SiteContext, from: string, to: string) => void> = {
  comment: ({ sql }, from, to) => {
    sql.all("UPDATE comment SET network = '' WHERE id > ? AND id <= ? AND network <> ''", from, to);
  },
  // A rule has decided by itself: it is nobody.
  decision: ({ sql }, from, to) => {
    sql.all(
      'UPDATE decision SET "by" = \'\', by_name = ? WHERE id > ? AND id <= ? AND rule IS NULL',
      somebody,
      from,
      to,
    );
    sql.all(
      'UPDATE decision SET undone_by = ? WHERE id > ? AND id <= ? AND undone_by IS NOT NULL',
      ...[somebody, from, to],
    );
  },
  // What was not sent by then is not sent any more.
  outbox: ({ sql, now }, from, to) => {
    sql.all(
      `UPDATE outbox SET recipient = '', address = NULL, facts = ?,
         withdrawn = CASE WHEN ${isWaiting} THEN coalesce(withdrawn, ?) ELSE withdrawn END WHERE id > ? AND id <= ?`,
      ...[JSON.stringify(noWords), now(), from, to],
    );
    sql.all("UPDATE delivery SET name = '', said = NULL WHERE message > ? AND message <= ?", from, to);
  },
};

function clearNetworks(site: SiteContext, table: (typeof networked)[number], before: number): boolean {
  const { length } = site.sql.all(
    `UPDATE ${table} SET network = '' WHERE network <> '' AND at < ? AND at <= (
       SELECT max(at) FROM (SELECT at FROM ${table} WHERE network <> '' AND at < ? ORDER BY at LIMIT ?)) RETURNING at`,
    ...[before, before, mostLooked],
  );
  return length >= mostLooked;
}

const cursorKey = (table: Passing['table']) => `forgotten-${table}`;

/** The last id of a table that was looked at; empty: none was. */
const cursor = (site: SiteContext, table: Passing['table']): string =>
  first<{ value: string }>(site.sql, 'SELECT value FROM setting WHERE key = ?', cursorKey(table))?.value ?? '';
