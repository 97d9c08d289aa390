import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import type { Message, Outbox } from '../../../worker/contract/statement';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { moment } from '../ground/time';
import { view } from '../ground/view';
import text from './desk-outbox.css';

/** @summary Messages that wait to be delivered, were, or were withdrawn before; newest first. */
export class DeskOutbox extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  /** Whether whoever looks works on the whole site: they see what was given up, too. */
  @property({ attribute: false }) whole = false;

  readonly #language = new LanguageController(this);
  readonly #outbox = new Fetched<Outbox>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#outbox.open(() => client.call('GET /outbox'));
  }

  protected override render() {
    const { words } = this.#language;
    return html`<h1 tabindex="-1">${words.outbox.title}</h1>
      ${this.whole ? html`<desk-due .client=${this.client} @plausch-focus-lost=${() => focusOn(this, 'h1')}></desk-due>` : nothing}
      <p class="intro">${words.outbox.intro}</p>
      ${this.#outbox.render(({ messages, next }) =>
        messages.length === 0 && next === null
          ? html`<p class="plain">${words.outbox.empty}</p>`
          : html`<ul class="list">
                ${messages.map((message) => this.#renderMessage(message))}
              </ul>
              ${next === null ? nothing : html`<p class="more"><button @click=${() => this.#handleMore(next)}>${words.more}</button></p>`}`,
      )}
      ${this.#outbox.renderRefused()}`;
  }

  #renderMessage({ id, kind, to, subject, text, created, state }: Message) {
    const { words, language } = this.#language;
    const { outbox } = words;
    return html`<li class=${state} id="message-${id}" tabindex="-1">
      <details>
        <summary>
          <span class="subject">${subject}</span>
          <span class="tag">${outbox.states[state]}</span>
          <span class="muted">
            ${outbox.kinds[kind]} ${outbox.to(to)} · <time datetime=${created}>${moment(created, language)}</time>
          </span>
        </summary>
        <p class="text" dir="auto">${text}</p>
      </details>
    </li>`;
  }

  async #handleMore(after: string): Promise<void> {
    const page = await this.#outbox.act(async () => this.client?.call('GET /outbox', { query: { after } }));
    const { value } = this.#outbox;
    if (!page || !value) return;
    this.#outbox.set({ messages: [...value.messages, ...page.messages], next: page.next });
    await focusOn(this, `#message-${page.messages[0]?.id}`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-outbox': DeskOutbox;
  }
}
