import type { ThreadQuery } from './comment';

/** The part of a thread that a plain page shows: what stands before, after or around something, or below a comment. */
export type Place = Partial<Pick<ThreadQuery, 'after' | 'before' | 'around' | 'root'>>;

/** The addresses of a thread's plain pages. */
export interface Addresses {
  /** Its first page. */
  start: string;
  /** Another place in it. */
  at: (place: Place) => string;
  /** Where a comment stands. */
  of: (id: string) => string;
  /** The form to answer a comment. */
  answering: (id: string) => string;
}

/** The addresses of a thread's plain pages, in the order asked for. */
export function addressesOf(site: string, { thread, sort }: Pick<ThreadQuery, 'thread' | 'sort'>): Addresses {
  const write = (more: Record<string, string | undefined>) => {
    const given = { thread, sort: sort === 'oldest' ? undefined : sort, ...more };
    const query = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `/pages/${site}?${new URLSearchParams(query)}`;
  };
  return {
    start: write({}),
    at: write,
    of: (id) => `${write({ around: id })}#plausch-${id}`,
    answering: (id) => `${write({ reply: id })}#write`,
  };
}

/** Where a comment stands on the page of its post. */
function placeOn(post: string, id: string): string {
  const url = new URL(post);
  url.hash = `plausch-${id}`;
  return url.href;
}

/** Where a thread is to be read, or a comment in it: at its post, where that is known, else on its plain page. */
export function placeOf(site: string, { key, url }: { key: string; url: string | null }, id?: string): string {
  const { start, of } = addressesOf(site, { thread: key, sort: 'oldest' });
  if (id === undefined) return url ?? start;
  return url === null ? of(id) : placeOn(url, id);
}
