import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { GivenUp, GivenUpList } from '../../../worker/contract/due';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { FocusLostEvent, focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { moment } from '../ground/time';
import { view } from '../ground/view';

/** @summary Work that was given up, with a way to have it tried again; nothing where there is none. */
export class DeskDue extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;

  readonly #language = new LanguageController(this);
  readonly #given = new Fetched<GivenUpList>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#given.open(() => client.call('GET /due'));
  }

  protected override render() {
    const works = this.#works;
    const { due } = this.#language.words.outbox;
    if (works.length === 0) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${due.title}</h2>
      <p class="intro">${due.intro}</p>
      <ul class="list">
        ${works.map((work) => this.#renderWork(work))}
      </ul>
      ${this.#given.renderRefused()}
    </section>`;
  }

  /** What became of a message stands with the message. */
  get #works(): GivenUp[] {
    return (this.#given.value?.works ?? []).filter(({ kind }) => kind !== 'message');
  }

  #renderWork(work: GivenUp) {
    const { words, language } = this.#language;
    const { due } = words.outbox;
    const { kind, service, tries, trouble, at } = work;
    const name = service === null ? '' : (words.services.names[service] ?? service);
    return html`<li>
      <strong>${due.kinds[kind](name)}</strong>
      <p class="muted">
        ${due.tries(tries)} · <time datetime=${at}>${moment(at, language)}</time> · <span dir="auto">${trouble}</span>
      </p>
      <p>
        <button ?disabled=${this.#given.busy} @click=${() => this.#handleRetry(work)}>${due.retry}</button>
      </p>
    </li>`;
  }

  async #handleRetry({ kind, subject }: GivenUp): Promise<void> {
    const { client } = this;
    if (!client) return;
    const done = await this.#given.act(async () => {
      await client.call('POST /due', { body: { kind, subject } });
      return true;
    });
    if (!done) return;
    const works = this.#works;
    this.#given.set({ works: works.filter((work) => kind !== work.kind || subject !== work.subject) });
    if (works.length > 1) await focusOn(this, '#title');
    else this.dispatchEvent(new FocusLostEvent());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-due': DeskDue;
  }
}
