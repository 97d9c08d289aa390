import type { FormSigns, NewChallenge } from '../../worker/contract/comment';
import { ask } from './asking';
import type { ThreadClient } from './thread-client';

/** Nobody waits longer than this for work to end (milliseconds): the comment goes without, and a person looks at it. */
const patience = 15_000;

/**
 * Work that a browser does while its author types: a spammer would have to do it for each of a million comments. Where a
 * browser cannot, there is none; the server knows what that means. Browsers derive keys in threads of their own, so typing
 * is not disturbed; a worker of ours would be forbidden on pages with Trusted Types.
 */
export class Proof {
  /** What the field is called that people do not see; undefined: not known yet. */
  trap: string | undefined;
  /** Whether answers can be told of by mail. */
  notify = false;
  readonly #solved: Promise<string | undefined>;
  /** What the site needs for Turnstile, where it uses that. */
  #turnstile: NewChallenge['turnstile'] = null;

  /** Begins. `arrived` is called when the name of the field is known. */
  constructor(client: ThreadClient, thread: string, arrived: () => void) {
    this.#solved = this.#work(client, thread, arrived).catch(() => undefined);
  }

  async #work(client: ThreadClient, thread: string, arrived: () => void): Promise<string | undefined> {
    const path = `challenge?${new URLSearchParams({ thread })}` as const;
    const { challenge, trap, turnstile, notify } = await ask<'GET /challenge'>(client, path, 'challenge');
    this.trap = trap;
    this.notify = notify;
    this.#turnstile = turnstile;
    arrived();
    // Pages without TLS have no cryptography.
    if (!crypto.subtle) return undefined;
    return (await import('./solve')).solve(challenge);
  }

  /** What is sent along; a part is undefined where there is none, or not in time. `language`: for whoever is asked to tick a box. */
  async finish(language: string): Promise<Pick<FormSigns, 'proof' | 'turnstile'>> {
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
    const proof = await Promise.race([this.#solved, late]);
    return { proof, turnstile: this.#turnstile ? await this.#ask(this.#turnstile, language) : undefined };
  }

  /** A token counts once, so that every attempt has its own. */
  async #ask(turnstile: NonNullable<NewChallenge['turnstile']>, language: string): Promise<string | undefined> {
    try {
      return await (await import('./turnstile')).askTurnstile(turnstile, language);
    } catch {
      return undefined;
    }
  }
}
