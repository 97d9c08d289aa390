import type { Sort } from '../../worker/contract/comment';
import type { OrderingTexts } from '../locales/en/ordering';
import styles from './ordering.css';
import type { Thread } from './thread';
import type { RequestFailed } from './thread-client';
import { textsFor } from './voice';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** The choice of a thread's order, in the place that is kept for it where there is something to order. */
export class Ordering {
  readonly #thread: Thread;
  readonly #select = document.createElement('select');
  #texts: OrderingTexts | undefined;
  /** What was chosen and is on its way. */
  #wanted: Sort | undefined;
  #turn = 0;

  constructor(thread: Thread) {
    this.#thread = thread;
    const root = thread.renderRoot as ShadowRoot;
    root.adoptedStyleSheets.push(sheet);
    this.#select.part.add('field');
    this.#select.addEventListener('change', () => this.#choose(this.#select.value as Sort));
    thread.addController(this);
    this.hostUpdated();
  }

  /** Whenever the thread is drawn. What cannot be loaded is not offered. */
  hostUpdated(): void {
    this.#offer().catch(() => {});
  }

  async #offer(): Promise<void> {
    const { renderRoot, page } = this.#thread;
    const label = renderRoot.querySelector('[part=order]');
    if (!label || !page) return;
    const texts = await textsFor(this.#thread, 'ordering');
    const { votes } = page.thread;
    // Where no votes are taken none is the best.
    const orders = (Object.keys(texts.orders) as Sort[]).filter((order) => order !== 'best' || votes !== 'off');
    const select = this.#select;
    if (texts !== this.#texts || orders.length !== select.length)
      select.replaceChildren(...orders.map((order) => new Option(texts.orders[order], order)));
    this.#texts = texts;
    const { order } = this.#thread;
    select.value = this.#wanted ?? (orders.includes(order) ? order : 'oldest');
    if (select.parentNode !== label || label.firstChild?.textContent !== texts.label)
      label.replaceChildren(texts.label, select);
  }

  /** Shows the thread in another order; the last one that was chosen, however many are on their way. Keeps it for this reader. */
  async #choose(order: Sort): Promise<void> {
    const thread = this.#thread;
    const { client, key, sought } = thread;
    this.#turn += 1;
    const turn = this.#turn;
    const isLast = () => turn === this.#turn && client === thread.client;
    this.#wanted = order;
    try {
      const page = order === thread.order ? undefined : await client.page({ thread: key, sort: order });
      if (!isLast()) return;
      client.storage.set('sort', order === thread.sort ? undefined : order);
      if (page) Object.assign(thread, { order, page });
      this.#wanted = undefined;
      await thread.settle();
      if (page && isLast()) thread.said = this.#texts?.done[order] ?? '';
      // Somebody has followed a link meanwhile.
      if (page && sought !== thread.sought) await thread.goTo(thread.sought);
    } catch (error) {
      if (!isLast()) return;
      this.#wanted = undefined;
      thread.said = thread.texts?.loadFailed ?? '';
      const detail = { code: (error as RequestFailed).code ?? 'network' };
      thread.dispatchEvent(new CustomEvent('plausch-error', { bubbles: true, composed: true, detail }));
      this.hostUpdated();
    }
  }
}
