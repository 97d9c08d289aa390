import type { Sort, ThreadPage } from '../../worker/contract/comment';
import type { Thread } from './thread';

/** What stands beside the comments that a server has put into the element. */
interface Early {
  site: string;
  sort: Sort;
  etag: string;
  page: ThreadPage;
}

/** A page that is older than this was not made for this reader, milliseconds. */
const fresh = 60_000;

/**
 * Takes over what a server has put into the element: the first page of its thread, which need not be loaded then. What was put there
 * stays in sight until all of it is drawn. undefined: it is another thread's, another order's, or none.
 */
export function takeOver(thread: Thread & { readonly site: string }, sort: Sort): ThreadPage | undefined {
  const root = thread.renderRoot as ShadowRoot;
  const early = root.querySelector('.early');
  const found = readEarly(early);
  if (found?.site !== thread.site || found.sort !== sort || found.page.thread.key !== thread.key) {
    clear(early);
    return undefined;
  }
  const heard = new AbortController();
  const replace = ({ type }: Event) => {
    heard.abort();
    const had = root.activeElement?.closest<HTMLElement>('[data-id]')?.dataset.id;
    clear(early);
    if (had) thread.show(had);
    if (type === 'plausch-load') refresh(thread, found);
  };
  for (const type of ['plausch-load', 'plausch-error']) thread.addEventListener(type, replace, heard);
  return found.page;
}

/** Takes what was put there out of sight. Its place stays: Lit draws before it. */
function clear(early: Element | null): void {
  early?.removeAttribute('class');
  early?.replaceChildren();
}

/** The data in what was put there; undefined where somebody has damaged it. */
function readEarly(early: Element | null): Early | undefined {
  try {
    const found: Early = JSON.parse(early?.querySelector('script')?.textContent ?? '');
    return found.page.thread && found.page.comments ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Where the page around it was made before this reader came, as files are, what has changed since is asked for, and shown. */
async function refresh(thread: Thread, { etag, page, sort }: Early): Promise<void> {
  if (Math.abs(Date.now() - Date.parse(document.lastModified)) < fresh) return;
  const { client, key } = thread;
  try {
    const query = new URLSearchParams({ thread: key, sort });
    const headers = { 'If-None-Match': etag };
    const now = await client.call<'GET /comments'>(`comments?${query}`, 'comments', { headers });
    if (thread.page === page) thread.page = now;
  } catch {
    // Nothing has changed, or nobody answers: what is here does.
  }
}
