import type { Comment, Sort, ThreadPage, ThreadQuery } from '../../contract/comment';
import { Refusal } from '../../errors';
import { first } from '../../host/sql';
import type { SiteContext } from '../base/context';
import { type Cursor, readCursor, writeCursor } from '../base/cursor';
import {
  answersIn,
  type Place,
  readAround,
  readStretch,
  type Space,
  type Stretch,
  sizeOf,
  takeFitting,
  topLevel,
  walk,
} from '../base/runs';
import { shareOut } from '../base/shares';
import { type PublicRow, publicColumns, toPublicComment } from '../comments/comment-row';
import { belowPinned, readPinned } from '../comments/pins';
import { describeThread, findThread, type ThreadRow } from '../comments/threads';

/** Comments in one answer: about what somebody reads in one sitting. */
const most = 200;
/** Bytes of HTML in one answer. Comments of the usual length come to a fifth of it. */
const mostBytes = 400_000;
/** Answers on both sides of the comment that was asked for, before the others get theirs. */
const near = 50;

/**
 * Reads one page of a thread, as large as `most` and `mostBytes` allow whatever the thread's shape.
 * @throws Refusal `unknown-comment` when the comment to be read around, or the root, has no place here;
 * `invalid-fields` for a cursor that is none.
 */
export function readThread(site: SiteContext, query: ThreadQuery): ThreadPage {
  const row = findThread(site, query.thread);
  const pinned = row ? readPinned(site, row.id) : [];
  const found = row ? findComments(site, row, query, pinned) : nothing(query);
  const rows = new Map(readRows(site, found.ids).map((comment) => [comment.id, toPublicComment(site, comment)]));
  return {
    thread: describeThread(site, query.thread, row),
    comments: found.ids.flatMap((id) => rows.get(id) ?? []),
    pinned: pinned.map(({ id }) => id),
    previous: found.before && writeCursor(found.before),
    next: found.after && writeCursor(found.after),
    more: found.more,
  };
}

/** One comment of a thread, in its place. @throws Refusal `unknown-comment` where it has none. */
export function readPlaced(site: SiteContext, key: string, id: string): Comment {
  const thread = findThread(site, key);
  const [row] = thread ? readRows(site, [mustFindShown(site, thread, id).id]) : [];
  if (!row) throw new Refusal('unknown-comment');
  return toPublicComment(site, row);
}

/** Which comments stand on a page, in its order, and what stands around them. */
interface Found extends Omit<Stretch, 'places'> {
  ids: string[];
  more: ThreadPage['more'];
}

/** A thread that nobody wrote in. */
function nothing({ around, root }: ThreadQuery): Found {
  if (around ?? root) throw new Refusal('unknown-comment');
  return { ids: [], before: null, after: null, more: [] };
}

function findComments(site: SiteContext, thread: ThreadRow, query: ThreadQuery, pinned: Place[]): Found {
  const cursors = { after: cursorIn(query, 'after'), before: cursorIn(query, 'before') };
  if (query.root !== undefined) return findBranch(site, mustFindTop(site, thread, query.root), cursors, query.limit);
  const space = { count: query.limit ?? 50, bytes: mostBytes / 2 - bytesOf(pinned) };
  const run = topLevel(thread.id, sortIn(site, query.sort));
  const firstPage = () => belowPinned(pinned, readStretch(site, run, {}, space));
  if (query.around === undefined) {
    if (!cursors.after && !cursors.before) return withAnswers(site, firstPage(), undefined);
    const stretch = readStretch(site, run, cursors, space);
    return withAnswers(site, cursors.after ? stretch : belowPinned(pinned, stretch), undefined);
  }
  const sought = mustFindShown(site, thread, query.around);
  const top = mustFindShown(site, thread, sought.root);
  const place = { ...top, at: run.by === 'best' ? top.best : top.created };
  const tops = top.pinned === null ? belowPinned(pinned, readAround(site, run, place, space)) : firstPage();
  return withAnswers(site, tops, sought.id === top.id ? undefined : { ...sought, at: sought.created });
}

/** The order that a page is in. Where a site takes no votes none is the best: the oldest come first, as they do unless told. */
const sortIn = ({ settings }: SiteContext, sort: Sort): Sort =>
  sort === 'best' && settings.votes === 'off' ? 'oldest' : sort;

const cursorIn = (query: ThreadQuery, name: 'after' | 'before'): Cursor | undefined =>
  query[name] === undefined ? undefined : readCursor(query[name], name);

