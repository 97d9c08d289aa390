import { Oddities } from './oddities';
import { UnreadableFile } from './source';

/** What is odd about a file as a whole. */
export type FileOddity =
  /** Bytes that are no UTF-8; each was read as windows-1252, as older systems wrote it. */
  | 'not-utf-8'
  /** The file says an encoding of its own, and was read in it. */
  | 'other-encoding';

/** A file's text in pieces. Whoever iterates over it again gets it from its beginning again. */
export interface FileText extends AsyncIterable<string> {
  /** What the last reading has found. */
  readonly oddities: Oddities<FileOddity>;
}

/**
 * A file's bytes as text: gzip is unpacked, byte order marks are obeyed and left out, UTF-8 and UTF-16 are told apart, and so is what an XML
 * declaration names. Where UTF-8 is broken, windows-1252 is read instead, byte for byte.
 * @param open The file's bytes from its beginning, each time.
 */
export function openFile(open: () => AsyncIterable<Uint8Array>): FileText {
  let oddities = new Oddities<FileOddity>();
  return {
    get oddities() {
      return oddities;
    },
    [Symbol.asyncIterator]() {
      oddities = new Oddities();
      return decoded(unpacked(inSlices(open())), oddities);
    },
  };
}

/** The bytes of a stream, also where it cannot be iterated over by itself (Safari). */
export async function* bytesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** As many bytes are in hand at once. */
const sliceBytes = 65_536;

async function* inSlices(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at += sliceBytes) yield chunk.subarray(at, at + sliceBytes);
}

/** What begins like these is no text, and has to be made one first. */
const otherFiles: [magic: number[], sentence: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'This is a zip archive. Please unpack it, and take the file that is in it: an archive may hold many, and no system that is read here exports one.',
  ],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    'This is a database (SQLite). It can be imported on the command line: npm run site -- import.',
  ],
  [[0x42, 0x5a, 0x68], 'This is packed with bzip2. Please unpack it first.'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'This is packed with xz. Please unpack it first.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'This is packed with zstd. Please unpack it first.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'This is packed with 7-Zip. Please unpack it first.'],
];
const gzip = [0x1f, 0x8b];

const beginsWith = (bytes: Uint8Array, magic: number[]) => magic.every((byte, at) => bytes[at] === byte);

/** Unpacks gzip; anything else passes. @throws UnreadableFile for an empty file, and for what is no text. */
async function* unpacked(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const [head, rest] = await withHead(bytes, 8);
  if (head.length === 0) throw new UnreadableFile('format', 'The file is empty.');
  refuseOthers(head);
  if (!beginsWith(head, gzip)) {
    yield* rest;
    return;
  }
  const [inner, text] = await withHead(gunzipped(rest), 8);
  if (inner.length === 0) throw new UnreadableFile('format', 'The file is empty.');
  refuseOthers(inner);
  if (beginsWith(inner, gzip))
    throw new UnreadableFile('format', 'The file is packed with gzip twice. Please unpack it once.');
  yield* text;
}

function refuseOthers(head: Uint8Array): void {
  for (const [magic, sentence] of otherFiles) if (beginsWith(head, magic)) throw new UnreadableFile('format', sentence);
}

