import { LitElement } from 'lit';
import { threadOfPage } from './page';
import { ThreadClient } from './thread-client';

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

  /** Undefined until it has come. @internal */
  count: number | undefined;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('site') || changed.has('thread'))
      // A missing number is no reason to say anything in the middle of somebody's page.
      import('./counting').then(({ ask }) => ask(this)).catch(() => {});
  }

  override render() {
    return this.count;
  }

  get key(): string {
    return this.thread || threadOfPage();
  }

  /** @internal */
  get client(): ThreadClient {
    return new ThreadClient(this.site);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'plausch-count': PlauschCount;
  }
}
