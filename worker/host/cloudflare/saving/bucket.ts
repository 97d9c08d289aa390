/** Every part of an upload but the last has this size: R2 takes none below 5 MiB, and only parts of the same size. */
export const partSize = 5 * 1024 * 1024;

/** No answer of R2 is waited for any longer (milliseconds). */
const patience = 60_000;

/** One part of a file, as R2 has taken it, and what it was when it was sent. */
export interface SentPart {
  etag: string;
  size: number;
  sha256: string;
}

/** R2, as far as files are saved there. Each call counts; one that is not answered in time is one that failed. */
export class Bucket {
  readonly #bucket: R2Bucket;
  /** How many calls there were. */
  calls = 0;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  /** Writes what is small. R2 refuses it where its hash is another one than was said. */
  async put(key: string, bytes: Uint8Array): Promise<SentPart> {
    const sha256 = await hashOf(bytes);
    const { etag } = await this.#inTime(this.#bucket.put(key, bytes, { sha256 }));
    return { etag, size: bytes.length, sha256 };
  }

  /** Begins an upload; its id. */
  async begin(key: string): Promise<string> {
    return (await this.#inTime(this.#bucket.createMultipartUpload(key))).uploadId;
  }

  async send(key: string, id: string, number: number, bytes: Uint8Array): Promise<SentPart> {
    const upload = this.#bucket.resumeMultipartUpload(key, id);
    const { etag } = await this.#inTime(upload.uploadPart(number, bytes));
    return { etag, size: bytes.length, sha256: await hashOf(bytes) };
  }

  async complete(key: string, id: string, parts: SentPart[]): Promise<void> {
    const upload = this.#bucket.resumeMultipartUpload(key, id);
    await this.#inTime(upload.complete(parts.map(({ etag }, at) => ({ etag, partNumber: at + 1 }))));
  }

  async abort(key: string, id: string): Promise<void> {
    await this.#inTime(this.#bucket.resumeMultipartUpload(key, id).abort());
  }

  /** Some bytes of a file, and how long all of it is; undefined: it is not there. */
  async read(
    key: string,
    range?: { offset: number; length: number },
  ): Promise<{ bytes: Uint8Array; size: number } | undefined> {
    const found = await this.#inTime(this.#bucket.get(key, range && { range }));
    return found ? { bytes: new Uint8Array(await this.#inTime(found.arrayBuffer())), size: found.size } : undefined;
  }

  /** The first thousand keys that begin so. */
  async keys(prefix: string): Promise<string[]> {
    return (await this.#inTime(this.#bucket.list({ prefix }))).objects.map(({ key }) => key);
  }

  async remove(keys: string[]): Promise<void> {
    if (keys.length > 0) await this.#inTime(this.#bucket.delete(keys));
  }

  async #inTime<Result>(answer: Promise<Result>): Promise<Result> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.calls += 1;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('R2 does not answer')), patience);
    });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}

/** SHA-256, in hexadecimal. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}
