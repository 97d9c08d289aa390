import type { Queue, QueueItem } from '../../../worker/contract/desk';

/** What a moderator has before them: the loaded part of one tab of the queue. */
export interface QueueList {
  readonly items: readonly QueueItem[];
  /** The cursor of what comes after; null: all is loaded. */
  readonly next: string | null;
  /** How many wait, by why. */
  readonly waiting: Queue['waiting'];
  /** How many colleagues ask me about. */
  readonly asked: number;
  /** How many appeals against my own decisions wait for others. */
  readonly appealsForOthers: number;
  /** How many there are in this tab, loaded or not, without what came in since. */
  readonly total: number;
  /** When the list was shown: a decision about all of it sends this back, and leaves alone what came in since. */
  readonly asOf: string;
  /** How many comments the search has not looked through yet. */
  readonly unsearched: number;
  /** So many of the comments that have the words were looked at, the newest; null: all. */
  readonly among: number | null;
  /** How many there are with what the polls have put aside, and when that was. */
  readonly polled: Pick<Queue, 'total' | 'asOf'>;
  /** The last poll's answer when it has items that are not in the list. They wait to be asked for. */
  readonly fresh: readonly QueueItem[];
  /** Whether whoever waits longest comes first; else they stand in the order they were written. */
  readonly byWaiting: boolean;
}

/** The first page. */
export const fromQueue = (queue: Queue, byWaiting: boolean): QueueList => ({
  ...queue,
  polled: { total: queue.total, asOf: queue.asOf },
  fresh: [],
  byWaiting,
});

/** The list without comments that were decided. */
export function without(list: QueueList, gone: readonly QueueItem[]): QueueList {
  const ids = new Set(gone.map(({ comment }) => comment.id));
  const stays = ({ comment }: QueueItem) => !ids.has(comment.id);
  const items = list.items.filter(stays);
  return {
    ...list,
    items,
    fresh: list.fresh.filter(stays),
    waiting: counted(list.waiting, gone, -1),
    total: Math.max(0, list.total - (list.items.length - items.length)),
  };
}

/** The list with comments back in their places. `shown` is false where another tab is open: then only the counts follow. */
export function withBack(list: QueueList, back: readonly QueueItem[], shown: boolean): QueueList {
  const waiting = counted(list.waiting, back, 1);
  if (!shown) return { ...list, waiting };
  const items = inOrder(list, [...list.items, ...back]);
  return { ...list, items, waiting, total: list.total + items.length - list.items.length };
}

/** The list with its next page. */
export const withPage = (list: QueueList, queue: Queue): QueueList => ({
  ...list,
  ...queue,
  total: list.total,
  asOf: list.asOf,
  items: withMore(list, queue.items),
});

/** The list with one comment as it is now. */
export const withChanged = (list: QueueList, id: string, change: Partial<QueueItem>): QueueList => ({
  ...list,
  items: list.items.map((item) => (item.comment.id === id ? { ...item, ...change } : item)),
});

/**
 * The list after a poll of the first page: nothing that is being read moves, what is new is put aside. In an empty
 * list nothing can move, so there it is shown at once.
 */
export function withPoll(list: QueueList, queue: Queue): QueueList {
  if (list.items.length === 0) return fromQueue(queue, list.byWaiting);
  const known = new Set(list.items.map((item) => item.comment.id));
  const last = list.items.at(-1);
  const now = new Map(queue.items.map((item) => [item.comment.id, item]));
  // What comes after the last one where more is to be loaded anyway is not news.
  const fresh = queue.items.filter(
    (item) => !known.has(item.comment.id) && (list.next === null || !last || sortKey(list, item) < sortKey(list, last)),
  );
  const items = list.items.map((item) => now.get(item.comment.id) ?? item);
  const { waiting, asked, appealsForOthers, unsearched, among } = queue;
  // As long as the search is not through with what was there, it finds more of that.
  const total = list.unsearched > 0 ? queue.total : Math.min(list.total, queue.total);
  const polled = { total: queue.total, asOf: queue.asOf };
  return { ...list, items, fresh, waiting, asked, appealsForOthers, unsearched, among, total, polled };
}

/** The ids of comments in the list that a poll of the first page does not find any more where they stood. */
export function missing(list: QueueList, { items, next }: Queue): string[] {
  const found = new Set(items.map(({ comment }) => comment.id));
  const last = next === null ? undefined : items.at(-1);
  const asked = (item: QueueItem) => next === null || (last !== undefined && sortKey(list, item) < sortKey(list, last));
  return list.items.filter((item) => asked(item) && !found.has(item.comment.id)).map(({ comment }) => comment.id);
}

/** The list with what the polls have put aside. */
export const withFresh = (list: QueueList): QueueList => ({
  ...list,
  ...list.polled,
  items: inOrder(list, [...list.items, ...list.fresh]),
  fresh: [],
});

/** The counts with these more or less. */
function counted(counts: Queue['waiting'], items: readonly QueueItem[], by: 1 | -1): Queue['waiting'] {
  const after = { ...counts };
  for (const { waiting } of items) if (waiting !== null) after[waiting] = Math.max(0, after[waiting] + by);
  return after;
}

/** What comes after all that is there needs no sorting, as long as none of it is there already. */
function withMore(list: QueueList, more: readonly QueueItem[]): readonly QueueItem[] {
  const last = list.items.at(-1);
  const both = [...list.items, ...more];
  const follow = !last || more.every((item) => sortKey(list, last) < sortKey(list, item));
  return follow ? both : inOrder(list, both);
}

/** As the server sorts: what is to come first, then by time, then by id. A later copy of the same comment replaces the earlier. */
function inOrder(list: QueueList, items: QueueItem[]): QueueItem[] {
  const latest = [...new Map(items.map((item) => [item.comment.id, item])).values()];
  return latest.sort((a, b) => (sortKey(list, a) < sortKey(list, b) ? -1 : 1));
}

const sortKey = ({ byWaiting }: QueueList, { comment, since, first }: QueueItem) =>
  byWaiting ? (first ? '0' : '1') + (since ?? comment.created) + comment.id : comment.created + comment.id;
