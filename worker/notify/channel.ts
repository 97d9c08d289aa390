/** What became of a message. `said`: what the other side answered, on one line, fit for a log and for the desk. */
export type Sent =
  /** The other side has taken it, and answers for it from here on. */
  | { kind: 'sent'; said: string }
  /**
   * Not now: it is offered again, not before `after` seconds where the other side says so. `onlyThis`: it was the message that was
   * not liked, and others may be.
   */
  | { kind: 'again'; after?: number; onlyThis?: true; said: string }
  /** Never: trying again would change nothing. `gone`: nobody is there, so that nothing else need be sent there either. */
  | { kind: 'never'; gone?: true; said: string };

/**
 * A way to reach somebody. A message holds facts: words are made of them when it is sent. Whatever goes wrong is an outcome:
 * `send` does not throw, and ends within `patience`. The same message may be sent twice, where the answer to the first was lost:
 * it goes out under the same id then, so that the other side can tell.
 */
export interface Channel<Message> {
  send(message: Message): Promise<Sent>;
}

/** No message takes longer than this (milliseconds). */
export const patience = 30_000;

/** The most that is kept of an answer. */
const mostSaid = 300;

/** An answer as `said`: one line, cut, nothing in it that a terminal or a log would obey. */
export function oneLine(answer: string): string {
  const line = answer
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length <= mostSaid ? line : `${characters.slice(0, mostSaid - 1).join('')}…`;
}

/** Work that ends within `most` milliseconds, as `again` where it does not or throws. */
export async function inTime(work: (signal: AbortSignal) => Promise<Sent>, most = patience): Promise<Sent> {
  const signal = AbortSignal.timeout(most);
  const late = new Promise<Sent>((resolve) =>
    signal.addEventListener('abort', () => resolve({ kind: 'again', said: `no answer within ${most / 1000} seconds` })),
  );
  try {
    return await Promise.race([work(signal), late]);
  } catch (error) {
    return { kind: 'again', said: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}
