import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { DeskProblem } from './desk-problem';
import { focusOn } from './focus';
import type { LanguageController } from './language';

/** What a view shows of the server's: loads it, keeps it, and tells why a call did not work. */
export class Fetched<Value> implements ReactiveController {
  /** undefined: it is not there yet. */
  value: Value | undefined;
  /** Why the last call of `act` did not work. */
  refused: DeskProblem | undefined;
  /** Whether a call of `act` is on its way. */
  busy = false;

  readonly #host: LitElement;
  readonly #language: LanguageController;
  #load: (() => Promise<Value>) | undefined;
  #failed: DeskProblem | undefined;

  constructor(host: LitElement, language: LanguageController) {
    this.#host = host;
    this.#language = language;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Loads it, and again with the same `load` by `retry`. What a later call loads wins. */
  async open(load: () => Promise<Value>): Promise<void> {
    this.#load = load;
    this.value = undefined;
    this.#failed = undefined;
    this.refused = undefined;
    try {
      const value = await load();
      if (this.#load === load) this.value = value;
    } catch (error) {
      if (this.#load === load) this.#failed = DeskProblem.from(error);
    }
    this.#host.requestUpdate();
  }

  /** Puts something changed in its place. */
  set(value: Value): void {
    this.value = value;
    this.#host.requestUpdate();
  }

  /** Does something on the server. A failure is kept in `refused`, and undefined comes back. */
  async act<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    this.busy = true;
    this.refused = undefined;
    this.#host.requestUpdate();
    try {
      return await work();
    } catch (error) {
      const problem = DeskProblem.from(error);
      // That the session has ended the whole desk tells, and one goes on here once one is signed in again.
      if (problem.code !== 'not-signed-in') this.refused = problem;
      return undefined;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
    }
  }

  /** The value as the view shows it; while there is none, why. */
  render(ready: (value: Value) => unknown): unknown {
    const { words } = this.#language;
    if (this.value !== undefined) return ready(this.value);
    if (!this.#failed) return html`<p class="plain muted">${words.loading}</p>`;
    return html`<div class="plain" role="alert">
      <p>${this.#language.tell(this.#failed)}</p>
      <button @click=${this.#handleRetry}>${words.retry}</button>
    </div>`;
  }

  /** Why the last call did not work, as an alert. */
  renderRefused(): TemplateResult | '' {
    return this.refused ? html`<p class="error" role="alert">${this.#language.tell(this.refused)}</p>` : '';
  }

  /** The button goes with the failure: the focus is on it again, or on the view's title. */
  readonly #handleRetry = async () => {
    if (!this.#load) return;
    await this.open(this.#load);
    await focusOn(this.#host, this.#failed ? '[role=alert] button' : 'h1');
  };
}
