import type { Status } from '../../contract/comment';
import type { EventKind } from '../../contract/targets';
import type { SiteContext } from '../base/context';
import { scheduleBy } from '../base/due';
import { noteEvents } from '../base/events';
import { planAlerts } from './alerts';
import { nameThreads } from './naming';
import { planAnswers } from './subscriptions';
import { threadOf } from './threads';

const day = 24 * 60 * 60_000;

/** Why a comment waits, by its row or by what is about to be written into it. */
const waitingWith = ({ appealOpen, status, decision, reports }: Record<keyof typeof stored, string>) => `CASE
  WHEN ${appealOpen} = 1 THEN 'appealed'
  WHEN ${status} = 'held' THEN 'held'
  WHEN ${status} = 'spam' AND ${decision} IS NULL THEN 'spam'
  WHEN ${status} = 'published' AND ${reports} > 0 THEN 'reported'
END`;
const stored = { status: 'status', decision: 'decision', appealOpen: 'appeal_open', reports: 'reports' };
const waiting = waitingWith(stored);

/**
 * Whether a comment keeps a place in its thread: what is published does, what an answer is published to, and at the top
 * whatever has something below it.
 */
const keepsPlace = (status: string) => `(${status} = 'published'
  OR EXISTS (SELECT 1 FROM comment AS answer WHERE answer.parent = comment.id AND answer.status = 'published')
  OR comment.parent IS NULL AND EXISTS (
    SELECT 1 FROM comment AS below WHERE below.root = comment.id AND below.parent IS NOT NULL AND below.shown = 1))`;

/** The part of a comment that its standing depends on. */
export interface Standing {
  id: string;
  thread: number;
  parent: string | null;
  root: string;
  author: string;
  status: Status;
  /** The decision that stands on it, if a person has decided. */
  decision: string | null;
}

/** What becomes of a comment. What is left out stays as it is. */
export interface Change {
  of: Standing;
  status: Status;
  /** The decision that stands on it from now on. */
  decision: string | null;
  appealOpen?: number;
  reports?: number;
  /** Since when it waits, where it does now. */
  since?: number;
}

/** Gives a comment another status, by a decision or by none; counts, its place and its waiting follow, and so does its pin. */
export function changeStatus(site: SiteContext, comment: Standing, status: Status, decision: string | null): void {
  changeStatuses(site, [{ of: comment, status, decision }]);
}

const changed = {
  status: 'json_each.value ->> 1',
  decision: 'json_each.value ->> 2',
  appealOpen: 'coalesce(json_each.value ->> 3, appeal_open)',
  reports: 'coalesce(json_each.value ->> 4, reports)',
};

const changing = `UPDATE comment SET status = ${changed.status}, decision = ${changed.decision},
  appeal_open = ${changed.appealOpen}, reports = ${changed.reports}, shown = ${keepsPlace(changed.status)},
  pinned = CASE WHEN ${changed.status} = 'published' THEN pinned END,
  turned_down = turned_down OR ${changed.decision} IS NOT NULL AND ${changed.status} IN ('rejected', 'spam'),
  waiting = ${waitingWith(changed)},
  waiting_since = CASE WHEN ${waitingWith(changed)} IS NOT NULL
    THEN coalesce(json_each.value ->> 5, waiting_since, ?) END, touched = ?
FROM json_each(?) WHERE comment.id = json_each.value ->> 0`;

/**
 * The same for many at once: however many there are, it takes the same few statements, and each is written once. `quietly`: nobody
 * outside hears of it.
 */
export function changeStatuses(site: SiteContext, changes: Change[], quietly = false): void {
  const now = site.now();
  const rows = changes.map((one) => [one.of.id, one.status, one.decision, one.appealOpen, one.reports, one.since]);
  site.sql.all(changing, now, site.newId(now), JSON.stringify(rows));
  refreshAbove(
    site,
    changes.map(({ of }) => of),
  );
  if (changes.some(({ status }) => status === 'spam')) scheduleBy(site, 'clean', now + day);
  const shifted = changes.filter(({ of, status }) => (of.status === 'published') !== (status === 'published'));
  if (shifted.length > 0)
    nameThreads(
      site,
      shifted.map(({ of }) => of.id),
    );
  planAnswers(
    site,
    shifted.filter(({ status }) => status === 'published').map(({ of }) => of),
  );
  if (!quietly) noteChanges(site, changes);
  countAll(
    site,
    changes.flatMap(({ of, status, decision }) => [
      { thread: of.thread, author: of.author, status: of.status, decision: of.decision, by: -1 },
      { thread: of.thread, author: of.author, status, decision, by: 1 },
    ]),
  );
}

/** What it is to those outside that a comment is this now, by nobody's decision about it; what was decided they hear as such. */
const events: Partial<Record<Status, EventKind>> = {
  published: 'comment.published',
  held: 'comment.waiting',
  spam: 'comment.filed',
  withdrawn: 'comment.withdrawn',
  erased: 'comment.erased',
};

