import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AlertChoice } from '../../../worker/contract/alerts';
import type { DeskClient } from '../ground/desk-client';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { view } from '../ground/view';

/** Which colleagues and readers one hears of, besides what is held. */
const kinds = ['reports', 'appeals', 'questions'] as const;
/** When quiet hours begin and end unless one says otherwise. */
const night = { from: '22:00', to: '07:00' };

/** @summary When one hears by mail that comments wait on a site, and of what. */
export class DeskAlerts extends LitElement {
  static override styles = [
    view,
    css`
      .field input[type='time'] {
        width: auto;
      }
      .times {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
      }
    `,
  ];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) site = '';

  @state() private told = '';

  readonly #language = new LanguageController(this);
  readonly #alerts: Fetched<AlertChoice> = new Fetched(this, this.#language);
  /** Changes are sent one after another, each with those before it. */
  #saving: Promise<unknown> = Promise.resolve();
  /** How many of them are on their way. */
  #unsaved = 0;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { client } = this;
    if (client && changed.has('client')) void this.#alerts.open(() => client.call('GET /alerts'));
  }

  protected override render() {
    const { alerts } = this.#language.words.profile;
    return html`<section class="card" aria-labelledby="alerts-title">
      <h2 id="alerts-title">${alerts.title(this.site)}</h2>
      <p class="hint">${alerts.hint}</p>
      ${this.#alerts.render((chosen) => html`${this.#renderWhen(chosen)} ${this.#renderQuiet(chosen)} ${this.#renderKinds(chosen)}`)}
      ${this.#alerts.renderRefused()}
      <p class="hint">${alerts.linksHint}</p>
      <p><button class="quiet" @click=${this.#handleEndLinks}>${alerts.endLinks}</button></p>
      <p role="status">${this.told}</p>
    </section>`;
  }

  #renderWhen({ alerts: when, after, at, zone }: AlertChoice) {
    const { alerts } = this.#language.words.profile;
    return html`<div class="field">
        <label for="alerts">${alerts.label}</label>
        <select id="alerts" @change=${this.#handleWhen}>
          ${Object.entries(alerts.choices).map(
            ([value, label]) => html`<option value=${value} ?selected=${value === when}>${label}</option>`,
          )}
        </select>
      </div>
      ${
        when === 'unread'
          ? html`<div class="field">
              <label for="after">${alerts.after}</label>
              <input id="after" type="number" min="5" max="1440" required .value=${String(after)} @change=${this.#handleAfter} />
            </div>`
          : nothing
      }
      ${
        when === 'daily'
          ? html`<div class="field">
              <label for="at">${alerts.at(zone)}</label>
              <input id="at" type="time" required .value=${at} @change=${this.#handleTime} />
            </div>`
          : nothing
      }`;
  }

  #renderQuiet({ quiet, zone, alerts: when }: AlertChoice) {
    const { alerts } = this.#language.words.profile;
    return html`<div class="field">
      <label><input type="checkbox" .checked=${quiet !== null} @change=${this.#handleQuiet} /> ${alerts.quiet}</label>
      ${
        quiet
          ? html`<p class="times">
                <label>${alerts.from} <input name="from" type="time" required .value=${quiet.from} @change=${this.#handleNight} /></label>
                <label>${alerts.to} <input name="to" type="time" required .value=${quiet.to} @change=${this.#handleNight} /></label>
              </p>
              <p class="hint">${alerts.quietHint(zone, when === 'daily')}</p>`
          : nothing
      }
    </div>`;
  }

  #renderKinds(chosen: AlertChoice) {
    const { alerts } = this.#language.words.profile;
    return html`<fieldset>
      <legend class="label">${alerts.kindsLabel}</legend>
      ${kinds.map(
        (kind) => html`<div>
          <label><input type="checkbox" name=${kind} .checked=${chosen[kind]} @change=${this.#handleKind} /> ${alerts.kinds[kind]}</label>
        </div>`,
      )}
    </fieldset>`;
  }

  /** Changes that, in the time zone of whoever changes it. */
  #save(change: Partial<AlertChoice>): void {
    const { client } = this;
    const { value } = this.#alerts;
    if (!client || !value) return;
    this.told = '';
    const { timeZone = value.zone } = Intl.DateTimeFormat().resolvedOptions();
    const body = { ...value, zone: timeZone, ...change };
    this.#alerts.set(body);
    this.#unsaved += 1;
    this.#saving = this.#saving.then(async () => {
      const saved = await this.#alerts.act(() => client.call('PUT /alerts', { body }));
      this.#unsaved -= 1;
      if (!saved) this.#alerts.set(value);
      else if (this.#unsaved === 0) this.told = this.#language.words.profile.alerts.saved;
    });
  }

  /** Somebody has switched notices on: who wanted to hear of nothing here so far hears at once. */
  hearAtOnce(): void {
    if (this.#alerts.value?.alerts === 'off') this.#save({ alerts: 'now' });
  }

  readonly #handleWhen = (event: Event) =>
    this.#save({ alerts: (event.target as HTMLSelectElement).value as AlertChoice['alerts'] });

  readonly #handleAfter = (event: Event) => {
    const field = event.target as HTMLInputElement;
    if (field.reportValidity()) this.#save({ after: field.valueAsNumber });
  };

  readonly #handleTime = (event: Event) => {
    const field = event.target as HTMLInputElement;
    if (field.reportValidity()) this.#save({ at: field.value });
  };

  readonly #handleQuiet = (event: Event) =>
    this.#save({ quiet: (event.target as HTMLInputElement).checked ? night : null });

  readonly #handleNight = (event: Event) => {
    const field = event.target as HTMLInputElement;
    const { quiet } = this.#alerts.value ?? {};
    if (quiet && field.reportValidity()) this.#save({ quiet: { ...quiet, [field.name]: field.value } });
  };

  readonly #handleKind = (event: Event) => {
    const { name, checked } = event.target as HTMLInputElement;
    this.#save({ [name]: checked });
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