/** The first bytes, as far as there are any, and all bytes with these. */
async function withHead(
  bytes: AsyncGenerator<Uint8Array>,
  length: number,
): Promise<[Uint8Array, AsyncGenerator<Uint8Array>]> {
  let head = new Uint8Array();
  while (head.length < length) {
    const read = await bytes.next();
    if (read.done) break;
    head = head.length === 0 ? read.value.slice() : joined(head, read.value);
  }
  const all = async function* () {
    try {
      if (head.length > 0) yield head;
      yield* bytes;
    } finally {
      await bytes.return(undefined);
    }
  };
  return [head, all()];
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * Exports become 4 to 20 times as long when they are unpacked; gzip itself ends at 1032 (RFC 1951: 258 bytes of a match in two bits). What
 * becomes more than this, beyond the first so many bytes, was made to fill a memory.
 */
const mostExpansion = 200;
const expansionCountsFrom = 16 * 1024 * 1024;
/** Handed to the unpacking at once, so that what comes of it stays small: at most 1032 times as much. */
const packedAtOnce = 4096;

async function* gunzipped(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader: ReadableStreamDefaultReader<Uint8Array> = readable.getReader();
  let taken = 0;
  let given = 0;
  let isWhole = false;
  const feeding = feed(packed, writable, (bytes, last) => {
    taken += bytes;
    isWhole = last;
  });
  // Its failure is the reader's, too, except where the file itself could not be read.
  feeding.catch(() => {});
  try {
    for (;;) {
      const read = await reader.read();
      if (read.done) break;
      given += read.value.length;
      if (given > expansionCountsFrom && given > taken * mostExpansion)
        throw new UnreadableFile(
          'too-large',
          `The file becomes more than ${mostExpansion} times as large when it is unpacked. No export does.`,
        );
      yield* slicesOf(read.value);
    }
    await feeding;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const cause = await feeding.then(
      () => undefined,
      (reason) => (reason instanceof Unread ? reason.cause : undefined),
    );
    if (cause !== undefined) throw cause;
    throw troubleWithin(error, isWhole);
  } finally {
    await reader.cancel().catch(() => {});
    await packed.return(undefined);
  }
}

/** What zlib and browsers say in their words. A small file was handed over as a whole before anything is met in it. */
const saying = (error: unknown, words: RegExp): boolean =>
  error instanceof Error && words.test([error.message, 'code' in error ? error.code : '', error.cause].join(' '));

function troubleWithin(error: unknown, isWhole: boolean): UnreadableFile {
  if (saying(error, /trailing|junk/i))
    return new UnreadableFile('format', 'Something stands behind the end of the gzip file. Please unpack it first.');
  return isWhole && !saying(error, /Z_DATA_ERROR|incorrect|invalid|not valid/i)
    ? new UnreadableFile('truncated', 'The gzip file ends too early.')
    : new UnreadableFile('format', 'The file begins like gzip, and is none, or is damaged.');
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}

/** The file itself could not be read. */
class Unread extends Error {}

async function feed(
  packed: AsyncGenerator<Uint8Array>,
  writable: WritableStream<Uint8Array<ArrayBuffer>>,
  count: (bytes: number, last: boolean) => void,
): Promise<void> {
  const writer = writable.getWriter();
  for (;;) {
    const read = await packed.next().catch((cause: unknown) => {
      void writer.abort(cause).catch(() => {});
      throw new Unread('', { cause });
    });
    if (read.done) break;
    for (let at = 0; at < read.value.length; at += packedAtOnce) {
      const part = read.value.slice(at, at + packedAtOnce);
      count(part.length, false);
      await writer.ready;
      await writer.write(part);
    }
  }
  count(0, true);
  await writer.close();
}

/** Where an XML declaration would say its encoding. */
const declaredWithin = 200;

async function* decoded(bytes: AsyncGenerator<Uint8Array>, oddities: Oddities<FileOddity>): AsyncGenerator<string> {
  const [head, all] = await withHead(bytes, declaredWithin);
  const encoding = encodingOf(head);
  if (encoding === 'utf-8') {
    yield* fromUtf8(all, oddities);
    return;
  }
  if (!encoding.startsWith('utf-16')) oddities.note('other-encoding', encoding);
  const decoder = new TextDecoder(encoding);
  for await (const chunk of all) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** By its byte order mark; by zeros where text of Latin letters has them in UTF-16; by what an XML declaration says (XML 1.0, appendix F). */
function encodingOf(head: Uint8Array): string {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && head[3] === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && head[2] === 0)) return 'utf-16be';
  const start = new TextDecoder('windows-1252').decode(head.subarray(0, declaredWithin));
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1];
  if (!declared) return 'utf-8';
  try {
    const { encoding } = new TextDecoder(declared);
    // The declaration could not have been read in these.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return 'utf-8';
  }
}

const strict = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text from UTF-8, whole characters in each piece. */
async function* fromUtf8(bytes: AsyncGenerator<Uint8Array>, oddities: Oddities<FileOddity>): AsyncGenerator<string> {
  const decoder = strict();
  let rest: Uint8Array = new Uint8Array();
  let isFirst = true;
  for await (const chunk of bytes) {
    const some = rest.length > 0 ? joined(rest, chunk) : chunk;
    const end = some.length - begunAtEnd(some);
    rest = some.slice(end);
    let text = read(some.subarray(0, end));
    if (isFirst && text !== '') {
      text = text.replace(/^\ufeff/, '');
      isFirst = false;
    }
    if (text !== '') yield text;
  }
  if (rest.length > 0) yield read(rest);

  function read(some: Uint8Array): string {
    try {
      return decoder.decode(some);
    } catch {
      return mended(some, oddities);
    }
  }
}

/** How many bytes the character has that is begun at the end and goes on in the next piece. */
function begunAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc2) return lengthOf(byte) > back ? back : 0;
  }
  return 0;
}

const lengthOf = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2);

/** What is UTF-8 read so, and what is not as windows-1252. */
function mended(bytes: Uint8Array, oddities: Oddities<FileOddity>): string {
  const older = new TextDecoder('windows-1252');
  const decoder = strict();
  const parts: string[] = [];
  const broken: number[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    const start = at;
    while (at < bytes.length && characterAt(bytes, at) === 0) at++;
    parts.push(decoder.decode(bytes.subarray(from, start)));
    broken.push(parts.length);
    parts.push(older.decode(bytes.subarray(start, at)));
    from = at;
  }
  parts.push(decoder.decode(bytes.subarray(from)));
  for (const place of broken)
    oddities.note('not-utf-8', `${parts[place - 1]?.slice(-40)}${parts[place]}${parts[place + 1]?.slice(0, 40)}`);
  return parts.join('');
}

/** How many bytes the character has that begins here; 0 where none does (RFC 3629, 4). */
function characterAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const [least, most] = secondBytes[first] ?? [0x80, 0xbf];
  if (second < least || second > most) return 0;
  const length = lengthOf(first);
  for (let more = 2; more < length; more++) {
    const byte = bytes[at + more] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

/** After these first bytes fewer second bytes are allowed: no second way to write a character, no surrogates, nothing beyond U+10FFFF. */
const secondBytes: Record<number, [number, number]> = {
  224: [0xa0, 0xbf],
  237: [0x80, 0x9f],
  240: [0x90, 0xbf],
  244: [0x80, 0x8f],
};
