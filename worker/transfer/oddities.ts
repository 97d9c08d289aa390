import { copied } from './copied';

/** Something odd about a file or its records: which kind, how often, and how the first of them look. */
export interface Oddity<Kind extends string = string> {
  what: Kind;
  count: number;
  /** At most `mostExamples`, of at most `longestExample` characters each. */
  examples: string[];
}

/** As many examples of a kind as a report shows. */
export const mostExamples = 3;
/** Characters of an example: enough to find the record by. */
export const longestExample = 160;

/** Counts what is odd. Memory grows with the kinds alone. */
export class Oddities<Kind extends string = string> {
  readonly #found = new Map<Kind, Oddity<Kind>>();

  /** @param example How the record is found again: its id, or its first words. */
  note(what: Kind, example: string): void {
    const oddity = this.#found.get(what) ?? { what, count: 0, examples: [] };
    oddity.count++;
    if (oddity.examples.length < mostExamples) oddity.examples.push(copied(shortened(example)));
    this.#found.set(what, oddity);
  }

  count(what: Kind): number {
    return this.#found.get(what)?.count ?? 0;
  }

  /** All kinds that were found, the most frequent first. */
  list(): Oddity<Kind>[] {
    return [...this.#found.values()].toSorted((a, b) => b.count - a.count);
  }
}

/** One line of at most `most` characters, with none that disguises others. */
export function shortened(text: string, most = longestExample): string {
  const line = text
    .slice(0, most * 4)
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1).toWellFormed()}…` : line;
}
