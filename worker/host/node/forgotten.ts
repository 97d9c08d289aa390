import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Forgotten } from '../platform';

/**
 * Whom sites have forgotten, in a file of its own: a line each, of numbers that say nothing of anybody. It is no part of a backup, and stays
 * when one is brought back.
 */
export class ForgottenFile implements Forgotten {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves when it is on disk. */
  add(site: string, authors: string[]): Promise<void> {
    const lines = authors.map((author) => `${JSON.stringify({ site, author })}\n`);
    const file = openSync(this.#path, 'a', 0o600);
    try {
      // What a kill has cut off before does not spoil this.
      writeSync(file, `\n${lines.join('')}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return Promise.resolve();
  }

  all(): Promise<{ site: string; authors: string[] }[]> {
    const text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : '';
    const known = text.split('\n').flatMap((line) => asEntry(line));
    const bySite = Map.groupBy(known, ({ site }) => site);
    return Promise.resolve(
      [...bySite].map(([site, entries]) => ({ site, authors: [...new Set(entries.map(({ author }) => author))] })),
    );
  }
}

/** What a line says; a line that was cut off says nothing. */
function asEntry(line: string): { site: string; author: string }[] {
  try {
    const { site, author } = JSON.parse(line);
    return typeof site === 'string' && typeof author === 'string' ? [{ site, author }] : [];
  } catch {
    return [];
  }
}
