import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { plausch } from '../../transfer/formats/plausch';
import type { Operator } from './operator';
import { CannotStart } from './stop';

/**
 * Writes a site's export into a file, beside it first: under its own name stands only what is whole.
 * @throws CannotStart where a file is there already, the server breaks off, or what came is not whole.
 */
export async function exportFile(operator: Operator, site: string, path: string): Promise<void> {
  if (existsSync(path)) throw new CannotStart(`${path} is there already: name another file, or take it away first.`);
  const beside = `${path}.part`;
  const file = openSync(beside, 'w', 0o600);
  let isWhole = false;
  try {
    const body = await operator.exportSite(site);
    const counts = { comment: 0, thread: 0 };
    for await (const { kind } of plausch.read(written(file, body))) if (kind !== 'left-out') counts[kind] += 1;
    fsyncSync(file);
    renameSync(beside, path);
    isWhole = true;
    console.log(`${path}: ${counts.comment} comments in ${counts.thread} threads, and all else of ${site}.`);
  } catch (error) {
    throw new CannotStart(`${site} was not exported: ${error instanceof Error ? error.message : error}`);
  } finally {
    closeSync(file);
    if (!isWhole) rmSync(beside, { force: true });
  }
}

/** Writes what comes into a file, and gives it on as text. */
async function* written(file: number, body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of body) {
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    yield decoder.decode(piece, { stream: true });
  }
}
