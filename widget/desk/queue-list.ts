import type { Queue, QueueItem } from '../../worker/contract/desk';

/** What a moderator has before them: the loaded part of one tab of the queue. */
export interface QueueList {
  readonly items: readonly QueueItem[];
  /** The cursor of what comes after; null: all is loaded. */
  readonly next: string | null;
  /** How many wait, by why. */
  readonly waiting: Queue['waiting'];
  /** The last poll's answer when it has items that are not in the list. They wait to be asked for. */
  readonly fresh: readonly QueueItem[];
}

/** The first page. */
export const fromQueue = ({ items, next, waiting }: Queue): QueueList => ({ items, next, waiting, fresh: [] });

/** The list without a comment that was decided. */
export function without(list: QueueList, { comment, waiting }: QueueItem): QueueList {
  return {
    ...list,
    items: list.items.filter((item) => item.comment.id !== comment.id),
    fresh: list.fresh.filter((item) => item.comment.id !== comment.id),
    waiting: counted(list.waiting, waiting, -1),
  };
}

/** The list with a comment back in its place. `shown` is false where another tab is open: then only the count follows. */
export function withBack(list: QueueList, item: QueueItem, shown: boolean): QueueList {
  return {
    ...list,
    items: shown ? inOrder([...list.items, item]) : list.items,
    waiting: counted(list.waiting, item.waiting, 1),
  };
}

/** The list with its next page. */
export const withPage = (list: QueueList, { items, next, waiting }: Queue): QueueList => ({
  ...list,
  items: inOrder([...list.items, ...items]),
  next,
  waiting,
});

/**
 * The list after a poll of the first page: nothing that is being read moves, what is new is put aside. In an empty
 * list nothing can move, so there it is shown at once.
 */
export function withPoll(list: QueueList, queue: Queue): QueueList {
  if (list.items.length === 0) return fromQueue(queue);
  const known = new Set(list.items.map((item) => item.comment.id));
  const last = list.items.at(-1);
  // What comes after the last one where more is to be loaded anyway is not news.
  const fresh = queue.items.filter(
    (item) => !known.has(item.comment.id) && (list.next === null || !last || compare(item, last) < 0),
  );
  return { ...list, fresh, waiting: queue.waiting };
}

/** The list with what the polls have put aside. */
export const withFresh = (list: QueueList): QueueList => ({
  ...list,
  items: inOrder([...list.items, ...list.fresh]),
  fresh: [],
});

/** The counts with one more or less that waits for this. */
const counted = (counts: Queue['waiting'], waiting: QueueItem['waiting'], by: 1 | -1): Queue['waiting'] =>
  waiting === null ? counts : { ...counts, [waiting]: Math.max(0, counts[waiting] + by) };

/** Oldest first, as the server sorts: by time, then by id. A later copy of the same comment replaces the earlier. */
function inOrder(items: QueueItem[]): QueueItem[] {
  return [...new Map(items.map((item) => [item.comment.id, item])).values()].sort(compare);
}

const sortKey = ({ comment }: QueueItem) => comment.created + comment.id;
const compare = (a: QueueItem, b: QueueItem) => (sortKey(a) < sortKey(b) ? -1 : 1);
