import { html, LitElement, nothing, unsafeCSS } from 'lit';
import { property } from 'lit/decorators.js';
import text from './desk-status.css';
import { controls } from './ground/controls';
import { CancelEvent } from './ground/events';
import { FocusController } from './ground/focus';
import { LanguageController } from './ground/language';

/**
 * @summary One line at the foot of the page that tells what has just happened, with a way back. It stays until the
 * next thing happens or it is closed: nobody has to hurry.
 * @fires plausch-undo - What is offered was chosen.
 * @fires plausch-cancel - The line was closed.
 */
export class DeskStatus extends LitElement {
  static override styles = [controls, unsafeCSS(text)];

  /** What to tell; empty: nothing. */
  @property() text = '';
  /** The name of the button that is offered, such as "Undo"; empty: none. */
  @property() offer = '';

  readonly #language = new LanguageController(this);

  constructor() {
    super();
    new FocusController(this);
  }

  protected override render() {
    const { words } = this.#language;
    return html`<div class="bar ${this.text ? 'shown' : ''}">
      <p role="status">${this.text}</p>
      ${this.text && this.offer ? html`<button class="undo" @click=${this.#handleUndo}>${this.offer}</button>` : nothing}
      ${
        this.text
          ? html`<button class="close" aria-label=${words.close} @click=${this.#handleClose}>✕</button>`
          : nothing
      }
    </div>`;
  }

  readonly #handleUndo = () => this.dispatchEvent(new Event('plausch-undo'));
  readonly #handleClose = () => this.dispatchEvent(new CancelEvent());
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-status': DeskStatus;
  }
}
