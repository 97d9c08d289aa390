import { html, LitElement, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type {
  EventKind,
  NewTarget,
  Target,
  TargetAddress,
  TargetChange,
  TargetKind,
} from '../../../worker/contract/targets';
import type { DeskProblem } from '../ground/desk-problem';
import { CancelEvent } from '../ground/events';
import { LanguageController } from '../ground/language';
import { Unsaved } from '../ground/unsaved';
import { view } from '../ground/view';

/** What chat hears of where nobody says anything else. */
const waits: EventKind[] = ['comment.waiting', 'comment.reported', 'comment.appealed'];

type Said = 'url' | 'server' | 'topic' | 'api' | 'token' | 'optional' | 'chat' | 'room';
interface Field {
  /** In the contract. */
  name: 'url' | 'token' | 'chat' | 'room';
  /** How it is asked for. */
  as: Said;
  optional?: true;
}

/** What has to be typed for each kind. */
const fields: Record<TargetKind, Field[]> = {
  slack: [{ name: 'url', as: 'url' }],
  mattermost: [{ name: 'url', as: 'url' }],
  discord: [{ name: 'url', as: 'url' }],
  telegram: [
    { name: 'token', as: 'token' },
    { name: 'chat', as: 'chat' },
    { name: 'url', as: 'api', optional: true },
  ],
  matrix: [
    { name: 'url', as: 'server' },
    { name: 'room', as: 'room' },
    { name: 'token', as: 'token' },
  ],
  ntfy: [
    { name: 'url', as: 'topic' },
    { name: 'token', as: 'optional', optional: true },
  ],
  gotify: [
    { name: 'url', as: 'server' },
    { name: 'token', as: 'token' },
  ],
  webhook: [{ name: 'url', as: 'url' }],
};

/**
 * @summary Who outside hears of what happens, where that is, and of what it hears.
 * @fires plausch-save - `value` has what was filled in.
 * @fires plausch-cancel - Nothing shall be changed after all.
 */
export class DeskTargetForm extends LitElement {
  static override styles = view;

  /** Which is changed; undefined: a new one. */
  @property({ attribute: false }) target: Target | undefined;
  @property({ type: Boolean }) busy = false;
  /** Why the server has not taken it. */
  @property({ attribute: false }) problem: DeskProblem | undefined;

  @state() private kind: TargetKind = 'slack';
  @state() private events: EventKind[] = waits;
  @state() private chosen = false;
  @state() private retyping = false;
  @state() private nothingChosen = false;
  @query('#target-name') private name!: HTMLInputElement;

  readonly #language = new LanguageController(this);
  readonly unsaved = new Unsaved(this);

  /** What was filled in: of one that is there already, its address only where another was typed. */
  get value(): NewTarget & TargetChange {
    const name = this.name.value.trim();
    const address = this.#asksForAddress ? this.#address : undefined;
    return { name, events: this.events, ...(address && { address }) } as NewTarget & TargetChange;
  }

  override focus(): void {
    this.name.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.target) return;
    this.kind = this.target.kind;
    this.events = this.target.events;
    this.chosen = true;
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render() {
    const { words } = this.#language;
    const { targets } = words;
    return html`<form class="card" novalidate @submit=${this.#handleSubmit}>
      <div class="field">
        <label for="target-name">${targets.name}</label>
        <input id="target-name" required maxlength="80" autocomplete="off" .value=${this.target?.name ?? ''} />
      </div>
      ${this.target ? nothing : this.#renderKind()}
      ${
        this.#asksForAddress
          ? fields[this.kind].map((field) => this.#renderField(field))
          : html`<p><button type="button" id="retype" @click=${this.#handleRetype}>${targets.newAddress}</button></p>`
      }
      ${this.#renderEvents()}
      <div class="buttons">
        <button class="primary" aria-disabled=${this.busy}>${this.target ? targets.save : targets.add}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  #renderKind() {
    const { targets } = this.#language.words;
    return html`<div class="field">
      <label for="kind">${targets.kind}</label>
      <select id="kind" @change=${this.#handleKind}>
        ${Object.entries(targets.kinds).map(
          ([kind, name]) => html`<option value=${kind} .selected=${kind === this.kind}>${name}</option>`,
        )}
      </select>
    </div>`;
  }

  #renderField({ name, as, optional }: Field) {
    const { targets } = this.#language.words;
    const { title, hint } = targets.fields[as];
    const wrong = this.problem?.errors.some(({ pointer }) => pointer === `/address/${name}`) ?? false;
    return html`<div class="field">
      <label for=${name}>${title}</label>
      <p class="hint" id="${name}-hint">${hint}</p>
      <input
        id=${name}
        type=${name === 'token' ? 'password' : 'text'}
        inputmode=${name === 'url' ? 'url' : nothing}
        ?required=${!optional}
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="${name}-hint ${wrong ? `${name}-error` : ''}"
      />
      ${wrong ? html`<p class="error" id="${name}-error">${name === 'url' ? targets.wrong : targets.wrongField}</p>` : nothing}
    </div>`;
  }

  #renderEvents() {
    const { targets } = this.#language.words;
    return html`<fieldset class="field">
      <legend>${targets.hears}</legend>
      ${(Object.keys(targets.events) as (EventKind | 'test')[])
        .filter((event): event is EventKind => event !== 'test')
        .map(
          (event) => html`<label class="choice">
            <input type="checkbox" .checked=${this.events.includes(event)} @change=${(change: Event) => this.#choose(event, change)} />
            ${targets.events[event]}
          </label>`,
        )}
      ${this.nothingChosen ? html`<p class="error" role="alert">${targets.hearsNothing}</p>` : nothing}
    </fieldset>`;
  }

  get #asksForAddress(): boolean {
    return this.target === undefined || this.target.place === null || this.retyping;
  }

  get #address(): TargetAddress {
    const typed = fields[this.kind].map(({ name }) => [name, this.#input(name)?.value.trim() ?? ''] as const);
    return { kind: this.kind, ...Object.fromEntries(typed.filter(([, value]) => value !== '')) } as TargetAddress;
  }

  #input(name: string): HTMLInputElement | null {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${name}`);
  }

  #choose(event: EventKind, { target }: Event): void {
    const others = this.events.filter((one) => one !== event);
    this.events = (target as HTMLInputElement).checked ? [...others, event] : others;
    this.chosen = true;
    this.nothingChosen = false;
  }

  readonly #handleKind = (event: Event) => {
    this.kind = (event.target as HTMLSelectElement).value as TargetKind;
    // A program of one's own may want to hear of everything; a chat of what somebody has to do.
    const { events } = this.#language.words.targets;
    const all = (Object.keys(events) as (EventKind | 'test')[]).filter((one): one is EventKind => one !== 'test');
    if (!this.chosen) this.events = this.kind === 'webhook' ? all : waits;
  };

  readonly #handleRetype = async () => {
    this.retyping = true;
    await this.updateComplete;
    this.#input(fields[this.kind][0]?.name ?? 'url')?.focus();
  };

  readonly #handleSubmit = (event: Event) => {
    event.preventDefault();
    const missing = [...this.renderRoot.querySelectorAll('input')].find((input) => !input.checkValidity());
    this.nothingChosen = this.events.length === 0;
    if (missing) missing.reportValidity();
    else if (!this.nothingChosen) this.dispatchEvent(new Event('plausch-save'));
  };

  readonly #handleCancel = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-target-form': DeskTargetForm;
  }
}
