import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reasons, Settings } from '../../../worker/contract/desk';
import { hasDu, type Language, languages } from '../../../worker/contract/languages';
import type { PersonEntry } from '../../../worker/contract/people';
import { controls } from '../ground/controls';
import type { DeskClient } from '../ground/desk-client';
import { DeskProblem } from '../ground/desk-problem';
import { focusOn } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { writeRoute } from '../ground/router';
import { Unsaved } from '../ground/unsaved';
import type { DeskOrigins } from './desk-origins';
import type { DeskReasons } from './desk-reasons';
import type { DeskRetention } from './desk-retention';
import type { DeskServices } from './desk-services';
import text from './desk-settings.css';
import type { DeskThresholds } from './desk-thresholds';

/** Where the settings stand between the server and the form. */
type SettingsView =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: DeskProblem }
  | { kind: 'editing' | 'saving' | 'saved' }
  | { kind: 'refused'; problem: DeskProblem };

type NumberField = 'knownAfter' | 'votesFrom' | 'closeAfterDays' | 'editMinutes';

const tones = ['formal', 'familiar'] as const satisfies readonly Settings['tone'][];
const voting = ['off', 'up', 'up-down'] as const satisfies readonly Settings['votes'][];
const publishers = ['nobody', 'known', 'everyone'] as const satisfies readonly Settings['publish'][];

