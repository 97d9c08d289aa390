import type { Sort } from '../../contract/comment';
import type { SqlValue } from '../../host/sql';
import type { SiteContext } from './context';
import type { Cursor } from './cursor';

/**
 * Comments in one order, as an index has them: the top level of a thread, or the answers in one branch. Ids are in the order
 * in which comments came, also where the clock went back in between.
 */
export interface Run {
  where: string;
  of: SqlValue;
  by: 'id' | 'best';
  descending: boolean;
}

export const topLevel = (thread: number, sort: Sort): Run => ({
  // What is pinned stands before all of them. See pins.ts.
  where: 'thread = ? AND parent IS NULL AND shown = 1 AND pinned IS NULL',
  of: thread,
  by: sort === 'best' ? 'best' : 'id',
  descending: sort !== 'oldest',
});

export const answersIn = (root: string): Run => ({
  where: 'root = ? AND parent IS NOT NULL AND shown = 1',
  of: root,
  by: 'id',
  descending: false,
});

/** Where a comment stands in a run, and how many bytes of HTML a reader gets there. */
export interface Place extends Cursor {
  size: number;
}

export const sizeOf = `CASE status WHEN 'published' THEN octet_length(html) ELSE 0 END AS size`;

/** Neighbours in a run, and cursors for what stands on either side of them; null: nothing does. */
export interface Stretch {
  places: Place[];
  before: Cursor | null;
  after: Cursor | null;
}

/** How much a stretch may hold. */
export interface Space {
  count: number;
  bytes: number;
}

/** As the time of a cursor in a run by id: that place itself is meant, too. */
const itself = -1;

/** Up to `count` places on from a cursor, or back from it, nearest first; without a cursor from the start or the end. */
export function walk(
  site: SiteContext,
  run: Run,
  direction: 'on' | 'back',
  from: Cursor | undefined,
  count: number,
): Place[] {
  const descending = run.descending === (direction === 'on');
  const order = descending ? 'DESC' : 'ASC';
  const by = run.by === 'best' ? ['best', 'id'] : ['id'];
  const than = `${descending ? '<' : '>'}${run.by === 'id' && from?.at === itself ? '=' : ''}`;
  return site.sql.all<{ id: string; at: number; size: number }>(
    `SELECT id, ${run.by === 'best' ? 'best' : 'created'} AS at, ${sizeOf}
     FROM comment WHERE ${run.where} ${from ? `AND (${by}) ${than} (${by.map(() => '?')})` : ''}
     ORDER BY ${by.map((column) => `${column} ${order}`)} LIMIT ?`,
    run.of,
    ...(from ? [...(run.by === 'best' ? [from.at] : []), from.id] : []),
    count,
  );
}

/** The first places that there is space for. */
export function takeFitting(places: Place[], { count, bytes }: Space): Place[] {
  let used = 0;
  const end = places.findIndex(({ size }, index) => {
    used += size;
    return index >= count || used > bytes;
  });
  return end === -1 ? places : places.slice(0, end);
}

/** The same, but one at least where there is one: a text that alone is longer than that is shown all the same. */
export function takeSome(places: Place[], space: Space): Place[] {
  const fitting = takeFitting(places, space);
  return fitting.length > 0 ? fitting : places.slice(0, 1);
}

/** The stretch that begins after a cursor, ends before one, or stands at the start; never empty where something is there. */
export function readStretch(
  site: SiteContext,
  run: Run,
  { after, before }: { after?: Cursor; before?: Cursor },
  space: Space,
): Stretch {
  const near = walk(site, run, before ? 'back' : 'on', before ?? after, space.count);
  const places = takeSome(near, space);
  if (before) places.reverse();
  return { places, ...(places.length > 0 ? sidesOf(site, run, places) : otherSide(site, run, { after, before })) };
}

/** The stretch around a place of the run: as much before it as after, and more of the one where the other ends. */
export function readAround(site: SiteContext, run: Run, place: Place, { count, bytes }: Space): Stretch {
  const before = walk(site, run, 'back', place, count);
  const after = walk(site, run, 'on', place, count);
  const alternately = Array.from({ length: count }, (_, index) => [after[index], before[index]]).flat();
  const near = alternately.filter((each) => each !== undefined);
  const chosen = new Set([place, ...takeFitting(near, { count: count - 1, bytes: bytes - place.size })]);
  const places = [...before.toReversed(), place, ...after].filter((each) => chosen.has(each));
  return { places, ...sidesOf(site, run, places) };
}

/** What stands on both sides of a stretch. */
function sidesOf(site: SiteContext, run: Run, places: Place[]): Omit<Stretch, 'places'> {
  const beyond = (direction: 'on' | 'back', from: Place | undefined) =>
    from && walk(site, run, direction, from, 1).length > 0 ? { at: from.at, id: from.id } : null;
  return { before: beyond('back', places[0]), after: beyond('on', places.at(-1)) };
}

/** Where nothing is left on its side of a cursor: what stands on the other, the place of the cursor itself included. */
function otherSide(
  site: SiteContext,
  run: Run,
  { after, before }: { after?: Cursor; before?: Cursor },
): Omit<Stretch, 'places'> {
  const cursor = after ?? before;
  if (!cursor) return { before: null, after: null };
  const direction = after ? 'back' : 'on';
  const edge = run.descending === (direction === 'on') ? 'Z' : '0';
  const from = run.by === 'best' ? { at: cursor.at, id: edge.repeat(26) } : { at: itself, id: cursor.id };
  const there = walk(site, run, direction, from, 1).length > 0 ? from : null;
  return after ? { before: there, after: null } : { before: null, after: there };
}
