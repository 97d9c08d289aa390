import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls';
import text from './desk-lines.css';
import { LanguageController } from './language';

/** What a list of lines calls its parts. */
interface Names {
  line: (number: number) => string;
  add: string;
  remove: (line: string) => string;
}

/**
 * A list of lines, each in a field of its own, to be added to and taken from.
 * @fires change - The list was changed; `value` has the new one.
 */
export abstract class DeskLines extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) value: readonly string[] = [];
  /** What is wrong, by the place in the list. */
  @property({ attribute: false }) errors: ReadonlyMap<number, string> = new Map();

  protected readonly language = new LanguageController(this);
  protected readonly type: 'text' | 'url' = 'text';
  protected readonly fewest: number = 0;
  protected readonly most: number = Number.POSITIVE_INFINITY;

  protected abstract get names(): Names;

  /** Focuses the first field that is wrong, else the last. */
  override focus(): void {
    const inputs = this.#inputs;
    (inputs.find((input) => input.getAttribute('aria-invalid') === 'true') ?? inputs.at(-1))?.focus();
  }

  protected override render() {
    const full = this.value.length >= this.most;
    return html`${this.value.map((line, index) => this.#renderLine(line, index))}
      <div class="buttons">
        <button type="button" class="add" ?disabled=${full} @click=${this.#handleAdd}>${this.names.add}</button>
        ${this.renderMore()}
      </div>`;
  }

  /** What else can be done with the list. */
  protected renderMore(): unknown {
    return nothing;
  }

  #renderLine(line: string, index: number) {
    const error = this.errors.get(index);
    const { names, type } = this;
    return html`<div class="line">
      <div class="row">
        <input
          type=${type}
          inputmode=${type}
          autocomplete="off"
          spellcheck=${type === 'url' ? 'false' : 'true'}
          dir=${type === 'url' ? nothing : 'auto'}
          placeholder=${type === 'url' ? 'https://' : nothing}
          aria-label=${names.line(index + 1)}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? `error-${index}` : nothing}
          .value=${line}
          @input=${(event: Event) => this.#handleInput(event, index)}
        />
        <button
          type="button"
          class="quiet"
          aria-label=${names.remove(line)}
          ?disabled=${this.value.length <= this.fewest}
          @click=${() => this.#handleRemove(index)}
        >
          ${this.language.words.setting.remove}
        </button>
      </div>
      ${error ? html`<p class="error" id="error-${index}">${error}</p>` : nothing}
    </div>`;
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.renderRoot.querySelectorAll('input')];
  }

  /** Takes another list, tells it, and puts the focus into one of its fields, or on the button that adds one. */
  protected async change(value: readonly string[], focus?: number): Promise<void> {
    this.value = value;
    this.dispatchEvent(new Event('change'));
    if (focus === undefined) return;
    await this.updateComplete;
    const place = this.#inputs[Math.min(focus, value.length - 1)] ?? this.renderRoot.querySelector('.add');
    (place as HTMLElement | null)?.focus();
  }

  #handleInput(event: Event, index: number): void {
    void this.change(this.value.with(index, (event.target as HTMLInputElement).value));
  }

  readonly #handleAdd = () => this.change([...this.value, ''], this.value.length);

  #handleRemove(index: number): void {
    void this.change(this.value.toSpliced(index, 1), index);
  }
}
