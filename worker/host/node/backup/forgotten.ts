import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { flushFolder, writeFlushed } from './durable';

/** Whom sites have forgotten, in the data folder: a line each, of numbers alone. Restored data are made to forget them again. */
const name = 'forgotten.jsonl';

/**
 * Takes the list of one folder into that of another, beside what stands there: it grows and is never replaced, so that no
 * backup brings back whom a later one knew to be forgotten. It stands beside backups and in none of them.
 */
export function mergeForgotten(from: string, to: string): void {
  const known = linesOf(to);
  const merged = new Set([...known, ...linesOf(from)]);
  if (merged.size === known.length) return;
  const path = join(to, name);
  writeFlushed(`${path}.new`, [...merged, ''].join('\n'));
  renameSync(`${path}.new`, path);
  flushFolder(to);
}

/** What a kill has cut off says nothing. */
function linesOf(folder: string): string[] {
  const path = join(folder, name);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return [...new Set(lines.filter(isWhole))];
}

function isWhole(line: string): boolean {
  try {
    const { site, author } = JSON.parse(line);
    return typeof site === 'string' && typeof author === 'string';
  } catch {
    return false;
  }
}
