import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { DeskLines } from '../ground/desk-lines';

/** @summary The reasons to choose from: the site's own, with those that come with the desk to take over. */
export class DeskReasons extends DeskLines {
  /** Those that come with the desk, in the site's language. */
  @property({ attribute: false }) shipped: readonly string[] = [];

  protected override readonly most = 30;

  /** Whether the list is just what comes with the desk. */
  get asShipped(): boolean {
    return this.value.length === this.shipped.length && this.value.every((line, index) => line === this.shipped[index]);
  }

  protected override get names() {
    const { setting } = this.language.words;
    return { line: setting.reason, add: setting.addReason, remove: setting.removeReason };
  }

  protected override renderMore() {
    const { setting } = this.language.words;
    const missing = this.shipped.filter((reason) => !this.value.includes(reason));
    return [
      this.asShipped
        ? nothing
        : html`<button type="button" class="quiet reset" @click=${this.#handleReset}>${setting.shippedReasons}</button>`,
      missing.length === 0 || this.value.length >= this.most
        ? nothing
        : html`<div class="missing" role="group" aria-label=${setting.takeOver}>
            <span class="muted" aria-hidden="true">${setting.takeOver}</span>
            ${missing.map(
              (
                reason,
              ) => html`<button type="button" aria-label=${setting.takeOverOne(reason)} @click=${() => this.#take(reason)}>
                <span aria-hidden="true">+ ${reason}</span>
              </button>`,
            )}
          </div>`,
    ];
  }

  #take(reason: string): void {
    // The empty field that one may have added is where it goes.
    const lines = this.value.filter((line) => line.trim() !== '');
    void this.change([...lines, reason], lines.length);
  }

  readonly #handleReset = () => this.change(this.shipped, 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-reasons': DeskReasons;
  }
}
