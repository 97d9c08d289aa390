import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How much of a file is in memory at once (bytes). */
const piece = 1024 * 1024;

/** Brings what was written to a file to the disk. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Brings the names in a folder to the disk. Windows has no way to ask for that, and refuses. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Brings a folder with all in it to the disk. */
export function flushAll(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) flushAll(join(path, entry.name));
    else flushFile(join(path, entry.name));
  flushFolder(path);
}

/** Writes a file that only its owner reads, down to the disk. */
export const writeFlushed = (path: string, content: string | Buffer): void =>
  writeFileSync(path, content, { mode: 0o600, flush: true });

/** The SHA-256 of a file (hexadecimal), and how long it is; memory does not grow with it. */
export function digestOf(path: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(piece);
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest('hex'), bytes };
}
