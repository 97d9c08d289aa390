import { expect, test } from 'vitest';
import { openFile } from '../../../worker/transfer/file-text';
import { UnreadableFile } from '../../../worker/transfer/source';
import { collected, gzipped, inPieces } from '../transfer-files';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};
/** Windows-1252 where it is the same as the first 256 code points. */
const latin1 = (text: string) => Uint8Array.from([...text], (character) => character.charCodeAt(0));

async function read(bytes: Uint8Array, size?: number) {
  const file = openFile(() => inPieces(bytes, size));
  const pieces = await collected(file);
  return { text: pieces.join(''), odd: file.oddities.list() };
}

const trouble = async (bytes: Uint8Array, size?: number) => {
  const error = await read(bytes, size).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnreadableFile);
  return error instanceof UnreadableFile ? [error.trouble, error.message] : [];
};

const text = '<?xml version="1.0"?><a>Grüße 👩‍👧 „käse“ – 山田</a>';

test.each([
  ['UTF-8', utf8(text)],
  ['UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
  ['UTF-16 as Windows writes it', utf16(`\ufeff${text}`, true)],
  ['UTF-16 the other way round', utf16(`\ufeff${text}`, false)],
  ['UTF-16 without a byte order mark', utf16(text, true)],
])('%s is read, wherever it is cut into pieces', async (_what, bytes) => {
  for (let size = 1; size <= 9; size++) expect(await read(bytes, size)).toEqual({ text, odd: [] });
  expect(await read(bytes)).toEqual({ text, odd: [] });
});

test('gzip is unpacked, wherever it is cut into pieces', async () => {
  const packed = await gzipped(utf8(text));
  for (const size of [1, 2, 7, packed.length]) expect(await read(packed, size)).toEqual({ text, odd: [] });
});

test('whoever reads a file again gets it from its beginning again, and what is odd is not counted twice', async () => {
  const file = openFile(() => inPieces(latin1('caf\u00e9')));
  for (const _time of [1, 2]) expect((await collected(file)).join('')).toBe('café');
  expect(file.oddities.count('not-utf-8')).toBe(1);
});

test('what is no UTF-8 is read as windows-1252, and named; what is UTF-8 beside it stays', async () => {
  const mixed = new Uint8Array([...utf8('Grüße, '), ...latin1('Gr\u00fc\u00dfe, '), 0x80, ...utf8(' 👩‍👧')]);
  for (const size of [1, 2, 3, 1000])
    expect(await read(mixed, size)).toMatchObject({ text: 'Grüße, Grüße, € 👩‍👧', odd: [{ what: 'not-utf-8' }] });
  expect((await read(mixed)).odd).toEqual([{ what: 'not-utf-8', count: 2, examples: ['Grüße, Grüße,', 'e, € 👩‍👧'] }]);
});

test('bytes that are never UTF-8 are not taken for it: overlong forms, surrogates, what is beyond Unicode', async () => {
  for (const bytes of [
    [0xc0, 0xaf],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf8, 0x88],
  ]) {
    const { text: got, odd } = await read(new Uint8Array([0x41, ...bytes, 0x42]));
    expect(got).toHaveLength(bytes.length + 2);
    expect(odd).toMatchObject([{ what: 'not-utf-8' }]);
  }
});

test('an XML declaration says the encoding; one that cannot be is passed over', async () => {
  const said = (encoding: string, letters: number[]) =>
    new Uint8Array([...utf8(`<?xml version="1.0" encoding="${encoding}"?><a>`), ...letters, ...utf8('</a>')]);
  expect(await read(said('windows-1251', [0xcf, 0xf0, 0xe8]))).toMatchObject({
    text: expect.stringContaining('<a>При</a>'),
    odd: [{ what: 'other-encoding', count: 1, examples: ['windows-1251'] }],
  });
  for (const encoding of ['utf-16', 'UTF-8', 'klingon'])
    expect(await read(said(encoding, [...utf8('ä')]))).toMatchObject({
      text: expect.stringContaining('<a>ä</a>'),
      odd: [],
    });
});

test('a gzip file that ends too early says so, wherever it ends', async () => {
  const packed = await gzipped(utf8(JSON.stringify(Array.from({ length: 300 }, (_, at) => Math.sin(at)))));
  for (let length = 2; length < packed.length; length += 97)
    expect(await trouble(packed.subarray(0, length), 64)).toEqual(['truncated', 'The gzip file ends too early.']);
});

test('gzip files behind each other are read as one, or refused where the runtime knows one alone; never is a part taken for all', async () => {
  const both = new Uint8Array([...(await gzipped(utf8('first '))), ...(await gzipped(utf8('second')))]);
  const result = await read(both).then(
    (all) => all.text,
    (error: unknown) => (error instanceof UnreadableFile ? error.trouble : error),
  );
  expect(['first second', 'format']).toContain(result);
});

test('a gzip file that is damaged says so', async () => {
  const packed = await gzipped(utf8(text.repeat(100)));
  const damaged = packed.slice();
  damaged.fill(0xff, 12, 40);
  expect((await trouble(damaged))[0]).toBe('format');
});

test('a gzip file that becomes a thousand times as large is refused before it does', async () => {
  const packed = await gzipped(new Uint8Array(64 * 1024 * 1024).fill(0x20));
  let pieces = 0;
  const file = openFile(() => inPieces(packed));
  const reading = (async () => {
    for await (const piece of file) pieces += piece.length;
  })();
  await expect(reading).rejects.toMatchObject({ trouble: 'too-large' });
  expect(pieces).toBeLessThan(24 * 1024 * 1024);
});

test.each([
  ['a zip archive', [0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0], /zip archive/],
  ['a database', [...utf8('SQLite format 3\0')], /command line/],
  ['bzip2', [...utf8('BZh91AY')], /bzip2/],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], /xz/],
  ['nothing', [], /empty/],
])('%s is refused with what to do', async (_what, bytes, sentence) => {
  const [kind, said] = await trouble(new Uint8Array(bytes));
  expect(kind).toBe('format');
  expect(said).toMatch(sentence);
});

test('gzip in gzip, and a zip archive in gzip, are refused', async () => {
  expect((await trouble(await gzipped(await gzipped(utf8(text)))))[1]).toMatch(/twice/);
  expect((await trouble(await gzipped(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))))[1]).toMatch(/zip archive/);
});

test('a file that cannot be read says what its reading said, packed or not', async () => {
  for (const head of [utf8('<a>'), (await gzipped(utf8(text))).slice(0, 20)]) {
    const file = openFile(async function* () {
      yield head;
      throw new RangeError('the disk is gone');
    });
    await expect(collected(file)).rejects.toThrow('the disk is gone');
  }
});
