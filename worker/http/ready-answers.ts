import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import type { Platform } from '../host/platform';
import type { Encoding, ReadyPage } from '../site/base/page-memo';
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
    const key = keyOf(request);
    const kept = this.#kept.get(key);
    if (!kept || request.method !== 'GET') return undefined;
    if (!this.#holds(kept)) {
      this.#kept.delete(key);
      return undefined;
    }
    const { headers: sent } = request;
    const page = kept.pages.get(acceptedEncoding(request));
    const headers = page && kept.headers.get(headersKey(page.encoding, sent.get('Origin') ?? undefined));
    return page && headers && answerWith(page, headers, sent.get('If-None-Match'));
  }

  /**
   * Answers with a page that was just made, at the site's `revision` before it was made, and keeps it. `own`: the headers
   * that belong to this kind of page.
   */
  answer(
    c: Context,
    page: ReadyPage,
    { site, revision, own }: { site: string; revision: string; own: Record<string, string> },
  ): Response {
    const cors: Record<string, string> = c.get('cors') ?? {};
    const headers = headersOf(page, { ...cors, ...own });
    const origin = c.req.header('Origin');
    const key = keyOf(c.req.raw);
    let kept = this.#kept.get(key);
    if (!kept || kept.revision !== revision || kept.etag !== page.etag) {
      kept = { site, revision, etag: page.etag, until: page.until, pages: new Map(), headers: new Map() };
    }
    kept.pages.set(page.encoding, page);
    // An origin that may not read has no headers of its own, so that invented ones leave nothing here.
    if (origin === undefined || 'Access-Control-Allow-Origin' in cors)
      kept.headers.set(headersKey(page.encoding, origin), headers);
    this.#kept.set(key, kept);
    return answerWith(page, headers, c.req.header('If-None-Match'));
  }

  #holds({ site, revision, until }: Kept): boolean {
    return revision === this.#platform.revision(site) && (until === null || until > Date.now());
  }
}

/** The address of a page. Links in feeds begin as a proxy says that it was called. */
const keyOf = (request: Request) =>
  request.headers.get('X-Forwarded-Proto') === 'https' ? `${request.url} https` : request.url;

const sizeOf = ({ pages }: Kept, url: string) =>
  [...pages.values()].reduce((sum, { bytes }) => sum + bytes.length, url.length + 2000);

const headersKey = (encoding: Encoding, origin: string | undefined) => `${encoding} ${origin ?? ''}`;

/** All headers of an answer with a page: those of all data, its own, and what the page itself says. */
export function headersOf({ etag, encoding }: ReadyPage, own: Record<string, string>): Record<string, string> {
  const headers = { ...dataHeaders, ...own, ETag: etag };
  return encoding === 'identity' ? headers : { ...headers, 'Content-Encoding': encoding };
}

/** The page, or 304 for whoever has it already. */
export function answerWith(
  page: ReadyPage,
  headers: Record<string, string>,
  known: string | null | undefined,
): Response {
  return known === page.etag
    ? new Response(null, { status: 304, headers })
    : new Response(page.bytes, init(page.encoding, headers));
}

/** The body is compressed already; without `manual`, Cloudflare would compress it again. */
function init(encoding: Encoding, headers: Record<string, string>): ResponseInit {
  return (encoding === 'identity' ? { headers } : { headers, encodeBody: 'manual' }) as ResponseInit;
}
