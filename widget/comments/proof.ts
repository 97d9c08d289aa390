import type { NewChallenge } from '../../worker/contract/comment';
import type { ThreadClient } from './thread-client';

/** Nobody waits longer than this for work to end (milliseconds): the comment goes without, and a person looks at it. */
const patience = 15_000;

/**
 * Work that a browser does while its author types: a spammer would have to do it for each of a million comments. Where a
 * browser cannot, there is none; the server knows what that means.
 */
export class Proof {
  /** What the field is called that people do not see; undefined: not known yet. */
  trap: string | undefined;
  readonly #solved: Promise<string | undefined>;

  /** Begins. `arrived` is called when the name of the field is known. */
  constructor(client: ThreadClient, thread: string, arrived: () => void) {
    this.#solved = this.#work(client, thread, arrived).catch(() => undefined);
  }

  async #work(client: ThreadClient, thread: string, arrived: () => void): Promise<string | undefined> {
    const asked = await client.send(`challenge?${new URLSearchParams({ thread })}`);
    const { challenge, trap } = asked as NewChallenge;
    this.trap = trap;
    arrived();
    // Pages without TLS have no cryptography.
    if (!crypto.subtle) return undefined;
    return await workApart(challenge, client.address('solver.js')).catch(() => workHere(challenge));
  }

  /** The proof as it is sent; undefined: there is none, or not in time. */
  async finish(): Promise<string | undefined> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    return await Promise.race([this.#solved, late]);
  }
}

/** In a thread of its own. A page's policy may forbid that. */
function workApart(challenge: NewChallenge['challenge'], solver: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    // A worker's script has to come from the page's own origin: this one does, and imports ours.
    const script = URL.createObjectURL(new Blob([`import "${solver}"`], { type: 'text/javascript' }));
    const worker = new Worker(script, { type: 'module' });
    const end = () => {
      worker.terminate();
      URL.revokeObjectURL(script);
    };
    worker.onmessage = ({ data }) => {
      end();
      resolve(data);
    };
    worker.onerror = () => {
      end();
      reject();
    };
    worker.postMessage(challenge);
  });
}

/** Between the page's other tasks; the browser derives keys in threads of its own. */
const workHere = async (challenge: NewChallenge['challenge']) => (await import('./solve')).solve(challenge);
