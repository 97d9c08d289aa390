import { LitElement } from 'lit';
import { threadOfPage } from './page';
import { ThreadClient } from './thread-client';

/** Counts that were asked for in this turn, by site: they go out together. */
const waiting = new Map<string, Set<PlauschCount>>();
const most = 100;

/**
 * @tag plausch-count
 * @summary The number of comments in a thread, anywhere on a page. All counts of a page come with one request.
 */
export class PlauschCount extends LitElement {
  static override properties = {
    site: {},
    thread: {},
    count: { state: true },
  };

  /** The site's host name; by default the page's. */
  site = location.hostname;
  /** The thread's key; by default the page's own. */
  thread = '';

  private count: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('plausch-submit', this.#handleSubmit);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('plausch-submit', this.#handleSubmit);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('site') || changed.has('thread')) ask(this);
  }

  override render() {
    return this.count;
  }

  /** Takes the count in when it has come. */
  show(counts: Record<string, number>): void {
    this.count = counts[this.key];
  }

  get key(): string {
    return this.thread || threadOfPage();
  }

  #handleSubmit = ({ detail }: HTMLElementEventMap['plausch-submit']) => {
    if (detail.thread === this.key && detail.status === 'published') ask(this);
  };
}

function ask(element: PlauschCount): void {
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
    try {
      const { counts } = await new ThreadClient(site).counts(keys.slice(at, at + most));
      for (const element of elements) if (element.key in counts) element.show(counts);
    } catch {
      // A missing number is no reason to say anything in the middle of somebody's page.
    }
  }
}

declare global {
  interface DocumentEventMap {
    'plausch-submit': HTMLElementEventMap['plausch-submit'];
  }
  interface HTMLElementTagNameMap {
    'plausch-count': PlauschCount;
  }
}
