import type { SourceThread } from './source';

/** How an address becomes the key of a thread. */
export interface Keys {
  /** `path`: as the widget does by itself; `identifier`: as the page named it to the other system, where it did. */
  by: 'path' | 'identifier';
  /**
   * Corrections: a path, an identifier or a whole address, and the key that it becomes. With `*` at the end of both, all that begins so.
   * The first that fits counts.
   */
  corrections: readonly Correction[];
}

export interface Correction {
  from: string;
  to: string;
}

/** What a source thread becomes. */
export interface Keyed {
  /** null: it has neither an address nor an identifier. */
  key: string | null;
  /** The same before corrections. */
  from: string;
  /** The host of its address; null where that is a path. */
  host: string | null;
  url: string | null;
  /** Whether the query says which post it is, which paths do not have. */
  query: 'none' | 'left-out' | 'kept';
  /** Whether an identifier was asked for, and it has none. */
  withoutIdentifier: boolean;
}

/** Where paths are read from; it never shows. */
const somewhere = 'https://somewhere.invalid';

/** Queries that name a post where its path is `/`: WordPress' without permalinks. */
const naming = /^\?(?:p|page_id|attachment_id)=\d+/;

/** The key of a thread: by default the path of its address, as the widget takes it of the page's canonical link (`docs/embed.md`). */
export function keyOf({ url, identifier }: Pick<SourceThread, 'url' | 'identifier'>, { by, corrections }: Keys): Keyed {
  const address = addressOf(url);
  const isPath = address?.origin === somewhere;
  const query = !address?.search
    ? 'none'
    : address.pathname === '/' && naming.test(address.search)
      ? 'kept'
      : 'left-out';
  const path = address && address.pathname + (query === 'kept' ? address.search : '');
  const name = by === 'identifier' ? identifier?.trim() || null : null;
  const from = name ?? path ?? identifier?.trim() ?? null;
  return {
    key: from && (correctedBy(corrections, [from, ...(path ? [path] : []), ...(url ? [url.trim()] : [])]) ?? from),
    from: from ?? '',
    host: isPath ? null : (address?.host ?? null),
    url: address && !isPath ? address.href : null,
    query: name === null ? query : 'none',
    withoutIdentifier: by === 'identifier' && name === null,
  };
}

function addressOf(url: string | null): URL | null {
  const text = url?.trim() ?? '';
  if (text === '') return null;
  const isAbsolute = /^https?:\/\//i.test(text);
  const isHostAndPath = /^[\w-]+(?:\.[\w-]+)+\//.test(text);
  const whole = isAbsolute ? text : isHostAndPath ? `https://${text}` : `${somewhere}/${text.replace(/^\/+/, '')}`;
  return /^[a-z][a-z+.-]*:/i.test(text) && !isAbsolute ? null : URL.parse(whole);
}

function correctedBy(corrections: readonly Correction[], names: readonly string[]): string | null {
  for (const { from, to } of corrections) {
    const isPrefix = from.endsWith('*') && to.endsWith('*');
    const begin = from.slice(0, -1);
    for (const name of names) {
      if (name === from) return to;
      if (isPrefix && name.startsWith(begin)) return to.slice(0, -1) + name.slice(begin.length);
    }
  }
  return null;
}

/** A correction as it is typed: `from=to`. The last `=` counts, as addresses may have some. @returns null where it is none. */
export function correctionOf(typed: string): Correction | null {
  const at = typed.lastIndexOf('=');
  const [from, to] = [typed.slice(0, at).trim(), typed.slice(at + 1).trim()];
  return at > 0 && from !== '' && to !== '' ? { from, to } : null;
}
