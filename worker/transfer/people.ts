import type { Fields } from './fields';
import { fieldsOf } from './fields';
import { findInJson } from './json';
import { type SourceAuthor, UnreadableFile } from './source';

/** More people, or pages, than any site has that is moved by a file; they are kept in memory while it is read. */
const atMost = 250_000;

/** Adds to what is kept by id. @throws UnreadableFile where a file has more of them than can be kept. */
export function keep<Kept>(all: Map<string, Kept>, id: string, kept: Kept): void {
  if (all.size >= atMost && !all.has(id))
    throw new UnreadableFile('too-large', 'The file names more than 250 000 people or pages.');
  all.set(id, kept);
}

/**
 * Reads once through a JSON file for what its comments refer to and what stands behind them there: people, pages. Where the file ends
 * too early, what stands before counts; that it does is said by whoever reads it for the comments.
 * @param take Is handed each record, with the place at which it stood and its keys.
 */
export async function readBefore(
  text: AsyncIterable<string>,
  places: readonly string[],
  take: (value: unknown, place: string, keys: readonly (string | number)[]) => void,
): Promise<void> {
  await untilEnd(findInJson(text, places), ({ place, keys, value }) => take(value, place, keys));
}

/** Goes through what a file has. Where it ends too early, what was there counts. @throws UnreadableFile where it is more than can be kept. */
export async function untilEnd<Found>(all: AsyncIterable<Found>, take: (found: Found) => void): Promise<void> {
  try {
    for await (const found of all) take(found);
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.trouble === 'too-large') throw error;
  }
}

/** The same for people alone. `person`: who a record is; null where it names nobody. */
export async function peopleIn(
  text: AsyncIterable<string>,
  places: readonly string[],
  person: (record: Fields) => SourceAuthor | null,
): Promise<Map<string, SourceAuthor>> {
  const people = new Map<string, SourceAuthor>();
  await readBefore(text, places, (value) => {
    const record = fieldsOf(value);
    const found = record && person(record);
    if (found?.id) keep(people, found.id, found);
  });
  return people;
}
