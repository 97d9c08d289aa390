import type { Decisions, NewDecision } from '../../../worker/contract/desk';
import type { authors } from '../../../worker/contract/operations/authors';
import type { desk } from '../../../worker/contract/operations/desk';
import type { exports } from '../../../worker/contract/operations/exports';
import type { imports } from '../../../worker/contract/operations/imports';
import type { AnswerOf, Called, Sending } from '../../../worker/contract/operations/operation';
import type { people } from '../../../worker/contract/operations/people';
import type { targets } from '../../../worker/contract/operations/targets';
import { addressOf, call, type Sent } from './call';
import { DeskProblem, readProblem } from './desk-problem';

/** What can be done with a comment. */
export type Action = NewDecision['action'];

/** All that is called at the desk of a site. */
type Known = (typeof desk)['operations'] &
  (typeof people)['operations'] &
  (typeof targets)['operations'] &
  (typeof imports)['operations'] &
  (typeof exports)['operations'] &
  (typeof authors)['operations'];

const base: (typeof desk | typeof people | typeof targets | typeof imports | typeof exports | typeof authors)['base'] =
  '/api/sites/{site}';

/** The desk's API for one site, as its contract has it. */
export class DeskClient {
  readonly site: string;
  readonly #base: string;
  readonly #onSessionEnd: () => void;

  /** @param onSessionEnd called when an answer says that nobody is signed in any more. */
  constructor(site: string, onSessionEnd: () => void) {
    this.site = site;
    this.#base = base.replace('{site}', site);
    this.#onSessionEnd = onSessionEnd;
  }

  /** Calls an operation by its name in the contract. @throws DeskProblem whatever the server says, or `offline`. */
  async call<Key extends Called<Known>>(
    operation: Key,
    ...[sent]: Sending<Key, Known[Key]>
  ): Promise<AnswerOf<Known[Key]>> {
    try {
      return (await call(this.#base, operation, sent as Sent)) as AnswerOf<Known[Key]>;
    } catch (error) {
      if (error instanceof DeskProblem && error.code === 'not-signed-in') this.#onSessionEnd();
      throw error;
    }
  }

  /** Where an operation is called that is no call: a file to be saved, a live connection. */
  address<Key extends Exclude<keyof Known, Called<Known>>>(
    operation: Key,
    ...[sent]: Sending<Key, Known[Key]>
  ): string {
    return addressOf(this.#base, operation, sent as Sent);
  }

  /** Has the browser save a file. @throws DeskProblem where the server refuses it. */
  async download<Key extends Exclude<keyof Known, Called<Known>>>(
    operation: Key,
    ...sent: Sending<Key, Known[Key]>
  ): Promise<void> {
    const address = this.address(operation, ...sent);
    // What is refused is refused at once: its beginning says whether a file will come.
    const begun = new AbortController();
    const answer = await fetch(address, { signal: begun.signal }).catch(() => {
      throw new DeskProblem('offline');
    });
    if (!answer.ok) {
      const problem = await readProblem(answer);
      if (problem.code === 'not-signed-in') this.#onSessionEnd();
      throw problem;
    }
    begun.abort();
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    link.click();
  }

  /** The log, newest first: its next entries, however far down somebody's scope finds them. */
  async decisions(after?: string): Promise<Decisions> {
    const page = await this.call('GET /decisions', { query: { after } });
    return page.decisions.length > 0 || page.next === null ? page : this.decisions(page.next);
  }
}
