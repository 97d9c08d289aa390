import { UnreadableFile } from '../../worker/transfer/source';
import type { Trouble } from './protocol';

/** Why a file cannot be read, as the desk has words for it. @throws what is no trouble with a file. */
export function troubleOf(thrown: unknown): Trouble {
  // The browser itself cannot read it any more: it was changed or moved since it was chosen (File API, 6.1).
  if (thrown instanceof DOMException) return { why: 'gone', sentence: thrown.message };
  if (!(thrown instanceof UnreadableFile)) throw thrown;
  const { message: sentence, trouble } = thrown;
  const why = kinds.find(([sign]) => sign.test(sentence))?.[1];
  return { why: trouble === 'format' ? (why ?? trouble) : trouble, sentence };
}

/** What the reader says of files that are none of text: see `worker/transfer/file-text.ts`. */
const kinds: [RegExp, Trouble['why']][] = [
  [/SQLite/, 'sqlite'],
  [/zip archive/, 'zip'],
  [/unpack it/, 'packed'],
  [/is empty/, 'empty'],
];