/** Has those outside hear of what comments have become. */
export function noteChanges(
  site: SiteContext,
  changes: (Pick<Change, 'status' | 'decision'> & { of: { id: string; status?: Status } })[],
): void {
  const changed = changes.filter(
    ({ of, status, decision }) => of.status !== status && (status !== 'spam' || decision === null),
  );
  for (const [status, some] of Map.groupBy(changed, (change) => change.status)) {
    const event = events[status];
    if (event)
      noteEvents(
        site,
        event,
        some.map(({ of }) => ({ comment: of.id })),
      );
  }
}

/** What a comment is in its thread's and its author's counts. */
export type Part = Pick<Standing, 'thread' | 'author' | 'status' | 'decision'> & { by: 1 | -1 };

/** Counts a new comment among those that wait in its thread, where it does. A trigger does for whatever changes. */
export function countWaiting(site: SiteContext, thread: number, waiting: string | null): void {
  if (waiting === null) return;
  site.sql.all(
    `INSERT INTO waiting_count (thread, waiting, count) VALUES (?, ?, 1)
     ON CONFLICT (thread, waiting) DO UPDATE SET count = count + 1`,
    thread,
    waiting,
  );
}

/** Counts a new comment. */
export function count(site: SiteContext, { thread, author, status, decision }: Standing): void {
  countAll(site, [{ thread, author, status, decision, by: 1 }]);
}

/** Adds `by` to the threads' and the authors' counts that comments have a part in. */
export function countAll(site: SiteContext, parts: Part[]): void {
  const threads = new Map<number, number>();
  const authors = new Map<string, Record<'published' | 'rejected' | 'spam', number>>();
  for (const { thread, author, status, decision, by } of parts) {
    if (status === 'published') threads.set(thread, (threads.get(thread) ?? 0) + by);
    // Spam that only the checks saw is not held against its author.
    if (status !== 'published' && status !== 'rejected' && (status !== 'spam' || decision === null)) continue;
    const counts = authors.get(author) ?? { published: 0, rejected: 0, spam: 0 };
    authors.set(author, counts);
    counts[status] += by;
  }
  add(
    site,
    adding.thread,
    [...threads].map(([id, published]) => [id, published]),
  );
  add(
    site,
    adding.author,
    [...authors].map(([id, { published, rejected, spam }]) => [id, published, rejected, spam]),
  );
}

const adding = {
  thread: addingTo('thread', ['published']),
  author: addingTo('author', ['published', 'rejected', 'spam']),
};

/** The statements that add to counts: of one, and of many. */
function addingTo(table: string, columns: string[]) {
  const sums = columns.map((column, index) => `${column} = ${column} + (json_each.value ->> ${index + 1})`);
  return {
    one: `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} + ?`)} WHERE id = ?`,
    many: `UPDATE ${table} SET ${sums} FROM json_each(?) WHERE ${table}.id = json_each.value ->> 0`,
  };
}

/** Adds to counts: `rows` are an id and what is added to each of the columns. */
function add(
  site: SiteContext,
  { one, many }: (typeof adding)['thread'],
  rows: [string | number, ...number[]][],
): void {
  const changing = rows.filter(([, ...by]) => by.some((sum) => sum !== 0));
  const [[id, ...by] = []] = changing;
  if (id === undefined) return;
  if (changing.length === 1) site.sql.all(one, ...by, id);
  else site.sql.all(many, JSON.stringify(changing));
}

/** Works out again in which part of the queue a comment waits, if it does, and since when. Notes that it has changed. */
export function refreshWaiting(site: SiteContext, id: string): void {
  const now = site.now();
  site.sql.all(
    `UPDATE comment SET waiting = ${waiting},
       waiting_since = CASE WHEN ${waiting} IS NOT NULL THEN coalesce(waiting_since, ?) END, touched = ? WHERE id = ?`,
    now,
    site.newId(now),
    id,
  );
}

/** Tells the desk that a comment has come into the queue, or that it is another than it was. */
export function tellDeskOf(
  site: SiteContext,
  kind: 'waiting' | 'changed',
  { id, thread }: Pick<Standing, 'id' | 'thread'>,
): void {
  if (kind === 'waiting') planAlerts(site);
  site.tell({ kind, comments: [id] }, [threadOf(site, { thread }).key]);
}

/**
 * Works out again whether what these comments answer and the tops of their branches keep a place in the thread. No more than
 * these and they themselves can change. The tops come last: for them counts what is shown below.
 */
export function refreshAbove(site: SiteContext, comments: Pick<Standing, 'parent' | 'root'>[]): void {
  const answers = comments.filter(({ parent }) => parent !== null);
  for (const [above, which] of [
    [answers.map(({ parent }) => parent), 'parent IS NOT NULL'],
    [answers.map(({ root }) => root), 'parent IS NULL'],
  ] as const)
    if (above.length > 0)
      site.sql.all(
        `UPDATE comment SET shown = NOT shown
         WHERE id IN (SELECT value FROM json_each(?)) AND ${which} AND shown <> ${keepsPlace('status')}`,
        JSON.stringify([...new Set(above)]),
      );
}

/** Drops the ready-made pages of the thread with this number. */
export function dropPages(site: SiteContext, thread: number): void {
  site.pages.drop(threadOf(site, { thread }).key);
}

/** The same for the threads of these comments. */
export function dropPagesOf(site: SiteContext, comments: { key: string }[]): void {
  for (const key of new Set(comments.map((comment) => comment.key))) site.pages.drop(key);
}
