import type {
  Import,
  ImportBatch,
  ImportEnd,
  ImportedComment,
  ImportReceived,
  Imports,
  NewImport,
} from '../../contract/transfer';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { schedule } from '../base/due';
import { logChange } from '../base/log-entry';
import type { Person } from '../base/person';
import { asForgotten, forgottenOf } from '../running/still-coming';
import {
  findReceiving,
  type ImportRow,
  keepTally,
  mintId,
  mustFindImport,
  readImports,
  readTally,
  remark,
  type Tally,
  toImport,
} from './import-row';

/** So many imports are listed, the newest. */
const mostListed = 50;

/** Begins an import, and writes that into the log. The same file of the same system that is being received is taken up again. */
export function beginImport(site: SiteContext, person: Person, { format, system, file }: NewImport): Import {
  const open = findReceiving(site, system, file);
  if (open) return toImport(site, open);
  const id = logChange(site, person, 'import', { id: '', of: file, before: null, after: { format, system } });
  // It is called by the entry's own id.
  site.sql.all("UPDATE decision SET change = json_set(change, '$.id', id) WHERE id = ?", id);
  site.sql.all('INSERT INTO import (id, format, system, file) VALUES (?, ?, ?, ?)', id, format, system, file);
  return toImport(site, mustFindImport(site, id));
}

/** The imports of a site, the newest first. */
export const listImports = (site: SiteContext): Imports => ({
  imports: readImports(site, mostListed).map((row) => toImport(site, row)),
});

/** One import. @throws Refusal `unknown-import`. */
export const readImport = (site: SiteContext, id: string): Import => toImport(site, mustFindImport(site, id));

/** A comment as it is kept until it becomes one: its network hashed. */
export type StagedFields = Omit<ImportedComment, 'id' | 'parent'>;

/**
 * Takes in some records. What is there already stays as it is, so that the same again changes nothing.
 * @throws Refusal `unknown-import`, `import-ended`.
 */
export function receiveRecords(site: SiteContext, _person: Person, id: string, batch: ImportBatch): ImportReceived {
  const row = mustFindImport(site, id);
  if (row.state !== 'receiving') throw new Refusal('import-ended');
  const { system } = row;
  const threads = receiveThreads(site, row, batch.threads);
  const tally = readTally(row);
  const isForgotten = forgottenOf(site, system);
  const received: ImportReceived = { new: 0, known: 0, again: 0, refused: [] };
  let [number, known] = [nextNumber(site), 0];
  const now = site.now();
  for (const { id: source, parent, ...comment } of batch.comments) {
    // What lies in the future comes now, and is known by its own time.
    const minted = mintId(Math.min(comment.created, now), number, site.random);
    const [added] = site.sql.all(
      `INSERT INTO imported (system, source, import, number, comment, created) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (system, source) DO NOTHING RETURNING number`,
      ...[system, source, id, number, minted, comment.created],
    );
    if (added) {
      site.sql.all(
        'INSERT INTO staged (number, import, system, source, parent, comment, fields) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[
          number,
          id,
          system,
          source,
          parent === source ? null : parent,
          minted,
          JSON.stringify(isForgotten?.(comment) ? asForgotten(comment) : comment),
        ],
      );
      number += 1;
      received.new += 1;
    } else {
      const twin = meetTwin(site, row, source, comment, tally);
      if (twin === 'refused') received.refused.push(source);
      else received[twin === 'again' ? 'again' : 'known'] += 1;
      if (twin === 'known') known += 1;
    }
  }
  keepNumber(site, number);
  site.sql.all(
    'UPDATE import SET threads = threads + ?, received = received + ?, known = known + ? WHERE id = ?',
    ...[threads, received.new, known, id],
  );
  if (received.refused.length > 0) keepTally(site, id, tally);
  return received;
}

/** Keeps which thread of the site each is; what is said last counts. Returns how many are new. */
function receiveThreads(site: SiteContext, { id, system }: ImportRow, threads: ImportBatch['threads']): number {
  let count = 0;
  for (const { id: source, key, url, title, closed } of threads) {
    const [added] = site.sql.all(
      `INSERT INTO imported_thread (system, source, import, key, url, title, closed) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (system, source) DO NOTHING RETURNING source`,
      ...[system, source, id, key, url, title, Number(closed)],
    );
    if (added) count += 1;
    else
      site.sql.all(
        `UPDATE imported_thread SET key = ?, url = coalesce(?, url), title = coalesce(?, title), closed = ?
         WHERE system = ? AND source = ? AND thread IS NULL`,
        ...[key, url, title, Number(closed), system, source],
      );
  }
  return count;
}

interface Twin {
  import: string;
  number: number;
  comment: string;
  created: number;
  again: string | null;
}

/**
 * What a comment is whose id is there already: `again`, this import has it; `known`, an earlier one, which is counted once;
 * `counted`: it was; `refused`: that is another comment.
 */
function meetTwin(
  site: SiteContext,
  { id, system }: ImportRow,
  source: string,
  comment: StagedFields,
  tally: Tally,
): 'again' | 'known' | 'counted' | 'refused' {
  const twin = first<Twin>(
    site.sql,
    'SELECT import, number, comment, created, again FROM imported WHERE system = ? AND source = ?',
    system,
    source,
  );
  if (!twin || twin.import === id) return 'again';
  if (twin.created !== comment.created && isAnother(site, twin, comment)) {
    if (twin.again === id) return 'refused';
    site.sql.all('UPDATE imported SET again = ? WHERE system = ? AND source = ?', id, system, source);
    remark(tally, 'other-with-this-id', source);
    return 'refused';
  }
  if (twin.again === id) return 'counted';
  site.sql.all('UPDATE imported SET again = ? WHERE system = ? AND source = ?', id, system, source);
  return 'known';
}

/** Whether the text, too, is another than that which has the id. */
function isAnother(site: SiteContext, { number, comment: id }: Twin, { body }: StagedFields): boolean {
  const there = first<{ body: string }>(
    site.sql,
    `SELECT body FROM comment WHERE id = ? AND status <> 'erased'
     UNION ALL SELECT fields ->> 'body' FROM staged WHERE number = ?`,
    id,
    number,
  );
  return there !== undefined && there.body !== body;
}

const numberKey = 'imported-next';

const nextNumber = ({ sql }: SiteContext): number =>
  Number(first<{ value: string }>(sql, 'SELECT value FROM setting WHERE key = ?', numberKey)?.value ?? 1);

function keepNumber(site: SiteContext, number: number): void {
  site.sql.all(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    numberKey,
    String(number),
  );
}

/**
 * Ends an import: from now on what it has sent becomes comments. Saying it again changes nothing.
 * @throws Refusal `unknown-import`; `import-ended` where it is undone.
 */
export function endImport(site: SiteContext, _person: Person, id: string, { found }: ImportEnd): Import {
  const { state } = mustFindImport(site, id);
  if (state === 'undoing' || state === 'undone') throw new Refusal('import-ended');
  if (state === 'receiving') {
    site.sql.all("UPDATE import SET state = 'applying', found = ? WHERE id = ?", JSON.stringify(found), id);
    schedule(site, 'import', id, site.now());
  }
  return readImport(site, id);
}
