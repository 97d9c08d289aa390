import { Refusal } from '../../errors';
import { first, type SqlValue } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { idFrom } from '../base/ids';
import type { Person } from '../base/person';
import { migrations } from '../base/schema';
import { mustStillBe } from '../running/people';
import { exportedColumns, exportedSettings, exportedTables } from './exported';

/** The version of the format. It grows when a reader of the one before would misread a file. */
export const exportVersion = 1;

/** So many rows are read in one step: some milliseconds, and readers are answered in between. */
const rowsAtOnce = 100;

/** How far an export is. */
export interface ExportPlace {
  /** The table that is being read, by its number. */
  table: number;
  /** The key of the last row; null: none of this table yet. */
  after: SqlValue[] | null;
  /** Rows by table, so far. */
  counts: Record<string, number>;
  /** The newest comment that is in it. */
  newest: string;
}

/** Some lines of an export, and where the next go on; null: these are the last. */
export interface ExportPart {
  lines: string;
  next: ExportPlace | null;
}

/** What of an export is asked for: all of it, or comments of a thread by its key, written at `from` or later and before `to` (milliseconds since 1970). */
export interface Selection {
  thread?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** All tables; and those of a part of the comments, of which no site can be made. */
const tablesOf = (selection: Selection): string[] =>
  isPart(selection) ? ['comment', 'thread'] : Object.keys(exportedTables);

export const isPart = ({ thread, from, to }: Selection): boolean =>
  thread !== undefined || from !== undefined || to !== undefined;

/**
 * The next lines of a site's export: a first line that says what it is, one for each row, and a last one with their counts.
 * @param person Who asks, who must still own the site; null: whoever runs the server.
 * @throws Refusal `not-allowed`; `unavailable` while an import is being carried out or undone; `unknown-thread`.
 */
export function exportPart(
  site: SiteContext,
  person: Person | null,
  selection: Selection,
  place: ExportPlace | null,
): ExportPart {
  checkMayExport(site, person);
  if (!place) {
    const next = { table: 0, after: null, counts: {}, newest: '' };
    return { lines: lineOf(headOf(site, selection)), next };
  }
  const table = tablesOf(selection)[place.table];
  if (table === undefined) return { lines: lineOf({ end: true, counts: place.counts }), next: null };
  const rows = rowsOf(site, table, selection, place);
  const lines = rows.map((row) => lineOf({ table, row: valuesOf(table, row, place) })).join('');
  const last = rows.at(-1);
  const counts = { ...place.counts, [table]: (place.counts[table] ?? 0) + rows.length };
  const newest = table === 'comment' && last ? String(last.id) : place.newest;
  const isAll = rows.length < rowsAtOnce;
  const after = isAll || !last ? null : keyOf(table).map((column) => last[column] ?? null);
  return { lines, next: { table: place.table + (after ? 0 : 1), after, counts, newest } };
}

/**
 * Refuses whoever may not export a site, or not now. `person`: null: whoever runs the server.
 * @throws Refusal `not-allowed`; `unavailable` while an import is being carried out or undone.
 */
export function checkMayExport(site: SiteContext, person: Person | null): void {
  if (person && mustStillBe(site, person).role !== 'owner') throw new Refusal('not-allowed');
  if (isMoving(site))
    throw new Refusal('unavailable', { detail: 'An import is being carried out. Export when it is done.' });
}

/** `part`: what was asked for of it. */
const headOf = (site: SiteContext, selection: Selection) => ({
  format: 'plausch',
  version: exportVersion,
  site: site.name,
  time: new Date(site.now()).toISOString(),
  schema: migrations.length,
  ...(isPart(selection) && { part: partOf(site, selection) }),
});

function partOf({ sql }: SiteContext, { thread, from, to }: Selection) {
  if (thread !== undefined && !first(sql, 'SELECT 1 FROM thread WHERE key = ?', thread))
    throw new Refusal('unknown-thread');
  const time = (moment: number | undefined) => (moment === undefined ? null : new Date(moment).toISOString());
  return { thread: thread ?? null, from: time(from), to: time(to) };
}

const lineOf = (line: unknown): string => `${JSON.stringify(line)}\n`;

const keyOf = (table: string): string[] => Object.keys(exportedTables[table] ?? {});

type Row = Record<string, SqlValue>;

function rowsOf({ sql }: SiteContext, table: string, selection: Selection, { after }: ExportPlace): Row[] {
  const columns = exportedColumns(table).map(quoted).join(', ');
  if (table === 'setting') {
    const marks = exportedSettings.map(() => '?').join(', ');
    return sql.all(`SELECT ${columns} FROM setting WHERE key IN (${marks})`, ...exportedSettings);
  }
  const key = keyOf(table).map(quoted).join(', ');
  const from = after ?? beginOf(table, selection);
  const marks = from.map(() => '?').join(', ');
  const { where, values } = conditions(table, selection);
  return sql.all(
    `SELECT ${columns} FROM ${quoted(table)} WHERE (${key}) > (${marks})${where} ORDER BY ${key} LIMIT ?`,
    ...[...from, ...values, rowsAtOnce],
  );
}

/**
 * What comes before the first key that is asked for. A time is a range of comments' ids, which say when something was written. It is the one lower bound:
 * of two SQLite would take one, and try the other on each row.
 */
const beginOf = (table: string, { from }: Selection): SqlValue[] =>
  table === 'comment' && from !== undefined ? [idFrom(from)] : Object.values(exportedTables[table] ?? {});

/** What a selection asks of a table's rows beyond where they begin. */
function conditions(table: string, { thread, to }: Selection): { where: string; values: SqlValue[] } {
  const ofComments: [string, SqlValue | undefined][] = [
    ['thread = (SELECT id FROM thread WHERE key = ?)', thread],
    ['id < ?', to === undefined ? undefined : idFrom(to)],
  ];
  const all: [string, SqlValue | undefined][] =
    table === 'comment' ? ofComments : table === 'thread' ? [['key = ?', thread]] : [];
  const asked = all.filter((one): one is [string, SqlValue] => one[1] !== undefined);
  return { where: asked.map(([condition]) => ` AND ${condition}`).join(''), values: asked.map(([, value]) => value) };
}

/** An answer of the team that was written after the comments had been read is not in the file. */
const valuesOf = (table: string, row: Row, { newest }: ExportPlace): Row =>
  table === 'decision' && row.reply !== null && String(row.reply) > newest ? { ...row, reply: null } : row;

/** Whether an import is being carried out or undone: that is on the list of what is due until it has ended. */
const isMoving = ({ sql }: SiteContext): boolean =>
  first(sql, "SELECT 1 FROM due WHERE kind = 'import' LIMIT 1") !== undefined;

/** Some are called like words of SQL. */
const quoted = (name: string): string => `"${name}"`;
