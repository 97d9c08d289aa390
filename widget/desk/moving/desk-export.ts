import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ExportFormat } from '../../../worker/contract/exports';
import type { MovingTexts } from '../../locales/en/moving';
import type { DeskClient } from '../ground/desk-client';
import { DeskProblem } from '../ground/desk-problem';
import { LanguageController } from '../ground/language';
import { view } from '../ground/view';
import text from './desk-moving.css';

const formats = ['plausch', 'wxr', 'remark42', 'csv'] as const satisfies readonly ExportFormat[];

/** @summary What whoever owns the site takes along: all of it, or its comments as other systems read them. */
export class DeskExport extends LitElement {
  static override styles = [view, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ attribute: false }) words: MovingTexts | undefined;

  @state() private format: ExportFormat = 'plausch';
  @state() private problem: DeskProblem | undefined;
  @state() private told = '';
  #busy = false;

  readonly #language = new LanguageController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.problem = undefined;
  }

  protected override render() {
    const words = this.words?.exporting;
    if (!words) return nothing;
    return html`<h2>${words.title}</h2>
      <form class="card" aria-label=${words.title} @submit=${this.#handleSubmit}>
        <p>${words.intro}</p>
        <div class="field">
          <label for="format">${words.format}</label>
          <select id="format" name="format" @change=${this.#handleFormat}>
            ${formats.map(
              (one) => html`<option value=${one} .selected=${one === this.format}>${words.formats[one]}</option>`,
            )}
          </select>
          <p class="hint">${words.hints[this.format]}</p>
        </div>
        <div class="field">
          <label for="thread">${words.thread}</label>
          <input id="thread" name="thread" maxlength="512" aria-describedby="thread-hint" @input=${this.#handleInput} />
          <p class="hint" id="thread-hint">${words.threadHint}</p>
          ${this.problem?.code === 'unknown-thread' ? html`<p class="error" role="alert">${words.nowhere}</p>` : nothing}
        </div>
        <fieldset class="field span">
          <legend>${words.time}</legend>
          <label>${words.from} <input type="date" name="from" /></label>
          <label>${words.to} <input type="date" name="to" /></label>
        </fieldset>
        ${this.#renderProblem()}
        <p class="hint">${words.private}</p>
        <button class="primary">${words.go}</button>
      </form>
      <p class="visually-hidden" role="status">${this.told}</p>`;
  }

  #renderProblem() {
    const { problem } = this;
    if (!problem || problem.code === 'unknown-thread') return nothing;
    const { problems } = this.#language.words;
    return html`<p class="error" role="alert">${problems[problem.code] ?? problems.internal}</p>`;
  }

  #handleFormat(event: Event): void {
    const { value } = event.currentTarget as HTMLSelectElement;
    this.format = formats.find((one) => one === value) ?? 'plausch';
  }

  #handleInput(): void {
    this.problem = undefined;
  }

  async #handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { client, words } = this;
    if (!client || !words || this.#busy) return;
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const thread = String(given.get('thread') ?? '').trim();
    const query = {
      format: this.format,
      thread: thread || undefined,
      from: beginOf(given.get('from'), 0),
      to: beginOf(given.get('to'), 1),
    };
    this.#busy = true;
    this.problem = undefined;
    this.told = '';
    try {
      await client.download('GET /export', { query });
      this.told = words.exporting.begun;
    } catch (error) {
      this.problem = DeskProblem.from(error);
    }
    this.#busy = false;
  }
}

/** When a day begins here, or the one so many behind it; undefined: none is given. */
function beginOf(day: FormDataEntryValue | null, more: number): string | undefined {
  const [year = 0, month = 1, date = 1] = String(day ?? '')
    .split('-')
    .map(Number);
  return year === 0 ? undefined : new Date(year, month - 1, date + more).toISOString();
}
