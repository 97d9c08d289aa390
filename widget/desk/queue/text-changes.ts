import type { QueueItem } from '../../../worker/contract/desk';

/** So long after a text was replaced nobody can have read it: what is pressed then was meant for the one before. */
const moment = 1000;

/** What happened to a comment while it was in the list. */
export type Change =
  /** Its author changed the text, or appealed. `before` is what the moderator read. */
  | { kind: 'text'; before: QueueItem; at: number }
  /** Its author took it back, or it waits for nobody any more. */
  | { kind: 'gone' };

/** The comments of a list whose authors have changed them since it was shown, by id. */
export class TextChanges {
  #changes: ReadonlyMap<string, Change> = new Map();

  of(id: string): Change | undefined {
    return this.#changes.get(id);
  }

  get all(): ReadonlyMap<string, Change> {
    return this.#changes;
  }

  /** Notes which of the comments that were there before have another text now. */
  note(before: readonly QueueItem[], after: readonly QueueItem[]): void {
    // Where a page was added, the beginning is as it was.
    const same = after.findIndex((item, index) => item !== before[index]);
    if (same < 0) return;
    const known = new Map(before.slice(same).map((item) => [item.comment.id, item]));
    for (const item of after.slice(same)) {
      const was = known.get(item.comment.id);
      if (was && was !== item && was.version < item.version) this.#set(item.comment.id, was);
    }
  }

  noteGone(id: string): void {
    this.#changes = new Map(this.#changes).set(id, { kind: 'gone' });
  }

  /** It waits again after all, or it is known what became of it. */
  noteBack(id: string): void {
    if (this.#changes.get(id)?.kind !== 'gone') return;
    const rest = new Map(this.#changes);
    rest.delete(id);
    this.#changes = rest;
  }

  /** Whether one of these has changed so lately that nobody can have read it. */
  isUnread(items: readonly QueueItem[]): boolean {
    return items.some(({ comment }) => {
      const change = this.#changes.get(comment.id);
      return change?.kind === 'text' && performance.now() - change.at < moment;
    });
  }

  clear(): void {
    this.#changes = new Map();
  }

  #set(id: string, was: QueueItem): void {
    const earlier = this.#changes.get(id);
    // Of several changes in a row the first text is what was read.
    const before = earlier?.kind === 'text' ? earlier.before : was;
    this.#changes = new Map(this.#changes).set(id, { kind: 'text', before, at: performance.now() });
  }
}
