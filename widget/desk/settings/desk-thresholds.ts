import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Thresholds, ThresholdsTried } from '../../../worker/contract/desk';
import { controls } from '../ground/controls';
import type { DeskClient } from '../ground/desk-client';
import { LanguageController } from '../ground/language';
import text from './desk-thresholds.css';

const fields = ['holdFrom', 'spamFrom'] as const;

/** Between two movements of a slider nothing is asked (milliseconds). */
const pause = 150;

/**
 * @summary From which sum of weights on a comment waits or is filed as spam, and what that would have done to the last
 * comments.
 * @fires change - `holdFrom` or `spamFrom` has changed.
 */
export class DeskThresholds extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  @property({ attribute: false }) client: DeskClient | undefined;
  @property({ type: Number }) holdFrom = 3;
  @property({ type: Number }) spamFrom = 7;

  @state() private tried: ThresholdsTried | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly #language = new LanguageController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('holdFrom') && !changed.has('spamFrom') && !changed.has('client')) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#try(), changed.has('client') ? 0 : pause);
  }

  protected override render() {
    const { setting } = this.#language.words;
    return html`${fields.map(
      (field) => html`<div class="row">
        <label for=${field}>${setting[field]}</label>
        <input type="range" id=${field} min="0.5" max="20" step="0.5" aria-describedby="tried" .value=${String(this[field])} @input=${this.#handleInput} />
        <output for=${field}>${this[field].toLocaleString(this.#language.language)}</output>
      </div>`,
    )}
      <p class="hint" id="tried" role="status">${this.tried ? setting.tried(this.tried) : nothing}</p>`;
  }

  get value(): Thresholds {
    const { holdFrom, spamFrom } = this;
    return { holdFrom, spamFrom };
  }

  async #try(): Promise<void> {
    const { client, holdFrom, spamFrom } = this;
    if (!client) return;
    try {
      const tried = await client.call('POST /settings/trial', { body: { holdFrom, spamFrom } });
      if (holdFrom === this.holdFrom && spamFrom === this.spamFrom) this.tried = tried;
    } catch {
      this.tried = undefined;
    }
  }

  /** What is filed as spam is doubtful, too: the two never change places. */
  readonly #handleInput = (event: Event) => {
    const { id, value } = event.target as HTMLInputElement;
    this[id as (typeof fields)[number]] = Number(value);
    if (id === 'holdFrom') this.spamFrom = Math.max(this.spamFrom, this.holdFrom);
    else this.holdFrom = Math.min(this.holdFrom, this.spamFrom);
    this.dispatchEvent(new Event('change'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-thresholds': DeskThresholds;
  }
}
