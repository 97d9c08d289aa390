import type { ReactiveControllerHost } from 'lit';
import type { QueueItem } from '../../../worker/contract/desk';
import type { Change, TextChanges } from './text-changes';

/** Which comments of the list are selected, by id. What its author changes meanwhile is selected no more: it is to be read first. */
export class QueueSelection {
  #ids: ReadonlySet<string> = new Set();
  readonly #host: ReactiveControllerHost;
  readonly #changes: TextChanges;
  /** What had changed already when it was selected. */
  readonly #seen = new WeakSet<Change>();

  constructor(host: ReactiveControllerHost, changes: TextChanges) {
    this.#host = host;
    this.#changes = changes;
  }

  /** Another set each time that it changes. */
  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** The selected ones among these. */
  among(items: readonly QueueItem[]): readonly QueueItem[] {
    if (this.#ids.size === 0) return [];
    return items.filter(({ comment }) => this.#ids.has(comment.id));
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.set(ids);
  }

  set(ids: Iterable<string>): void {
    const before = this.#ids;
    this.#ids = new Set(ids);
    for (const id of this.#ids) {
      const change = this.#changes.of(id);
      if (change && !before.has(id)) this.#seen.add(change);
    }
    this.#host.requestUpdate();
  }

  clear(): void {
    this.set([]);
  }

  /** Lets go of what has changed since it was selected. */
  dropUnread(): void {
    const left = [...this.#ids].filter((id) => {
      const change = this.#changes.of(id);
      return !change || this.#seen.has(change);
    });
    if (left.length < this.#ids.size) this.#ids = new Set(left);
  }
}
