import type { Import, ImportedStatus, ImportFinding, ImportRemark, ImportState } from '../../contract/transfer';
import { mostExamples } from '../../contract/transfer';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { idFrom } from '../base/ids';
import { isoTime } from '../base/time';

/** So many of the comments that came in since an import are looked at, to see which stand below it. */
const mostLooked = 10_000;

/** An import as its table has it. */
export interface ImportRow {
  id: string;
  format: string;
  system: string;
  file: string;
  state: ImportState;
  threads: number;
  received: number;
  known: number;
  tally: string;
  found: string;
  place: string | null;
}

const columns = 'id, format, system, file, state, threads, received, known, tally, found, place';

/** An import. @throws Refusal `unknown-import`. */
export function mustFindImport(site: SiteContext, id: string): ImportRow {
  const row = first<ImportRow>(site.sql, `SELECT ${columns} FROM import WHERE id = ?`, id);
  if (!row) throw new Refusal('unknown-import');
  return row;
}

/** What steps have counted so far. */
export interface Tally {
  statuses: Partial<Record<ImportedStatus, number>>;
  remarks: Partial<Record<ImportRemark, { count: number; examples: string[] }>>;
}

export const readTally = ({ tally }: ImportRow): Tally => ({ statuses: {}, remarks: {}, ...JSON.parse(tally) });

/** Counts that something was found about a record, and keeps the first as examples. */
export function remark({ remarks }: Tally, what: ImportRemark, source: string): void {
  const known = remarks[what] ?? { count: 0, examples: [] };
  remarks[what] = known;
  known.count += 1;
  if (known.examples.length < mostExamples) known.examples.push(source);
}

export function keepTally(site: SiteContext, id: string, tally: Tally): void {
  site.sql.all('UPDATE import SET tally = ? WHERE id = ?', JSON.stringify(tally), id);
}

/** Why a comment did not become one. */
const refusals: ImportRemark[] = ['other-with-this-id', 'no-thread', 'gone-unanswered', 'old-spam'];

/** An import as whoever owns the site reads it. */
export function toImport(site: SiteContext, row: ImportRow): Import {
  const { id, format, system, file, state, threads, received, known, found } = row;
  const entry = first<{ by_name: string; at: number }>(site.sql, 'SELECT by_name, at FROM decision WHERE id = ?', id);
  const { statuses, remarks } = readTally(row);
  const refusedThen = refusals.reduce((sum, what) => sum + (remarks[what]?.count ?? 0), 0);
  const clashed = remarks['other-with-this-id']?.count ?? 0;
  const brought = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const findings = Object.entries(remarks).map(([what, one]): ImportFinding => ({ what, ...one }));
  return {
    id,
    format,
    system,
    file,
    by: entry?.by_name ?? '',
    at: isoTime(entry?.at ?? 0),
    state,
    threads,
    comments: {
      sent: received + known + clashed,
      brought,
      known,
      refused: refusedThen,
      remaining: received + clashed - brought - refusedThen,
    },
    statuses,
    findings,
    found: JSON.parse(found) as ImportFinding[],
    answered: countAnswered(site, id),
  };
}

/** How many comments of readers stand below those of an import, among the first that came in since. */
function countAnswered(site: SiteContext, id: string): number {
  const counted = first<{ count: number }>(
    site.sql,
    `SELECT count(*) AS count FROM comment AS since
     WHERE id > ? AND id < coalesce((SELECT id FROM comment WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?), '~')
       AND import IS NULL AND parent IS NOT NULL AND status NOT IN ('withdrawn', 'erased') AND ${isBelow}`,
    ...[id, id, mostLooked, id, id],
  );
  return counted?.count ?? 0;
}

/** Whether a comment answers one of an import, or stands below one that is at the top. Takes the import twice. */
export const isBelow = `(EXISTS (SELECT 1 FROM comment AS above WHERE above.id = since.parent AND above.import = ?)
  OR EXISTS (SELECT 1 FROM comment AS above WHERE above.id = since.root AND above.import = ?))`;

/** The imports of a site, the newest first. */
export const readImports = (site: SiteContext, most: number): ImportRow[] =>
  site.sql.all<ImportRow>(`SELECT ${columns} FROM import WHERE id < '~' ORDER BY id DESC LIMIT ?`, most);

/** An import of a file that is being received. */
export const findReceiving = (site: SiteContext, system: string, file: string): ImportRow | undefined =>
  first<ImportRow>(
    site.sql,
    `SELECT ${columns} FROM import WHERE system = ? AND file = ? AND state = 'receiving' ORDER BY id DESC LIMIT 1`,
    system,
    file,
  );

/** Crockford's alphabet, as ULIDs have it (https://github.com/ulid/spec). */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number below 2^40 as eight symbols. */
function eightSymbols(number: number): string {
  let [rest, text] = [number, ''];
  for (let place = 0; place < 8; place += 1) {
    text = symbols[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** The id of what was written at a time, as the one with this number that came in: a ULID whose random part begins with the number. */
export const mintId = (created: number, number: number, random: () => number): string =>
  idFrom(created) + eightSymbols(number) + eightSymbols(Math.floor(random() * 2 ** 40));
