import { LRUCache } from 'lru-cache';
import type { Platform } from '../host/platform';
import type { Encoding, ReadyPage } from '../site/page-memo';
import { acceptedEncoding } from './encoding';
import { dataHeaders } from './respond';

/** Bytes of pages kept at once. On one machine they are the very bytes that the Site keeps. */
const capacity = 32 * 1024 * 1024;

interface Kept {
  site: string;
  /** The site's revision when this was true. */
  revision: string;
  etag: string;
  until: number | null;
  pages: Map<Encoding, ReadyPage>;
  /** Headers by encoding and origin: the same objects each time. */
  headers: Map<string, Record<string, string>>;
}

/**
 * Answers for popular pages, found by their address before anything is parsed, matched or awaited. They hold as long
 * as the site's revision stays the same, for readers who come from where one came before. Who asks changes nothing.
 */
export class ReadyAnswers {
  readonly #kept = new LRUCache<string, Kept>({ maxSize: capacity, sizeCalculation: sizeOf });
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The answer to a request; undefined when it has to go the whole way. */
  find(request: Request): Response | undefined {
    const kept = this.#kept.get(request.url);
    if (!kept || request.method !== 'GET') return undefined;
    if (!this.#holds(kept)) {
      this.#kept.delete(request.url);
      return undefined;
    }
    const { headers: sent } = request;
    const page = kept.pages.get(acceptedEncoding(request));
    const headers = page && kept.headers.get(headersKey(page.encoding, sent.get('Origin') ?? undefined));
    if (!page || !headers) return undefined;
    if (sent.get('If-None-Match') === kept.etag) return new Response(null, { status: 304, headers });
    return new Response(page.bytes, init(200, headers, page.encoding));
  }

  /** Keeps a page that was just made for `url`, at the site's `revision` before it was made. */
  keep(
    url: string,
    page: ReadyPage,
    {
      site,
      revision,
      origin,
      cors,
    }: { site: string; revision: string; origin: string | undefined; cors: Record<string, string> },
  ): void {
    let kept = this.#kept.get(url);
    if (!kept || kept.revision !== revision || kept.etag !== page.etag) {
      kept = { site, revision, etag: page.etag, until: page.until, pages: new Map(), headers: new Map() };
    }
    kept.pages.set(page.encoding, page);
    // An origin that may not read has no headers of its own, so that invented ones leave nothing here.
    if (origin === undefined || 'Access-Control-Allow-Origin' in cors)
      kept.headers.set(headersKey(page.encoding, origin), { ...dataHeaders, ...cors, ...pageHeaders(page) });
    this.#kept.set(url, kept);
  }

  #holds({ site, revision, until }: Kept): boolean {
    return revision === this.#platform.revision(site) && (until === null || until > Date.now());
  }
}

const sizeOf = ({ pages }: Kept, url: string) =>
  [...pages.values()].reduce((sum, { bytes }) => sum + bytes.length, url.length + 2000);

/** The headers that belong to a page itself. */
export function pageHeaders({ etag, encoding }: ReadyPage): Record<string, string> {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ETag: etag };
  return encoding === 'identity' ? headers : { ...headers, 'Content-Encoding': encoding };
}

const headersKey = (encoding: Encoding, origin: string | undefined) => `${encoding} ${origin ?? ''}`;

/** The body is compressed already; without `manual`, Cloudflare would compress it again. */
export function init(status: number, headers: Record<string, string>, encoding: Encoding): ResponseInit {
  return (encoding === 'identity' ? { status, headers } : { status, headers, encodeBody: 'manual' }) as ResponseInit;
}