/** @summary The site's settings, for its owner. */
export class DeskSettings extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ type: Boolean }) owner = false;

  @state() private view: SettingsView = { kind: 'loading' };
  /** As they are in the form. A number field that holds no number is NaN until the server has seen it. */
  @state() private settings: Settings | undefined;
  #stored: Settings | undefined;
  /** The reasons that come with the desk, by language. */
  #shipped: Partial<Reasons['shipped']> = {};

  /** Who works here. */
  #people: readonly PersonEntry[] = [];

  readonly #language = new LanguageController(this);
  readonly #unsaved = new Unsaved(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client') && this.owner) void this.#load();
  }

  protected override render() {
    const { words } = this.#language;
    if (!this.owner) return html`<p class="plain">${words.setting.ownerOnly}</p>`;
    const { view, settings } = this;
    if (view.kind === 'failed')
      return html`<div class="plain" role="alert">
        <p>${words.problems[view.problem.code] ?? words.problems.internal}</p>
        <button @click=${this.#handleRetry}>${words.retry}</button>
      </div>`;
    if (!settings) return html`<p class="plain muted">${words.loading}</p>`;
    return html`<h1 tabindex="-1">${words.settings}</h1>
      <form novalidate @submit=${this.#handleSubmit} aria-label=${words.setting.intro(this.client?.site ?? '')}>
        ${this.#renderPublish(settings)} ${this.#renderOrigins(settings)} ${this.#renderLanguage(settings)}
        ${this.#renderThresholds(settings)} ${this.#renderServices(settings)} ${this.#renderClose()} ${this.#renderEdit()} ${this.#renderPostsBy(settings)} ${this.#renderVotes(settings)} ${this.#renderReasons(settings)} ${this.#renderNotify(settings)} ${this.#renderTransparency(settings)} ${this.#renderRetention(settings)}
        ${this.#renderFoot()}
      </form>
      <desk-no-mail></desk-no-mail>
      <desk-targets .client=${this.client}></desk-targets>
      <desk-embed .site=${this.client?.site ?? ''}></desk-embed>
      ${this.#renderElsewhere('moving')} ${this.#renderElsewhere('letter')}`;
  }

  /** What is no setting, and reached from here. */
  #renderElsewhere(view: 'moving' | 'letter') {
    const { title, hint, open } = this.#language.words[view];
    return html`<section class=${view}>
      <h2>${title}</h2>
      <p>${hint} <a href=${writeRoute({ site: this.client?.site ?? '', view })}>${open}</a></p>
    </section>`;
  }

  #renderPublish({ publish }: Settings) {
    const { setting } = this.#language.words;
    return html`<fieldset class="field">
      <legend>${setting.publish}</legend>
      ${publishers.map(
        (who) => html`<div class="choice">
          <label>
            <input type="radio" name="publish" .checked=${who === publish} @change=${() => this.#edit({ publish: who })} />
            ${setting[who]}
          </label>
          ${who === 'known' ? this.#renderNumber('knownAfter', setting.knownAfter) : nothing}
        </div>`,
      )}
      ${this.#renderError('knownAfter')}
    </fieldset>`;
  }

  #renderOrigins({ origins }: Settings) {
    const { setting } = this.#language.words;
    return html`<fieldset class="field">
      <legend>${setting.origins}</legend>
      <p class="hint">${setting.originsHint}</p>
      <desk-origins
        data-field="origins"
        .value=${origins}
        .errors=${this.#lineErrors('origins')}
        @change=${this.#handleOrigins}
      ></desk-origins>
    </fieldset>`;
  }

  #renderLanguage(settings: Settings) {
    const { setting } = this.#language.words;
    return html`<div class="field">
      <label class="label" for="language">${setting.language}</label>
      <select id="language" @change=${this.#handleLanguage}>
        ${Object.entries(languages).map(
          ([language, name]) =>
            html`<option value=${language} lang=${language} .selected=${language === settings.language}>${name}</option>`,
        )}
      </select>
      ${hasDu(settings.language) ? this.#renderTone(settings) : nothing}
    </div>`;
  }

  /** German speaks to people in two ways. */
  #renderTone({ tone }: Settings) {
    const { setting } = this.#language.words;
    return html`<fieldset class="tone">
      <legend>${setting.tone}</legend>
      <p class="hint">${setting.toneHint}</p>
      ${tones.map(
        (one) => html`<label class="choice">
          <input type="radio" name="tone" .checked=${one === tone} @change=${() => this.#edit({ tone: one })} />
          ${setting.tones[one]}
        </label>`,
      )}
    </fieldset>`;
  }

  #renderThresholds({ holdFrom, spamFrom }: Settings) {
    const { setting } = this.#language.words;
    return html`<fieldset class="field">
      <legend>${setting.thresholds}</legend>
      <p class="hint">${setting.thresholdsHint}</p>
      <desk-thresholds .client=${this.client} .holdFrom=${holdFrom} .spamFrom=${spamFrom} @change=${this.#handleThresholds}></desk-thresholds>
    </fieldset>`;
  }

  #renderServices({ services }: Settings) {
    return html`<fieldset class="field">
      <legend>${this.#language.words.services.title}</legend>
      <desk-services data-field="services" .client=${this.client} .value=${services} @change=${this.#handleServices}></desk-services>
    </fieldset>`;
  }

  #renderClose() {
    const { setting } = this.#language.words;
    return html`<div class="field">
      <label class="label" for="closeAfterDays">${setting.close}</label>
      <p class="hint">${setting.closeHint}</p>
      <div class="amount">${this.#renderNumber('closeAfterDays')} ${setting.days}</div>
      ${this.#renderError('closeAfterDays')}
    </div>`;
  }

  #renderEdit() {
    const { setting } = this.#language.words;
    return html`<div class="field">
      <label class="label" for="editMinutes">${setting.edit}</label>
      <p class="hint">${setting.editHint}</p>
      <div class="amount">${this.#renderNumber('editMinutes')} ${setting.minutes}</div>
      ${this.#renderError('editMinutes')}
    </div>`;
  }

  /** Who of the team writes the posts. Who has left stands there as long as nobody else is chosen. */
  #renderPostsBy({ postsBy }: Settings) {
    const { setting } = this.#language.words;
    const chosen = this.#stored?.postsBy;
    const gone = chosen && !this.#people.some(({ account }) => account === chosen);
    return html`<div class="field">
      <label class="label" for="postsBy">${setting.postsBy}</label>
      <p class="hint" id="postsBy-hint">${setting.postsByHint}</p>
      <select id="postsBy" data-field="postsBy" aria-describedby="postsBy-hint" @change=${this.#handlePostsBy}>
        <option value="" .selected=${postsBy === null}>${setting.postsByNobody}</option>
        ${this.#people.map(({ account, name }) => html`<option value=${account} .selected=${account === postsBy}>${name}</option>`)}
        ${gone ? html`<option value=${chosen} .selected=${chosen === postsBy}>${setting.postsByGone}</option>` : nothing}
      </select>
    </div>`;
  }

  /** Which votes readers may give, and, where they may, from how many on their count is shown. */
  #renderVotes({ votes }: Settings) {
    const { setting } = this.#language.words;
    return html`<fieldset class="field">
      <legend>${setting.votes}</legend>
      <p class="hint">${setting.votesHint}</p>
      ${voting.map(
        (which) => html`<div class="choice">
          <label>
            <input type="radio" name="votes" .checked=${which === votes} @change=${() => this.#edit({ votes: which })} />
            ${setting.voting[which]}
          </label>
        </div>`,
      )}
      ${votes === 'off' ? nothing : this.#renderVotesFrom()}
    </fieldset>`;
  }

  #renderVotesFrom() {
    const { setting } = this.#language.words;
    return html`<div class="part">
      <label class="label" for="votesFrom">${setting.votesFrom}</label>
      <p class="hint">${setting.votesFromHint}</p>
      <div class="amount">${this.#renderNumber('votesFrom')} ${setting.votesUnit}</div>
      ${this.#renderError('votesFrom')}
    </div>`;
  }

  #renderReasons({ reasons, language }: Settings) {
    const { setting } = this.#language.words;
    const shipped = this.#shipped[language] ?? [];
    return html`<fieldset class="field">
      <legend>${setting.reasons}</legend>
      <p class="hint">${setting.reasonsHint} ${reasons === null ? setting.reasonsShipped : ''}</p>
      <desk-reasons
        data-field="reasons"
        .value=${reasons ?? shipped}
        .shipped=${shipped}
        .errors=${this.#lineErrors('reasons')}
        @change=${this.#handleReasons}
      ></desk-reasons>
    </fieldset>`;
  }

  #renderNotify({ notify }: Settings) {
    const { setting } = this.#language.words;
    return html`<div class="field">
      <label class="switch">
        <input type="checkbox" .checked=${notify} aria-describedby="notify-hint" @change=${this.#handleNotify} />
        ${setting.notify}
      </label>
      <p class="hint" id="notify-hint">${setting.notifyHint}</p>
    </div>`;
  }

  #renderTransparency({ transparency }: Settings) {
    const { setting } = this.#language.words;
    const path = `/pages/${this.client?.site ?? ''}/transparency`;
    return html`<div class="field">
      <label class="switch">
        <input type="checkbox" .checked=${transparency} aria-describedby="transparency-hint" @change=${this.#handleTransparency} />
        ${setting.transparency}
      </label>
      <p class="hint" id="transparency-hint">${setting.transparencyHint} <a href=${path} target="_blank">${path}</a></p>
    </div>`;
  }

  #renderRetention({ retention }: Settings) {
    const { setting } = this.#language.words;
    const path = `/pages/${this.client?.site ?? ''}/privacy`;
    return html`<fieldset class="field">
      <legend>${setting.retention}</legend>
      <p class="hint">
        ${setting.retentionHint} <a href=${path} target="_blank">${path}</a>. ${setting.retentionTexts}
        <a href="${path}/texts" target="_blank">${path}/texts</a>
      </p>
      <desk-retention
        data-field="retention"
        .value=${retention}
        .errors=${this.#partErrors('retention')}
        @change=${this.#handleRetention}
      ></desk-retention>
    </fieldset>`;
  }

  #renderNumber(field: NumberField, label?: string) {
    const value = this.settings?.[field] ?? null;
    const wrong = this.#wrong(field);
    return html`<input
      type="number"
      inputmode="numeric"
      id=${field}
      data-field=${field}
      aria-label=${label ?? nothing}
      aria-invalid=${wrong ? 'true' : 'false'}
      aria-describedby=${wrong ? `${field}-error` : nothing}
      .value=${value === null || Number.isNaN(value) ? '' : String(value)}
      @change=${(event: Event) => this.#handleNumber(event, field)}
    />`;
  }

  #renderError(field: NumberField) {
    if (!this.#wrong(field)) return nothing;
    return html`<p class="error" id="${field}-error">${this.#language.words.setting.errors[field]}</p>`;
  }

  #renderFoot() {
    const { words } = this.#language;
    const { view } = this;
    const problem = view.kind === 'refused' ? (words.problems[view.problem.code] ?? words.problems.internal) : '';
    return html`<div class="foot">
      <button class="primary" aria-disabled=${view.kind === 'saving'}>
        ${view.kind === 'saving' ? words.setting.saving : words.setting.save}
      </button>
      <p role="status" class=${problem ? 'failed' : ''}>${view.kind === 'saved' ? words.setting.saved : problem}</p>
    </div>`;
  }

  #wrong(field: NumberField): boolean {
    return this.view.kind === 'refused' && this.view.problem.errors.some(({ pointer }) => pointer === `/${field}`);
  }

  /** What is wrong in a field of several parts: their names. */
  #partErrors(field: 'retention'): ReadonlySet<string> {
    if (this.view.kind !== 'refused') return new Set();
    const places = this.view.problem.errors.map(({ pointer }) => pointer.split('/'));
    return new Set(places.filter(([, name]) => name === field).map(([, , part = '']) => part));
  }

  /** What is wrong in a list, by the place in it. */
  #lineErrors(field: 'origins' | 'reasons'): Map<number, string> {
    const { errors } = this.#language.words.setting;
    if (this.view.kind !== 'refused') return new Map();
    const places = this.view.problem.errors
      .map(({ pointer }) => pointer.split('/'))
      .filter(([, name, place]) => name === field && place !== undefined);
    return new Map(places.map(([, , place]) => [Number(place), errors[field]]));
  }

  #edit(change: Partial<Settings>): void {
    if (!this.settings) return;
    this.settings = { ...this.settings, ...change };
    this.#unsaved.touch();
    if (this.view.kind === 'saved') this.view = { kind: 'editing' };
  }

  async #load(): Promise<void> {
    this.settings = undefined;
    this.view = { kind: 'loading' };
    try {
      const [settings, reasons, people] = await Promise.all([
        this.client?.call('GET /settings'),
        this.client?.call('GET /reasons'),
        this.client?.call('GET /people'),
      ]);
      this.#people = people?.people ?? [];
      this.#stored = settings;
      this.#shipped = reasons?.shipped ?? this.#shipped;
      this.settings = settings;
      this.view = { kind: 'editing' };
    } catch (error) {
      this.view = { kind: 'failed', problem: DeskProblem.from(error) };
    }
  }

  readonly #handleSubmit = async (event: Event) => {
    event.preventDefault();
    const { client } = this;
    if (!client || !this.settings || this.view.kind === 'saving') return;
    // Where the mistakes are is told by the place in the list.
    const settings = withoutEmpty(this.settings);
    this.settings = settings;
    this.view = { kind: 'saving' };
    try {
      this.#stored = await client.call('PATCH /settings', { body: changes(this.#stored, settings) });
      this.settings = this.#stored;
      this.#unsaved.saved();
      this.view = { kind: 'saved' };
    } catch (error) {
      const problem = DeskProblem.from(error);
      // That the session has ended the whole desk tells, and one goes on here once one is signed in again.
      this.view = problem.code === 'not-signed-in' ? { kind: 'editing' } : { kind: 'refused', problem };
      await this.updateComplete;
      const field = problem.errors[0]?.pointer.split('/')[1];
      this.renderRoot.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus();
    }
  };

  #handleNumber(event: Event, field: NumberField): void {
    const { value, validity } = event.target as HTMLInputElement;
    const empty = value === '' && !validity.badInput;
    this.#edit({ [field]: empty && field === 'closeAfterDays' ? null : value === '' ? Number.NaN : Number(value) });
  }

  readonly #handleReasons = (event: Event) => {
    const { asShipped, value } = event.target as DeskReasons;
    this.#edit({ reasons: asShipped ? null : [...value] });
  };

  readonly #handlePostsBy = (event: Event) =>
    this.#edit({ postsBy: (event.target as HTMLSelectElement).value || null });

  readonly #handleNotify = (event: Event) => this.#edit({ notify: (event.target as HTMLInputElement).checked });

  readonly #handleTransparency = (event: Event) =>
    this.#edit({ transparency: (event.target as HTMLInputElement).checked });

  readonly #handleRetention = (event: Event) => {
    const { value } = event.target as DeskRetention;
    if (value) this.#edit({ retention: value });
  };

  readonly #handleThresholds = (event: Event) => this.#edit({ ...(event.target as DeskThresholds).value });

  readonly #handleServices = (event: Event) => this.#edit({ services: (event.target as DeskServices).value });

  readonly #handleOrigins = (event: Event) => this.#edit({ origins: [...(event.target as DeskOrigins).value] });
  readonly #handleLanguage = (event: Event) =>
    this.#edit({ language: (event.target as HTMLSelectElement).value as Language });
  readonly #handleRetry = async () => {
    await this.#load();
    void focusOn(this, 'h1, button');
  };
}

/** Fields for reasons that nothing stands in are none. */
function withoutEmpty(settings: Settings): Settings {
  const { reasons } = settings;
  const lines = reasons?.map((line) => line.trim()).filter((line) => line !== '');
  return { ...settings, reasons: lines ?? null };
}

/** Only what was changed here, so that it does not undo what somebody else changes elsewhere. */
function changes(stored: Settings | undefined, settings: Settings): Partial<Settings> {
  const entries = Object.entries(settings).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored?.[key as keyof Settings]),
  );
  return Object.fromEntries(entries);
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-settings': DeskSettings;
  }
}
