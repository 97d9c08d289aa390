import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Consult, PersonEntry } from '../../../worker/contract/people';
import { controls } from '../ground/controls';
import type { Draft, Field } from '../ground/drafts';
import { AnswerEvent, CancelEvent, ConsultEvent } from '../ground/events';
import { FocusController, FocusLostEvent } from '../ground/focus';
import { LanguageController } from '../ground/language';
import { age } from '../ground/time';
import text from './desk-consults.css';

/**
 * @summary What colleagues were asked about a comment, what they answered, and the form to ask. Whoever asks can decide
 * all the while. What is written is kept as a draft until it is sent.
 * @fires plausch-consult - A question is asked.
 * @fires plausch-answer - A question is answered.
 * @fires plausch-cancel - Nothing is asked after all.
 */
export class DeskConsults extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) consults: readonly Consult[] = [];
  /** How many more there were before. */
  @property({ type: Number }) older = 0;
  /** Whom one can ask. */
  @property({ attribute: false }) colleagues: readonly PersonEntry[] = [];
  /** The account of whoever is at the desk. */
  @property() account = '';
  /** Where what is written is kept. */
  @property({ attribute: false }) draft: Draft | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now = Date.now();

  @state() asking = false;
  @query('select') private to!: HTMLSelectElement | null;
  @query('#question') private question!: HTMLTextAreaElement | null;

  readonly #language = new LanguageController(this);
  /** Whether a question or an answer is on its way: one press more sends nothing more. */
  #busy = false;

  constructor() {
    super();
    new FocusController(this);
  }

  /** Opens the form for a question, where there is somebody to ask. */
  async ask(): Promise<void> {
    if (this.colleagues.length === 0) return;
    this.asking = true;
    await this.updateComplete;
    this.question?.focus();
  }

  protected override render() {
    const { consulting, olderOnes } = this.#language.words;
    return html`${
      this.consults.length === 0
        ? nothing
        : html`${this.older > 0 ? html`<p class="muted">${olderOnes(this.older)}</p>` : nothing}
            <ul aria-label=${consulting.title}>
              ${this.consults.map((consult) => this.#renderConsult(consult))}
            </ul>`
    }
      ${this.asking ? this.#renderForm() : nothing}`;
  }

  #renderConsult({ id, by, to, note, at, answer }: Consult) {
    const { words } = this.#language;
    const { consulting } = words;
    return html`<li>
      <p class="muted">${consulting.asked(by.name, to.name, age(at, this.now, this.#language))}</p>
      <p class="said" dir="auto">${note}</p>
      ${
        answer
          ? html`<p class="muted">${consulting.answered(to.name, age(answer.at, this.now, this.#language))}</p>
              <p class="said" dir="auto">${answer.note}</p>`
          : to.account === this.account
            ? this.#renderAnswer(id)
            : html`<p class="muted">${consulting.open}</p>`
      }
    </li>`;
  }

  #renderAnswer(id: string) {
    const { consulting } = this.#language.words;
    const field = `answer-${id}` as const;
    return html`<form @submit=${(event: SubmitEvent) => this.#handleAnswer(event, id)} @keydown=${this.#handleAnswerKey}>
      <label for=${field}>${consulting.yourAnswer}</label>
      <textarea
        id=${field}
        rows="2"
        required
        maxlength="1000"
        .value=${this.draft?.get(field) ?? ''}
        @input=${this.#handleInput}
      ></textarea>
      <div class="buttons"><button>${consulting.answer}</button></div>
    </form>`;
  }

  #renderForm() {
    const { words } = this.#language;
    const { consulting } = words;
    const chosen = this.draft?.get('to');
    return html`<form @submit=${this.#handleAsk} @keydown=${this.#handleKey}>
      <label for="to">${consulting.whom}</label>
      <select id="to" @change=${this.#handleInput}>
        ${this.colleagues.map(
          ({ account, name }) => html`<option value=${account} ?selected=${account === chosen}>${name}</option>`,
        )}
      </select>
      <label for="question">${consulting.question}</label>
      <textarea
        id="question"
        rows="2"
        required
        maxlength="1000"
        placeholder=${consulting.placeholder}
        .value=${this.draft?.get('question') ?? ''}
        @input=${this.#handleQuestion}
      ></textarea>
      <div class="buttons">
        <button>${consulting.send}</button>
        <button type="button" class="quiet" @click=${this.#handleCancel}>${words.cancel}</button>
      </div>
    </form>`;
  }

  readonly #handleInput = (event: Event) => {
    const { id, value } = event.target as HTMLTextAreaElement | HTMLSelectElement;
    this.draft?.set(id as Field, value);
  };

  /** Who is named with `@` in the question is who is asked. */
  readonly #handleQuestion = (event: Event) => {
    this.#handleInput(event);
    const named = /@(\S+)/.exec(this.question?.value ?? '')?.[1]?.toLowerCase();
    const found = named && this.colleagues.find(({ name }) => name.toLowerCase().startsWith(named));
    if (!found || !this.to) return;
    this.to.value = found.account;
    this.draft?.set('to', found.account);
  };

  readonly #handleAsk = async (event: Event) => {
    event.preventDefault();
    const { to, question } = this;
    if (!to || !question || !isWritten(question)) return;
    const consult = new ConsultEvent({ to: to.value, note: question.value.trim() });
    if (await this.#send(consult, 'question', 'to')) this.asking = false;
  };

  async #handleAnswer(event: SubmitEvent, id: string): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('textarea');
    if (field && isWritten(field)) await this.#send(new AnswerEvent(id, field.value.trim()), `answer-${id}`);
  }

  /** Sends something and tells whether it got there; what did not stays in its field. */
  async #send(event: ConsultEvent | AnswerEvent, ...fields: Field[]): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.dispatchEvent(event);
    const sent = await event.sent;
    this.#busy = false;
    if (sent) this.draft?.drop(...fields);
    return sent;
  }

  readonly #handleKey = (event: KeyboardEvent) => {
    sendWithEnter(event);
    if (event.key === 'Escape') this.#handleCancel();
  };

  readonly #handleAnswerKey = (event: KeyboardEvent) => {
    sendWithEnter(event);
    // The form stays; whoever leaves it goes back to the comment, where the keys are.
    if (event.key === 'Escape') this.dispatchEvent(new FocusLostEvent());
  };

  readonly #handleCancel = () => {
    this.asking = false;
    this.dispatchEvent(new CancelEvent());
  };
}

/** In a field of several lines Enter makes a new one; with Ctrl or ⌘ it sends. */
function sendWithEnter(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  (event.currentTarget as HTMLFormElement).requestSubmit();
}

/** Whether there is more than spaces in a field; where there is not, the browser says so. */
function isWritten(field: HTMLTextAreaElement): boolean {
  if (field.value.trim()) return true;
  field.value = '';
  return field.reportValidity();
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-consults': DeskConsults;
  }
}
