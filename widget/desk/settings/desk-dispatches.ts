import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Dispatch, Target } from '../../../worker/contract/targets';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { moment } from '../ground/time';
import { view } from '../ground/view';

/** What is about to be sent is looked at again so soon (milliseconds)… */
const lookAgain = 1000;
/** …as long as it is to be sent within this. */
const soon = 15_000;

/** @summary What was sent to a target, what it said, and what waits. */
export class DeskDispatches extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) target: Target | undefined;

  readonly #language = new LanguageController(this);
  readonly #sent = new Fetched<Dispatch[]>(this, this.#language);
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('target');
    if (changed.has('target') && before?.id !== this.target?.id) void this.#sent.open(() => this.#load());
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    const next = this.#sent.value?.find(
      ({ state, next }) => state === 'waiting' && Date.parse(next ?? '') < Date.now() + soon,
    );
    if (next && this.isConnected) this.#timer = setTimeout(() => void this.#look(), lookAgain);
  }

  protected override render() {
    const { targets } = this.#language.words;
    return html`${this.#sent.render((dispatches) =>
      dispatches.length === 0
        ? html`<p class="hint">${targets.nothingSent}</p>`
        : html`<ul class="list" aria-label=${targets.deliveries}>${dispatches.map((one) => this.#renderOne(one))}</ul>`,
    )}
      ${this.#sent.renderRefused()}
      <p class="buttons"><button ?disabled=${this.#sent.busy} @click=${this.#handleTest}>${targets.test}</button></p>`;
  }

  #renderOne({ id, event, state, created, tried, next, said }: Dispatch) {
    const { words, language } = this.#language;
    const { targets } = words;
    const name = targets.events[event];
    return html`<li class="row">
      <div>
        <p>${name} · <span class="muted">${targets.states[state]}</span></p>
        <p class="hint">
          <time datetime=${tried ?? created}>${moment(tried ?? created, language)}</time>${said === null ? nothing : html` · <span dir="auto">${said}</span>`}${next === null || tried === null ? nothing : html` · ${targets.next(moment(next, language))}`}
        </p>
      </div>
      <div class="buttons">
        <button class="quiet" aria-label="${targets.again}: ${name}, ${moment(created, language)}" ?disabled=${this.#sent.busy} @click=${() => this.#handleAgain(id)}>${targets.again}</button>
      </div>
    </li>`;
  }

  async #load(): Promise<Dispatch[]> {
    const { client, target } = this;
    if (!client || !target) return [];
    return (await client.call('GET /targets/{id}/dispatches', { id: target.id })).dispatches;
  }

  async #look(): Promise<void> {
    const sent = await this.#load().catch(() => undefined);
    if (sent) this.#sent.set(sent);
  }

  readonly #handleTest = async () => {
    const { client, target } = this;
    if (!client || !target || this.#sent.busy) return;
    const now = await this.#sent.act(() => client.call('POST /targets/{id}/test', { id: target.id }));
    if (now) this.#sent.set(now.dispatches);
  };

  async #handleAgain(dispatch: string): Promise<void> {
    const { client, target } = this;
    if (!client || !target || this.#sent.busy) return;
    const now = await this.#sent.act(() =>
      client.call('POST /targets/{id}/again', { id: target.id, body: { dispatch } }),
    );
    if (now) this.#sent.set(now.dispatches);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-dispatches': DeskDispatches;
  }
}
