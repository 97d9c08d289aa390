import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Decision } from '../../worker/contract/desk';
import { controls } from './controls';
import type { DeskClient } from './desk-client';
import text from './desk-log.css';
import { DeskProblem } from './desk-problem';
import { LanguageController } from './language';
import { age, day, moment, timeOfDay } from './time';

/** Where the loading of the log stands. */
type LogView =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: DeskProblem }
  | { kind: 'ready'; decisions: readonly Decision[]; next: string | null };

/** @summary The log: who decided what, when and why, newest first; each decision can be undone. */
export class DeskLog extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;

  @state() private view: LogView = { kind: 'loading' };
  /** Why an undo did not work, by decision. */
  @state() private problems: ReadonlyMap<string, DeskProblem> = new Map();
  @state() private told = '';

  readonly #language = new LanguageController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) void this.#load();
  }

  protected override render() {
    const { words } = this.#language;
    return html`<h1>${words.decisions}</h1>
      ${this.#renderView()}
      <p class="visually-hidden" role="status">${this.told}</p>`;
  }

  #renderView() {
    const { words } = this.#language;
    const { view } = this;
    if (view.kind === 'loading') return html`<p class="plain muted">${words.loading}</p>`;
    if (view.kind === 'failed')
      return html`<div class="plain" role="alert">
        <p>${this.#sentence(view.problem)}</p>
        <button @click=${this.#handleRetry}>${words.retry}</button>
      </div>`;
    if (view.decisions.length === 0) return html`<p class="plain">${words.log.empty}</p>`;
    return html`${this.#renderDays(view.decisions)}
    ${
      view.next === null
        ? nothing
        : html`<div class="foot"><button class="more" @click=${this.#handleMore}>${words.more}</button></div>`
    }`;
  }

  #renderDays(decisions: readonly Decision[]) {
    const now = Date.now();
    const days = Map.groupBy(decisions, ({ at }) => day(at, now, this.#language.language));
    return [...days].map(
      ([name, ofDay]) => html`<section>
        <h2>${name}</h2>
        <ol class="list">
          ${ofDay.map((decision) => this.#renderDecision(decision, now))}
        </ol>
      </section>`,
    );
  }

  #renderDecision(decision: Decision, now: number) {
    const { words, language } = this.#language;
    const { id, action, by, at, reason, undone } = decision;
    const what = words.log[action](by, decision.count);
    const problem = this.problems.get(id);
    return html`<li class="${action} ${undone ? 'undone' : ''}">
      <time datetime=${at} title=${moment(at, language)}>${timeOfDay(at, language)}</time>
      <p class="what">${what}</p>
      ${reason ? html`<p class="why" dir="auto">${reason}</p>` : nothing}
      ${undone ? html`<p class="since">${words.log.undoneBy(undone.by, age(undone.at, now, language))}</p>` : nothing}
      ${problem ? html`<p class="problem" role="alert">${this.#sentence(problem)}</p>` : nothing}
      ${
        undone || problem
          ? nothing
          : html`<button class="quiet" aria-label="${words.undo}: ${what}" @click=${() => this.#handleUndo(decision)}>
              ${words.undo}
            </button>`
      }
    </li>`;
  }

  #sentence({ code }: DeskProblem): string {
    const { problems } = this.#language.words;
    return problems[code] ?? problems.internal ?? '';
  }

  async #load(): Promise<void> {
    const { client } = this;
    if (!client) return;
    this.view = { kind: 'loading' };
    this.problems = new Map();
    try {
      const { decisions, next } = await client.decisions();
      if (client === this.client) this.view = { kind: 'ready', decisions, next };
    } catch (error) {
      if (client === this.client) this.view = { kind: 'failed', problem: DeskProblem.from(error) };
    }
  }

  async #handleUndo({ id }: Decision): Promise<void> {
    try {
      const undone = await this.client?.undo(id);
      if (undone) this.#replace(undone);
      this.told = this.#language.words.log.undone;
    } catch (error) {
      this.problems = new Map(this.problems).set(id, DeskProblem.from(error));
    }
  }

  #replace(changed: Decision): void {
    if (this.view.kind !== 'ready') return;
    const decisions = this.view.decisions.map((decision) => (decision.id === changed.id ? changed : decision));
    this.view = { ...this.view, decisions };
  }

  readonly #handleRetry = () => this.#load();

  readonly #handleMore = async () => {
    const { client, view } = this;
    if (!client || view.kind !== 'ready' || view.next === null) return;
    try {
      const page = await client.decisions({ after: view.next });
      if (this.view.kind === 'ready')
        this.view = { kind: 'ready', decisions: [...this.view.decisions, ...page.decisions], next: page.next };
    } catch (error) {
      this.told = this.#sentence(DeskProblem.from(error));
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-log': DeskLog;
  }
}
