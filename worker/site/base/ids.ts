import { randomFillSync } from 'node:crypto';
import { decodeTime, encodeTime, isValid, monotonicFactory } from 'ulid';
import { first, type Sql } from '../../host/sql';

/** The first id that something made at this time (milliseconds since 1970) could have: a time is a range of ids. */
export const idFrom = (time: number): string => encodeTime(Math.max(0, time));

/** When what has this id was made, or a little later (milliseconds since 1970). */
export const timeOf = (id: string): number => decodeTime(id);

/** Random numbers fetched at once: sixteen make an id, and each fetch costs as much as a few hundred of them. */
const fetched = 1024;

/** Makes ids (ULIDs) that follow one another, and `newest`, also where the clock goes back. */
export function idFactory(newest: string): (now: number) => string {
  const floor = isValid(newest) ? decodeTime(newest) + 1 : 0;
  const pool = new Uint8Array(fetched);
  let used = fetched;
  const make = monotonicFactory(() => {
    if (used === fetched) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool[used] ?? 0;
    used += 1;
    return random / 256;
  });
  return (now) => make(Math.max(now, floor));
}

/** What is listed, or read on from, in the order of its ids. Authors are not: those of the team have other ids. */
const ordered = ['comment', 'decision', 'report', 'notice', 'consult', 'rule', 'outbox'];

/** The newest id that was given out; empty: none was. One statement would be too long for Cloudflare's SQLite. */
export function newestId(sql: Sql): string {
  const newest = [
    ...ordered.map((table) => `SELECT max(id) AS id FROM ${table}`),
    'SELECT max(touched) AS id FROM comment WHERE waiting IS NOT NULL',
  ].map((statement) => first<{ id: string | null }>(sql, statement)?.id ?? '');
  return newest.toSorted().at(-1) ?? '';
}
