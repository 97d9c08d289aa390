import type { UndoQuery } from '../../contract/transfer';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { schedule } from '../base/due';
import { type CommentRow, commentColumns } from '../comments/comment-row';
import { indexImportNoMore } from '../comments/words';
import { erase, mostErased } from '../running/purge';
import { endForgetting } from '../running/still-coming';
import { type ImportRow, isBelow, mustFindImport } from './import-row';

/** So many comments are erased in one step where none of their words are in the index; so many rows are taken out, or looked at. */
const mostQuick = 50;
const mostRows = 500;
/** So many characters of words that are in the index: see purge.ts. */
const mostCharacters = 5000;

/** How far an import is taken out: what is next, and behind which id. */
interface Place {
  answers: UndoQuery['answers'];
  next: 'staged' | 'answers' | 'comments' | 'authors' | 'threads' | 'known';
  after: string;
}

/** Begins to take out all that an import has brought, in steps; what of it has not become comments never will. */
export function takeOut(site: SiteContext, id: string, answers: UndoQuery['answers']): void {
  const row = mustFindImport(site, id);
  const place: Place = { answers, next: 'staged', after: '' };
  site.sql.all("UPDATE import SET state = 'undoing', place = ? WHERE id = ?", JSON.stringify(place), row.id);
  indexImportNoMore(site, id);
  schedule(site, 'import', id, site.now());
}

/** That an import is there, as the log has it; null: it is not. */
export const readImported = (site: SiteContext, id: string): { format: string; system: string } | null =>
  first<{ format: string; system: string }>(site.sql, 'SELECT format, system FROM import WHERE id = ?', id) ?? null;

/** For how many comments an import, or its undo, has yet to be carried out. */
export function countLeft(site: SiteContext, { id, state, received }: ImportRow): number {
  const count = (statement: string) => first<{ count: number }>(site.sql, statement, id)?.count ?? 0;
  const staged = () => count('SELECT count(*) AS count FROM staged WHERE import = ?');
  if (state === 'applying') return staged();
  if (state !== 'undoing') return 0;
  return Math.max(1, Math.min(received, staged() + count('SELECT count(*) AS count FROM comment WHERE import = ?')));
}

const order: Place['next'][] = ['staged', 'answers', 'comments', 'authors', 'threads', 'known'];

/** Takes out some more of an import. Returns whether there is more. */
export function takeOutStep(site: SiteContext, row: ImportRow): boolean {
  const place = JSON.parse(row.place ?? '') as Place;
  const after = steps[place.next](site, row, place);
  const next = after === undefined ? order[order.indexOf(place.next) + 1] : place.next;
  if (next === undefined) {
    site.sql.all("UPDATE import SET state = 'undone', place = NULL WHERE id = ?", row.id);
    endForgetting(site, row.system);
    return false;
  }
  const then: Place = { ...place, next, after: after ?? (next === 'comments' ? '~' : '') };
  site.sql.all('UPDATE import SET place = ? WHERE id = ?', JSON.stringify(then), row.id);
  return true;
}

/** Each takes some out, and returns behind what to go on; undefined: there is no more of it. */
const steps: Record<Place['next'], (site: SiteContext, row: ImportRow, place: Place) => string | undefined> = {
  staged: (site, { id }) => {
    const gone = site.sql.all(
      'DELETE FROM staged WHERE number IN (SELECT number FROM staged WHERE import = ? LIMIT ?) RETURNING number',
      id,
      mostRows,
    );
    return gone.length === mostRows ? '' : undefined;
  },
  answers: (site, { id }, { answers, after }) => (answers === 'keep' ? undefined : takeAnswers(site, id, after || id)),
  comments: (site, { id }, { after }) => takeComments(site, id, after),
  authors: takeAuthors,
  threads: (site, row, { after }) => takeAlong(site, row, after, 'imported_thread'),
  known: (site, row, { after }) => takeAlong(site, row, after, 'imported'),
};

/** Erases what readers have written below an import, oldest first. */
function takeAnswers(site: SiteContext, id: string, after: string): string | undefined {
  const looked = site.sql.all<{ id: string }>(
    'SELECT id FROM comment WHERE id > ? ORDER BY id LIMIT ?',
    after,
    mostRows,
  );
  const last = looked.at(-1)?.id;
  if (last === undefined) return undefined;
  const rows = site.sql.all<CommentRow>(
    `SELECT ${commentColumns} FROM comment WHERE id IN (
       SELECT id FROM comment AS since WHERE id > ? AND id <= ? AND import IS NULL AND parent IS NOT NULL
         AND status <> 'erased' AND ${isBelow} ORDER BY id LIMIT ?) ORDER BY id`,
    ...[after, last, id, id, mostErased],
  );
  if (rows.length > 0) erase(site, rows, true);
  return rows.length === mostErased ? rows.at(-1)?.id : last;
}

/** Erases what an import has brought, newest first. */
function takeComments(site: SiteContext, id: string, before: string): string | undefined {
  const rows = site.sql.all<CommentRow & { number: number | null }>(
    `SELECT ${commentColumns}, (SELECT number FROM comment_number WHERE comment_number.comment = comment.id) AS number
     FROM comment WHERE import = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    id,
    before,
    mostQuick,
  );
  let [cost, characters] = [0, 0];
  const step = rows.filter((row, index) => {
    cost += row.number === null ? 1 : mostQuick / mostErased;
    characters += row.number === null ? 0 : row.name.length + row.body.length;
    return index === 0 || (cost <= mostQuick && characters <= mostCharacters);
  });
  const there = step.filter(({ status }) => status !== 'erased');
  if (there.length > 0) erase(site, there, true);
  return step.at(-1)?.id;
}

/** Forgets by what authors were known of whom nothing is left. */
function takeAuthors(site: SiteContext, { id }: ImportRow, { after }: Place): string | undefined {
  const rows = site.sql.all<{ key: string }>(
    'SELECT key FROM imported_author WHERE key > ? ORDER BY key LIMIT ?',
    after,
    mostRows,
  );
  const last = rows.at(-1)?.key;
  if (last === undefined) return undefined;
  site.sql.all(
    `DELETE FROM imported_author WHERE key > ? AND key <= ? AND import = ? AND claimed < 2 AND NOT EXISTS (
       SELECT 1 FROM comment WHERE comment.author = imported_author.author AND comment.status <> 'erased')`,
    ...[after, last, id],
  );
  return last;
}

/** Takes rows of a table out that an import has brought along: from then on it is as if the other system had never been heard of. */
function takeAlong(
  site: SiteContext,
  { id, system }: ImportRow,
  after: string,
  table: 'imported_thread' | 'imported',
): string | undefined {
  const [last] = site.sql.all<{ source: string }>(
    `SELECT max(source) AS source FROM (SELECT source FROM ${table} WHERE system = ? AND source > ? ORDER BY source LIMIT ?)
     HAVING max(source) IS NOT NULL`,
    ...[system, after, mostRows],
  );
  if (!last) return undefined;
  site.sql.all(
    `DELETE FROM ${table} WHERE system = ? AND source > ? AND source <= ? AND import = ?`,
    ...[system, after, last.source, id],
  );
  return last.source;
}
