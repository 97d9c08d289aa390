import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';

/** The encodings a ready-made page can be had in. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** A page as the bytes that go out, and the tag that stands for them. */
export interface ReadyPage {
  etag: string;
  encoding: Encoding;
  bytes: Uint8Array<ArrayBuffer>;
  /** Until when this is true if nothing is written; null: for good. */
  until: number | null;
}

/** Bytes of pages kept for one site, so that odd queries cannot fill the memory. */
const capacity = 8 * 1024 * 1024;

/** Quality 5 is where brotli stops gaining much on JSON of this size for what it costs. */
const brotliQuality = 5;

interface Bytes {
  etag: string;
  identity: Uint8Array<ArrayBuffer>;
  br?: Uint8Array<ArrayBuffer>;
  gzip?: Uint8Array<ArrayBuffer>;
}

interface Kept extends Bytes {
  thread: string;
  /** Where the clock has gone back behind this, what was true then need not be now. */
  made: number;
  until: number | null;
}

/** Ready-made pages of a site's threads: made once, compressed once, dropped when their thread changes. */
export class PageMemo {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: capacity,
    sizeCalculation: sizeOf,
    dispose: ({ thread }, key, reason) => reason !== 'set' && this.#forget(thread, key),
  });
  /** The keys of what is kept, by thread: a post looks at the pages of its own thread alone. */
  readonly #keys = new Map<string, Set<string>>();

  /**
   * The page that `query` names, in the encoding asked for. When it is not here, `make` writes its JSON and says
   * until when that is true (milliseconds since 1970; null: until the thread changes).
   */
  get(
    { thread, query, encoding, now }: { thread: string; query: string; encoding: Encoding; now: number },
    make: () => { json: string; until: number | null },
  ): ReadyPage {
    const key = `${thread}\n${query}`;
    let kept = this.#kept.get(key);
    if (!kept || kept.made > now || (kept.until !== null && kept.until <= now)) {
      const { json, until } = make();
      kept = { thread, made: now, until, ...bytesAndTag(json) };
      this.#remember(thread, key);
      this.#kept.set(key, kept);
    }
    return { etag: kept.etag, encoding, bytes: bytesOf(kept, encoding), until: kept.until };
  }

  /** Forgets every page of a thread. */
  drop(thread: string): void {
    for (const key of this.#keys.get(thread) ?? []) this.#kept.delete(key);
  }

  /** Forgets every page: a setting that shows in them has changed. */
  clear(): void {
    this.#kept.clear();
  }

  #remember(thread: string, key: string): void {
    const keys = this.#keys.get(thread) ?? new Set();
    this.#keys.set(thread, keys.add(key));
  }

  #forget(thread: string, key: string): void {
    const keys = this.#keys.get(thread);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(thread);
  }
}

/** Any text as the bytes that go out, true for good. */
export function readyPage(text: string, encoding: Encoding): ReadyPage {
  const page = bytesAndTag(text);
  return { etag: page.etag, encoding, bytes: bytesOf(page, encoding), until: null };
}

function bytesAndTag(text: string): Bytes {
  const identity = new Uint8Array(new TextEncoder().encode(text));
  return { etag: `W/"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`, identity };
}

/** Compressed forms come later and are smaller; the key and the entry itself count too, so that none is free. */
const sizeOf = ({ identity }: Kept, key: string) => 2 * identity.length + key.length + 200;

function bytesOf(kept: Bytes, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'br') {
    kept.br ??= new Uint8Array(
      brotliCompressSync(kept.identity, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
    );
    return kept.br;
  }
  if (encoding === 'gzip') {
    kept.gzip ??= new Uint8Array(gzipSync(kept.identity));
    return kept.gzip;
  }
  return kept.identity;
}
