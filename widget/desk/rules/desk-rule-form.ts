import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { textLanguages } from '../../../worker/contract/languages';
import type { NewRule, Proposal, Rule, RuleTried, TextLanguage, When } from '../../../worker/contract/rules';
import { beginningOf } from '../ground/beginning';
import type { DeskClient } from '../ground/desk-client';
import { CancelEvent } from '../ground/events';
import { Fetched } from '../ground/fetched';
import { LanguageController } from '../ground/language';
import { Unsaved } from '../ground/unsaved';
import { view } from '../ground/view';
import { nameOf } from './language-names';

type Kind = When['kind'];

const proposals = ['hold', 'publish'] as const satisfies readonly Proposal[];
/** Somebody who types a list of words does not want to see what each letter would have done. */
const pause = 400;
const quoted = 140;

/**
 * @summary A rule, and what it would have done to the last comments, before it is switched on.
 * @fires plausch-save - `value` has the rule.
 * @fires plausch-cancel - Nothing shall be changed after all.
 */
export class DeskRuleForm extends LitElement {
  static override styles = view;

  @property({ attribute: false }) client: DeskClient | undefined;
  /** The rule that is changed; undefined: a new one. */
  @property({ attribute: false }) rule: Rule | undefined;
  /** The author that a new rule is about. */
  @property() author = '';
  @property({ type: Boolean }) busy = false;

  @state() private kind: Kind = 'words';
  @state() private propose: Proposal = 'hold';
  @query('#rule-name') private name!: HTMLInputElement;
  @query('form') private form!: HTMLFormElement;

  readonly #language = new LanguageController(this);
  /** What was entered here. */
  readonly unsaved = new Unsaved(this);
  readonly #trial = new Fetched<RuleTried | null>(this, this.#language);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #on = false;

  /** The rule as it stands in the form. */
  get value(): NewRule {
    return { name: this.name.value.trim(), on: this.#on, propose: this.propose, when: this.#when() };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.kind = this.rule?.when.kind ?? (this.author ? 'author' : 'words');
    this.propose = this.rule?.propose ?? 'hold';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override firstUpdated(): void {
    this.name.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('kind') || changed.has('propose')) this.#try();
  }

  protected override render() {
    const { words } = this.#language;
    const { rules } = words;
    return html`<form class="card" @submit=${this.#handleSubmit} @input=${this.#handleInput}>
      <div class="field">
        <label for="rule-name">${rules.name}</label>
        <p class="hint" id="name-hint">${rules.nameHint}</p>
        <input id="rule-name" required maxlength="80" autocomplete="off" aria-describedby="name-hint" .value=${this.rule?.name ?? ''} />
      </div>
      <div class="field">
        <label for="kind">${rules.kind}</label>
        <select id="kind" @change=${this.#handleKind}>
          ${(Object.keys(rules.kinds) as Kind[])
            .filter((kind) => kind !== 'author' || this.#authorId !== '')
            .map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${rules.kinds[kind]}</option>`)}
        </select>
      </div>
      ${this.#renderWhen()}
      <fieldset class="field">
        <legend>${rules.propose}</legend>
        ${proposals.map(
          (proposal) => html`<label class="choice">
            <input type="radio" name="propose" .checked=${proposal === this.propose} @change=${() => (this.propose = proposal)} />
            ${rules.proposals[proposal]}
          </label>`,
        )}
      </fieldset>
      <section aria-labelledby="trial" aria-live="polite">
        <p id="trial" class="label">${rules.trial}</p>
        ${this.#renderTrial()}
      </section>
      <div class="buttons">
        <button class="primary" value="on" aria-disabled=${this.busy}>${rules.saveOn}</button>
        <button value="off" aria-disabled=${this.busy}>${rules.saveOff}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  #renderWhen() {
    const { rules } = this.#language.words;
    const when = this.rule?.when;
    switch (this.kind) {
      case 'words':
        return html`<div class="field">
          <label for="words">${rules.words}</label>
          <p class="hint" id="words-hint">${rules.wordsHint}</p>
          <textarea id="words" name="words" rows="4" required aria-describedby="words-hint" .value=${when?.kind === 'words' ? when.words.join('\n') : ''}></textarea>
        </div>`;
      case 'links':
        return this.#renderNumber('moreThan', rules.moreThan, 0, 50, when?.kind === 'links' ? when.moreThan : 2);
      case 'thread-age':
        return this.#renderNumber('days', rules.days, 1, 36_500, when?.kind === 'thread-age' ? when.days : 90);
      case 'language': {
        const chosen = when?.kind === 'language' ? when.not : ['de'];
        return html`<fieldset class="field">
          <legend>${rules.not}</legend>
          ${textLanguages.map(
            (language) => html`<label class="choice">
              <input type="checkbox" name="not" value=${language} ?checked=${chosen.includes(language)} />${nameOf(language, this.#language.language)}
            </label>`,
          )}
        </fieldset>`;
      }
      default:
        return nothing;
    }
  }

  #renderNumber(name: string, label: string, min: number, max: number, value: number) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input type="number" id=${name} name=${name} required min=${min} max=${max} inputmode="numeric" value=${value} />
    </div>`;
  }

  #renderTrial() {
    const { rules } = this.#language.words;
    return this.#trial.render((tried) => {
      if (tried === null) return nothing;
      const { checked, matched, otherwise, examples } = tried;
      return html`<p>${rules.tried(checked, matched)} ${matched === 0 ? nothing : rules.otherwise(otherwise)}</p>
        ${
          examples.length === 0
            ? nothing
            : html`<ul class="list">
                ${examples.slice(0, 5).map(
                  ({ comment, decided }) => html`<li>
                    <bdi>${comment.author?.name}</bdi>: ${beginningOf(comment.html ?? '', quoted)}
                    ${decided ? html`<span class="tag">${rules.decided[decided]}</span>` : nothing}
                  </li>`,
                )}
              </ul>`
        }`;
    });
  }

  get #authorId(): string {
    return this.rule?.when.kind === 'author' ? this.rule.when.author : this.author;
  }

  #when(): When {
    const form = new FormData(this.form);
    switch (this.kind) {
      case 'words': {
        const words = String(form.get('words') ?? '').split('\n');
        return { kind: 'words', words: words.map((word) => word.trim()).filter((word) => word !== '') };
      }
      case 'links':
        return { kind: 'links', moreThan: Number(form.get('moreThan')) };
      case 'thread-age':
        return { kind: 'thread-age', days: Number(form.get('days')) };
      case 'language':
        return { kind: 'language', not: form.getAll('not') as TextLanguage[] };
      case 'author':
        return { kind: 'author', author: this.#authorId };
      case 'first-time':
        return { kind: 'first-time' };
    }
  }

  /** Shows what the rule would have done, a moment after the last change. */
  #try(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { client, propose } = this;
      const when = this.#when();
      const whole =
        when.kind === 'words' ? when.words.length > 0 : when.kind === 'language' ? when.not.length > 0 : true;
      if (client)
        void this.#trial.open(async () =>
          whole ? client.call('POST /rules/trial', { body: { propose, when } }) : null,
        );
    }, pause);
  }

  readonly #handleInput = () => this.#try();

  readonly #handleKind = (event: Event) => {
    this.kind = (event.target as HTMLSelectElement).value as Kind;
  };

  readonly #handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    this.#on = (event.submitter as HTMLButtonElement | null)?.value !== 'off';
    this.dispatchEvent(new Event('plausch-save'));
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-rule-form': DeskRuleForm;
  }
}
