import { html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { NewPerson, PersonEntry } from '../../../worker/contract/people';
import { CancelEvent } from '../ground/events';
import { LanguageController } from '../ground/language';
import { Unsaved } from '../ground/unsaved';
import { view } from '../ground/view';

const roles = ['moderator', 'owner'] as const;

/**
 * @summary Name, role and scope of somebody who works on the site.
 * @fires plausch-save - `value` has what was filled in.
 * @fires plausch-cancel - Nothing shall be changed after all.
 */
export class DeskPersonForm extends LitElement {
  static override styles = view;

  /** Who is changed; undefined: somebody new. */
  @property({ attribute: false }) person: PersonEntry | undefined;
  @property({ type: Boolean }) busy = false;

  @state() private chosen: NewPerson['role'] = 'moderator';
  @state() private wrongScope = false;
  @query('#person-name') private name!: HTMLInputElement;
  @query('textarea') private paths!: HTMLTextAreaElement | null;

  readonly #language = new LanguageController(this);
  /** What was entered here. */
  readonly unsaved = new Unsaved(this);

  /** What was filled in. */
  get value(): NewPerson {
    const scope = this.chosen === 'owner' ? [] : (this.paths?.value ?? '').split('\n').map((path) => path.trim());
    return { name: this.name.value.trim(), role: this.chosen, scope: scope.filter((path) => path !== '') };
  }

  override focus(): void {
    this.name.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.chosen = this.person?.role ?? 'moderator';
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    const { people } = words;
    return html`<form class="card" @submit=${this.#handleSubmit}>
      <div class="field">
        <label for="person-name">${people.name}</label>
        <p class="hint" id="name-hint">${people.nameHint}</p>
        <input id="person-name" required maxlength="80" autocomplete="off" aria-describedby="name-hint" .value=${this.person?.name ?? ''} />
      </div>
      <fieldset class="field">
        <legend>${people.role}</legend>
        ${roles.map(
          (role) => html`<label class="choice">
            <input type="radio" name="role" .checked=${role === this.chosen} @change=${() => (this.chosen = role)} />
            <span>${people.roles[role]}<span class="muted"> · ${people.roleHints[role]}</span></span>
          </label>`,
        )}
      </fieldset>
      ${this.chosen === 'owner' ? nothing : this.#renderScope()}
      <div class="buttons">
        <button class="primary" aria-disabled=${this.busy}>${this.person ? people.save : people.send}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  #renderScope() {
    const { people } = this.#language.words;
    return html`<div class="field">
      <label for="scope">${people.scope}</label>
      <p class="hint" id="scope-hint">${people.scopeHint}</p>
      <textarea
        id="scope"
        rows="3"
        spellcheck="false"
        aria-describedby="scope-hint ${this.wrongScope ? 'scope-error' : ''}"
        aria-invalid=${this.wrongScope ? 'true' : 'false'}
        .value=${(this.person?.scope ?? []).join('\n')}
      ></textarea>
      ${this.wrongScope ? html`<p class="error" id="scope-error">${people.scopeError}</p>` : nothing}
    </div>`;
  }

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    this.wrongScope = this.value.scope.some((path) => !path.startsWith('/'));
    if (this.wrongScope) this.paths?.focus();
    else this.dispatchEvent(new Event('plausch-save'));
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-person-form': DeskPersonForm;
  }
}
