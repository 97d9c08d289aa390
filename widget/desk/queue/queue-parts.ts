import type { QueueItem } from '../../../worker/contract/desk';

/** So many comments are laid out, and rendered again, as one. */
const size = 10;

/** A stretch of the list. */
export interface Part {
  readonly key: number;
  readonly items: readonly QueueItem[];
}

/**
 * A long list in parts, so that what changes in one place costs little elsewhere. A comment stays in its part while
 * others come and go: what is unfolded or has the focus is not made anew. A part in which nothing has changed is the
 * same object as before.
 */
export class QueueParts {
  #items: readonly QueueItem[] = [];
  #parts: readonly Part[] = [];
  #homes: ReadonlyMap<string, number> = new Map();
  #last = 0;

  /** The parts of a list, in its order; none is empty. */
  of(items: readonly QueueItem[]): readonly Part[] {
    if (items === this.#items) return this.#parts;
    const before = new Map(this.#parts.map((part) => [part.key, part]));
    this.#items = items;
    this.#parts = this.#divide(items).map((part) => {
      const was = before.get(part.key);
      return was && isSame(was.items, part.items) ? was : part;
    });
    this.#homes = new Map(this.#parts.flatMap(({ key, items }) => items.map(({ comment }) => [comment.id, key])));
    return this.#parts;
  }

  /** The key of the part in which a comment stands. */
  home(id: string): number | undefined {
    return this.#homes.get(id);
  }

  #divide(items: readonly QueueItem[]): Part[] {
    const parts: { key: number; items: QueueItem[] }[] = [];
    const begun = new Set<number>();
    for (const item of items) {
      const key = this.home(item.comment.id);
      const open = parts.at(-1);
      // What has moved away from its part, or is new, goes where it stands now.
      const placed = key === undefined || (begun.has(key) && key !== open?.key);
      if (open && (open.key === key || (placed && open.items.length < size))) open.items.push(item);
      else {
        this.#last += placed ? 1 : 0;
        const next = { key: placed ? this.#last : key, items: [item] };
        begun.add(next.key);
        parts.push(next);
      }
    }
    return parts;
  }
}

const isSame = (before: readonly QueueItem[], now: readonly QueueItem[]) =>
  before.length === now.length && before.every((item, index) => item === now[index]);
