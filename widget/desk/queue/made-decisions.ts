import type { Decision, QueueItem } from '../../../worker/contract/desk';
import type { DeskClient } from '../ground/desk-client';
import { DeskProblem } from '../ground/desk-problem';
import type { Draft } from '../ground/drafts';
import type { Words } from '../ground/events';
import type { About } from './queue-message';

/** A decision of this moderator, kept to be undone. The answers may still be on their way. */
export interface Made {
  /** What has left the list with it. */
  items: readonly QueueItem[];
  about: About;
  /** It replaced a colleague's decision: undoing it does not bring the comment back into the queue. */
  overruled: boolean;
  decisions: Promise<Decision[] | undefined>;
  /** Whether it was asked for before, and no answer came. */
  asked?: boolean;
  words: Words;
  /** Where the words were kept while they were written; they are kept there again as soon as it is undone. */
  draft: Draft | undefined;
}

/** What a moderator has decided on a site, the last of it first to be undone. */
export class MadeDecisions {
  #made: Made[] = [];

  get last(): Made | undefined {
    return this.#made.at(-1);
  }

  keep(made: Made): void {
    this.#made.push(made);
  }

  /** Drops one: it is undone, or did not take. */
  forget(made: Made): void {
    this.#made = this.#made.filter((one) => one !== made);
  }

  clear(): void {
    this.#made = [];
  }
}

/** Undoes all that was decided with one press; how many comments stay as they are. */
export async function undoMade(client: DeskClient, made: Made, decisions: Decision[]): Promise<number> {
  const left = await Promise.all(decisions.map(({ id }) => undoOnce(client, id, made)));
  return left.reduce((all, one) => all + one, 0);
}

/** Undoes a decision; how many comments stay as they are. Where an answer got lost, it may be done already. */
async function undoOnce(client: DeskClient, decision: string, { asked }: Made): Promise<number> {
  try {
    return (await client.call('POST /decisions/{id}/undo', { id: decision })).left;
  } catch (error) {
    if (asked && error instanceof DeskProblem && error.code === 'already-undone') return 0;
    throw error;
  }
}
