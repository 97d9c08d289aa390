import { html, LitElement, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ServiceName } from '../../../worker/contract/services';
import { controls } from '../ground/controls';
import type { DeskClient } from '../ground/desk-client';
import { LanguageController } from '../ground/language';
import text from './desk-services.css';

/**
 * @summary Which of the outside services that this server offers are asked about comments.
 * @fires change - `value` has changed.
 */
export class DeskServices extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) value: ServiceName[] = [];

  /** undefined: not known yet. */
  @state() private offered: ServiceName[] | undefined;

  readonly #language = new LanguageController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) void this.#load();
  }

  protected override render() {
    const { words } = this.#language;
    const { services } = words;
    if (!this.offered) return html`<p class="hint">${words.loading}</p>`;
    // One that was taken away from the server can still be switched off.
    const shown = [...new Set([...this.offered, ...this.value])];
    if (shown.length === 0) return html`<p class="hint">${services.none}</p>`;
    const path = `/pages/${this.client?.site ?? ''}/privacy`;
    return html`<p class="hint">${services.hint} <a href=${path} target="_blank">${path}</a></p>
      ${shown.map(
        (service) => html`<div class="service">
          <input
            type="checkbox"
            id=${service}
            .checked=${this.value.includes(service)}
            aria-describedby="${service}-hint"
            @change=${this.#handleChange}
          />
          <label for=${service}>${services.names[service]}</label>
          <p class="hint" id="${service}-hint">${services.hints[service]}</p>
        </div>`,
      )}`;
  }

  async #load(): Promise<void> {
    this.offered = undefined;
    try {
      this.offered = (await this.client?.call('GET /services'))?.offered;
    } catch {
      // What is on can be switched off all the same.
      this.offered = [];
    }
  }

  readonly #handleChange = (event: Event) => {
    const { id, checked } = event.target as HTMLInputElement;
    const others = this.value.filter((service) => service !== id);
    this.value = checked ? [...others, id as ServiceName] : others;
    this.dispatchEvent(new Event('change'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-services': DeskServices;
  }
}
