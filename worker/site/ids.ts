import { randomFillSync } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';

/** The first id that something made at this time (milliseconds since 1970) could have: a time is a range of ids. */
export const idFrom = (time: number): string => encodeTime(Math.max(0, time));

/** Random numbers fetched at once: sixteen make an id, and each fetch costs as much as a few hundred of them. */
const fetched = 1024;

/** Makes ids (ULIDs) that follow one another. */
export function idFactory(): (now: number) => string {
  const pool = new Uint8Array(fetched);
  let used = fetched;
  return monotonicFactory(() => {
    if (used === fetched) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool[used] ?? 0;
    used += 1;
    return random / 256;
  });
}
