import { html, LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AlertChoice, Alerts } from '../../../worker/contract/alerts';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { view } from '../ground/view';

/** @summary How often one hears by mail that comments wait on a site. */
export class DeskAlerts extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) site = '';

  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #alerts = new Fetched<AlertChoice>(this, this.#language);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#alerts.open(() => client.call('GET /alerts'));
  }

  protected override render() {
    const { alerts } = this.#language.words.profile;
    return html`<section class="card" aria-labelledby="alerts-title">
      <h2 id="alerts-title">${alerts.title(this.site)}</h2>
      <p class="hint">${alerts.hint}</p>
      ${this.#alerts.render(
        ({ alerts: chosen }) => html`<div class="field">
          <label for="alerts">${alerts.label}</label>
          <select id="alerts" @change=${this.#handleChange}>
            ${Object.entries(alerts.choices).map(
              ([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`,
            )}
          </select>
        </div>`,
      )}
      ${this.#alerts.renderRefused()}
      <p class="hint">${alerts.linksHint}</p>
      <p><button class="quiet" @click=${this.#handleEndLinks}>${alerts.endLinks}</button></p>
      <p role="status">${this.told}</p>
    </section>`;
  }

  readonly #handleChange = async (event: Event) => {
    const { client } = this;
    if (!client) return;
    this.told = '';
    const alerts = (event.target as HTMLSelectElement).value as Alerts;
    const chosen = await this.#alerts.act(() => client.call('PUT /alerts', { body: { alerts } }));
    if (!chosen) return;
    this.#alerts.set(chosen);
    this.told = this.#language.words.profile.alerts.saved;
  };

  readonly #handleEndLinks = async () => {
    const { client } = this;
    if (!client) return;
    this.told = '';
    if (await this.#alerts.act(() => client.call('POST /alerts/end-links')))
      this.told = this.#language.words.profile.alerts.linksEnded;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-alerts': DeskAlerts;
  }
}
