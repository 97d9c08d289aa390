import type { ExportPart, ExportPlace } from '../../../site/moving/exporting';
import { type Bucket, hashOf, partSize, type SentPart } from './bucket';

/** A site's file on its way into the bucket: all that is needed to go on with it later. */
export interface Upload {
  site: string;
  key: string;
  /** R2's name for it; null: there is none yet. */
  id: string | null;
  /** Where the export goes on; null: at its beginning. */
  place: ExportPlace | null;
  parts: SentPart[];
  /** How many bytes that have been read wait for the next part, in a file of their own. */
  rest: number;
  /** Whether R2 has all of it under its name. */
  isWhole: boolean;
  /** So many parts have been read again and are what was sent. */
  checked: number;
}

/** Reads a site's export from a place on: so many bytes or somewhat more, or all that there are. */
export type ReadLines = (place: ExportPlace | null, least: number) => Promise<ExportPart>;

export const newUpload = (site: string, key: string): Upload => ({
  site,
  key,
  id: null,
  place: null,
  parts: [],
  rest: 0,
  isWhole: false,
  checked: 0,
});

/** Where what was read and not sent yet waits. Each part has a name of its own: R2 takes one write a second of the same name. */
const restOf = ({ key, parts }: Upload) => `unfinished/${key}.${parts.length}`;

/**
 * Does one step of an upload. What it gives back has to be kept before the next step.
 * @returns what it has become; null: it is whole, and what can be read of it is what was sent.
 * @throws where R2 or the site fail, or what can be read is something else.
 */
export async function goOn(bucket: Bucket, upload: Upload, read: ReadLines): Promise<Upload | null> {
  if (upload.isWhole) return check(bucket, upload);
  const waiting = upload.rest > 0 ? (await bucket.read(restOf(upload)))?.bytes : new Uint8Array();
  if (waiting?.length !== upload.rest) throw new Error('what had been read is lost');
  // Rows may be so long that more than a part waits.
  const lacking = partSize - waiting.length;
  const { lines, next } = lacking > 0 ? await read(upload.place, lacking) : { lines: '', next: upload.place };
  const bytes = Buffer.concat([waiting, Buffer.from(lines)]);
  if (next === null) return finish(bucket, upload, bytes);
  if (bytes.length < partSize) throw new Error('the export gave too little');
  const id = upload.id ?? (await bucket.begin(upload.key));
  const part = await bucket
    .send(upload.key, id, upload.parts.length + 1, bytes.subarray(0, partSize))
    .catch(async (error) => {
      // Nobody else knows of one that has just been begun.
      if (upload.id === null) await bucket.abort(upload.key, id).catch(() => {});
      throw error;
    });
  const sent: Upload = { ...upload, id, place: next, parts: [...upload.parts, part], rest: bytes.length - partSize };
  if (sent.rest > 0) await bucket.put(restOf(sent), bytes.subarray(partSize));
  return sent;
}

/** Sends the last bytes. What fits into one part needs no upload in parts. */
async function finish(bucket: Bucket, upload: Upload, bytes: Buffer): Promise<Upload> {
  const { key, id } = upload;
  if (id === null) return { ...upload, parts: [await bucket.put(key, bytes)], isWhole: true };
  const parts = [...upload.parts];
  for (let from = 0; from < bytes.length; from += partSize)
    parts.push(await bucket.send(key, id, parts.length + 1, bytes.subarray(from, from + partSize)));
  await bucket.complete(key, id, parts);
  return { ...upload, parts, isWhole: true };
}

/** Reads the next part again. After the last one, how long the file is and how it ends have been seen, too. */
async function check(bucket: Bucket, upload: Upload): Promise<Upload | null> {
  const { key, parts, checked } = upload;
  const part = parts[checked];
  if (!part) throw new Error('there is nothing in the file');
  const offset = parts.slice(0, checked).reduce((sum, { size }) => sum + size, 0);
  const found = await bucket.read(key, { offset, length: part.size });
  if (!found || (await hashOf(found.bytes)) !== part.sha256) throw new Error('the file is not what was sent');
  if (checked + 1 < parts.length) return { ...upload, checked: checked + 1 };
  if (found.size !== offset + part.size) throw new Error('the file is longer than what was sent');
  return null;
}

/** Takes away all that an upload has left, its file included. What cannot be taken away is left to the next who tries. */
export async function giveUp(bucket: Bucket, upload: Upload): Promise<void> {
  if (upload.id !== null && !upload.isWhole) await bucket.abort(upload.key, upload.id).catch(() => {});
  await bucket.remove([upload.key]).catch(() => {});
  await clearRests(bucket, upload).catch(() => {});
}

/** Takes away what had waited for its part. */
export async function clearRests(bucket: Bucket, { key, id }: Upload): Promise<void> {
  if (id === null) return;
  const rests = () => bucket.keys(`unfinished/${key}.`);
  for (let keys = await rests(); keys.length > 0; keys = await rests()) await bucket.remove(keys);
}
