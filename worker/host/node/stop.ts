/** Something that keeps the server from starting, said in one sentence to the one who started it. */
export class CannotStart extends Error {}

/** Prints the sentence (or, for what nobody foresaw, everything) and ends the process. */
export function stopWith(error: unknown): never {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
  throw error;
}