/** A comment that has a place in a thread. */
interface Shown {
  id: string;
  parent: string | null;
  root: string;
  created: number;
  best: number;
  pinned: number | null;
  size: number;
}

function mustFindShown(site: SiteContext, thread: ThreadRow, id: string): Shown {
  const row = first<Shown>(
    site.sql,
    `SELECT id, parent, root, created, best, pinned, ${sizeOf} FROM comment WHERE id = ? AND thread = ? AND shown = 1`,
    id,
    thread.id,
  );
  if (!row) throw new Refusal('unknown-comment');
  return row;
}

function mustFindTop(site: SiteContext, thread: ThreadRow, id: string): Shown {
  const row = mustFindShown(site, thread, id);
  if (row.parent !== null) throw new Refusal('unknown-comment', { detail: 'This is no top-level comment.' });
  return row;
}

/** Answers below one top-level comment alone. */
function findBranch(
  site: SiteContext,
  { id }: Shown,
  cursors: { after?: Cursor; before?: Cursor },
  limit = most,
): Found {
  const { places, ...sides } = readStretch(site, answersIn(id), cursors, { count: limit, bytes: mostBytes });
  return { ids: places.map((place) => place.id), ...sides, more: [] };
}

/** Top-level comments, and below them the answers that there is space for: those around `sought` before any other. */
function withAnswers(
  site: SiteContext,
  { places: tops, ...sides }: Stretch,
  sought: (Place & Shown) | undefined,
): Found {
  const branches = countAnswers(site, tops);
  const space = { count: most - tops.length, bytes: mostBytes - bytesOf(tops) };
  const around = sought && answersAround(site, sought, branches, space);
  const others = branches.filter(({ root }) => root !== sought?.root);
  const found = [...(around ? [around] : []), ...firstAnswers(site, others, without(space, around))];
  const answers = found.flatMap(({ places }) => places).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const more = found
    .filter(({ before, after }) => before ?? after)
    .map(({ root, before, after }) => ({
      root,
      before: before && writeCursor(before),
      after: after && writeCursor(after),
    }));
  return { ids: [...tops, ...answers].map(({ id }) => id), ...sides, more };
}

/** The answers below one top-level comment: all of them counted, and those of them that are on the page. */
interface Branch {
  root: string;
  count: number;
}
type BranchStretch = Stretch & { root: string };

/** Top-level comments with answers, and how many, as far as one page could hold them. */
function countAnswers(site: SiteContext, tops: Place[]): Branch[] {
  return site.sql
    .all<{ root: string; count: number }>(
      `SELECT value AS root, (SELECT count(*) FROM (
         SELECT 1 FROM comment WHERE root = value AND parent IS NOT NULL AND shown = 1 LIMIT ?)) AS count
       FROM json_each(?)`,
      most,
      JSON.stringify(tops.map(({ id }) => id)),
    )
    .filter(({ count }) => count > 0);
}

function answersAround(site: SiteContext, sought: Place & Shown, branches: Branch[], space: Space): BranchStretch {
  const shares = shareOut(
    branches.map(({ count }) => count),
    space.count,
  );
  const fair = shares[branches.findIndex(({ root }) => root === sought.root)] ?? 0;
  const count = Math.min(Math.max(fair, near), space.count);
  return { root: sought.root, ...readAround(site, answersIn(sought.root), sought, { count, bytes: space.bytes / 2 }) };
}

/** The first answers in each branch, shared out so that everyone gets some before anyone gets many. */
function firstAnswers(site: SiteContext, branches: Branch[], space: Space): BranchStretch[] {
  const shares = shareOut(
    branches.map(({ count }) => count),
    space.count,
  );
  let { bytes } = space;
  return branches.map(({ root, count }, index) => {
    const share = { count: shares[index] ?? 0, bytes: bytes / (branches.length - index) };
    const places = takeFitting(walk(site, answersIn(root), 'on', undefined, share.count), share);
    bytes -= bytesOf(places);
    return { root, places, before: null, after: count > places.length ? (places.at(-1) ?? start) : null };
  });
}

/** Before everything. */
const start: Cursor = { at: 0, id: '0'.repeat(26) };

const bytesOf = (places: Place[]) => places.reduce((sum, { size }) => sum + size, 0);

const without = ({ count, bytes }: Space, used: Stretch | undefined): Space => ({
  count: count - (used?.places.length ?? 0),
  bytes: bytes - bytesOf(used?.places ?? []),
});

function readRows(site: SiteContext, ids: string[]): PublicRow[] {
  return site.sql.all<PublicRow>(
    `SELECT ${publicColumns} FROM comment WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}
