import type { ThreadClient } from './thread-client';

/** What shows the number of a thread: `<plausch-count>`. */
interface Counted {
  readonly site: string;
  readonly key: string;
  readonly client: ThreadClient;
  count: number | undefined;
}

/** Counts that were asked for in this turn, by site: they go out together. */
const waiting = new Map<string, Set<Counted>>();
const most = 100;

/** Asks for the number of an element's thread, together with all others that are asked for now. */
export function ask(element: Counted): void {
  const { site } = element;
  const group = waiting.get(site);
  if (group) {
    group.add(element);
    return;
  }
  waiting.set(site, new Set([element]));
  setTimeout(send, 0, site);
}

async function send(site: string): Promise<void> {
  const elements = [...(waiting.get(site) ?? [])];
  waiting.delete(site);
  const keys = [...new Set(elements.map(({ key }) => key))];
  for (let at = 0; at < keys.length; at += most) {
    const query = new URLSearchParams(keys.slice(at, at + most).map((key) => ['thread', key]));
    try {
      const { counts } = await (elements[0] as Counted).client.call<'GET /counts'>(`counts?${query}`, 'counts');
      for (const element of elements) if (element.key in counts) element.count = counts[element.key];
    } catch {
      // A missing number is no reason to say anything in the middle of somebody's page.
    }
  }
}

// Somebody has written: the numbers of that thread are asked for again.
document.addEventListener('plausch-submit', ({ detail: { thread, status } }) => {
  if (status !== 'published') return;
  for (const element of document.querySelectorAll('plausch-count')) if (element.key === thread) ask(element);
});

declare global {
  interface DocumentEventMap {
    'plausch-submit': HTMLElementEventMap['plausch-submit'];
  }
}
