import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { plausch } from '../../transfer/formats/plausch';
import type { SourceItem } from '../../transfer/source';
import { openForeignSource } from './foreign-source';
import type { Operator } from './operator';
import { CannotStart } from './stop';

/** What can be said with the command. */
export interface ExportOptions {
  format?: string | undefined;
  thread?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** By which of the formats that are read a file of another system is read once more. A table for spreadsheets is read by none. */
const readers: Readonly<Record<string, string>> = { wxr: 'wordpress', remark42: 'remark42' };

/**
 * Writes a site's export into a file, beside it first: under its own name stands only what is whole, and can be read again.
 * @throws CannotStart where a file is there already, the server refuses or breaks off, or what came is not whole.
 */
export async function exportFile(
  operator: Operator,
  site: string,
  path: string,
  options: ExportOptions,
): Promise<void> {
  if (existsSync(path)) throw new CannotStart(`${path} is there already: name another file, or take it away first.`);
  const { format = 'plausch', thread, from, to } = options;
  const asked = Object.entries({ format, thread, from, to }).filter((one): one is [string, string] => !!one[1]);
  const isPart = asked.length > 1;
  const beside = `${path}.part`;
  const file = openSync(beside, 'w', 0o600);
  let isWhole = false;
  try {
    const body = await operator.exportSite(site, Object.fromEntries(asked));
    const counts = await written(file, beside, format, body);
    fsyncSync(file);
    renameSync(beside, path);
    isWhole = true;
    const more = format === 'plausch' && !isPart ? `, and all else of ${site}` : '';
    console.log(counts ? `${path}: ${said(counts)}${more}.` : `${path} is written.`);
  } catch (error) {
    throw new CannotStart(`${site} was not exported: ${error instanceof Error ? error.message : error}`);
  } finally {
    closeSync(file);
    if (!isWhole) rmSync(beside, { force: true });
  }
}

const said = ({ comment, thread }: { comment: number; thread: number }): string =>
  `${comment} ${comment === 1 ? 'comment' : 'comments'} in ${thread} ${thread === 1 ? 'thread' : 'threads'}`;

/** Writes what comes into a file, and counts what can be read of it. undefined: nothing reads this format. */
async function written(file: number, path: string, format: string, body: ReadableStream<Uint8Array>) {
  if (format === 'plausch') return countsOf(plausch.read(taken(file, body)));
  for await (const _text of taken(file, body));
  const reader = readers[format];
  if (reader === undefined) return undefined;
  const source = await openForeignSource(path, reader);
  try {
    return await countsOf(source.items);
  } finally {
    source.close();
  }
}

async function countsOf(items: AsyncIterable<SourceItem>): Promise<{ comment: number; thread: number }> {
  const counts = { comment: 0, thread: 0 };
  for await (const { kind } of items) if (kind !== 'left-out') counts[kind] += 1;
  return counts;
}

/** Writes what comes into a file, and gives it on as text. */
async function* taken(file: number, body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of body) {
    for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    yield decoder.decode(piece, { stream: true });
  }
}
