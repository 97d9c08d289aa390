import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Consult, PersonEntry } from '../../worker/contract/people';
import { controls } from './controls';
import text from './desk-consults.css';
import { AnswerEvent, ConsultEvent } from './events';
import { LanguageController } from './language';
import { age } from './time';

/**
 * @summary What colleagues were asked about a comment, what they answered, and the form to ask. Whoever asks can decide
 * all the while.
 * @fires plausch-consult - A question is asked.
 * @fires plausch-answer - A question is answered.
 */
export class DeskConsults extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) consults: readonly Consult[] = [];
  /** Whom one can ask. */
  @property({ attribute: false }) colleagues: readonly PersonEntry[] = [];
  /** The account of whoever is at the desk. */
  @property() account = '';
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();

  @state() private asking = false;
  @query('select') private to!: HTMLSelectElement | null;
  @query('#question') private question!: HTMLTextAreaElement | null;

  readonly #language = new LanguageController(this);

  /** Opens the form for a question, where there is somebody to ask. */
  async ask(): Promise<void> {
    if (this.colleagues.length === 0) return;
    this.asking = true;
    await this.updateComplete;
    this.question?.focus();
  }

  protected override render() {
    const { consulting } = this.#language.words;
    return html`${
      this.consults.length === 0
        ? nothing
        : html`<ul aria-label=${consulting.title}>
              ${this.consults.map((consult) => this.#renderConsult(consult))}
            </ul>`
    }
      ${this.asking ? this.#renderForm() : nothing}`;
  }

  #renderConsult({ id, by, to, note, at, answer }: Consult) {
    const { words, language } = this.#language;
    const { consulting } = words;
    return html`<li>
      <p class="muted">${consulting.asked(by.name, to.name, age(at, this.now, language))}</p>
      <p class="said" dir="auto">${note}</p>
      ${
        answer
          ? html`<p class="muted">${consulting.answered(to.name, age(answer.at, this.now, language))}</p>
              <p class="said" dir="auto">${answer.note}</p>`
          : to.account === this.account
            ? this.#renderAnswer(id)
            : html`<p class="muted">${consulting.open}</p>`
      }
    </li>`;
  }

  #renderAnswer(id: string) {
    const { consulting } = this.#language.words;
    return html`<form @submit=${(event: SubmitEvent) => this.#handleAnswer(event, id)}>
      <label for="answer-${id}">${consulting.yourAnswer}</label>
      <textarea id="answer-${id}" rows="2" required maxlength="1000"></textarea>
      <button>${consulting.answer}</button>
    </form>`;
  }

  #renderForm() {
    const { words } = this.#language;
    const { consulting } = words;
    return html`<form @submit=${this.#handleAsk} @keydown=${this.#handleKey}>
      <label for="to">${consulting.whom}</label>
      <select id="to">
        ${this.colleagues.map(({ account, name }) => html`<option value=${account}>${name}</option>`)}
      </select>
      <label for="question">${consulting.question}</label>
      <textarea id="question" rows="2" required maxlength="1000" placeholder=${consulting.placeholder} @input=${this.#handleName}></textarea>
      <div class="buttons">
        <button>${consulting.send}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  /** Who is named with `@` in the question is who is asked. */
  readonly #handleName = () => {
    const named = /@(\S+)/.exec(this.question?.value ?? '')?.[1]?.toLowerCase();
    const found = named && this.colleagues.find(({ name }) => name.toLowerCase().startsWith(named));
    if (found && this.to) this.to.value = found.account;
  };

  readonly #handleAsk = (event: Event) => {
    event.preventDefault();
    if (!this.to || !this.question) return;
    this.dispatchEvent(new ConsultEvent({ to: this.to.value, note: this.question.value.trim() }));
    this.asking = false;
  };

  #handleAnswer(event: SubmitEvent, id: string): void {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('textarea');
    if (field) this.dispatchEvent(new AnswerEvent(id, field.value.trim()));
  }

  readonly #handleKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#handleCancel();
  };

  readonly #handleCancel = () => {
    this.asking = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-consults': DeskConsults;
  }
}
